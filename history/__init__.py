"""Who changed what and when, and where a fact comes from."""
