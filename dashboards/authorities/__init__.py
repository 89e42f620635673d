"""The page of an authority: everything about it from all floors, for the call that comes next."""
