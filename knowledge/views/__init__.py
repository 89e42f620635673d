"""Pages of articles: the workspace, where they are kept, and the help, where authorities read them."""
