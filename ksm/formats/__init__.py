"""Formats of dates and numbers where Django shows them by itself."""
