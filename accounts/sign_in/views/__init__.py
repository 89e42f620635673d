"""The pages of signing in and of what belongs to it."""
