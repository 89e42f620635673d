"""Forms about reports: of the desk and of the portal."""
