"""Forms about Fachverfahren."""
