"""How long things are kept, what is held about a person, and how a person is erased."""
