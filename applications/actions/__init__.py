"""What people do with Fachverfahren."""

from applications.actions.parts import remove_part, save_part

__all__ = ["remove_part", "save_part"]
