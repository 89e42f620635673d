"""The page of a Fachverfahren, and what an authority sees of all that it uses."""
