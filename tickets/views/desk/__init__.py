"""The page of one report in the workspace, and all that is done from it."""
