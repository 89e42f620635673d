"""Pages of Fachverfahren."""
