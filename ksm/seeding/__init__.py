"""Sourced facts from the text files in seeds/ into the database: all of them or none."""
