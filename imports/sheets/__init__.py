"""Files of rows, whatever program wrote them: read row by row, within limits, and refused in plain words."""

from imports.sheets.cells import Cell, Sheet, Unreadable
from imports.sheets.opening import FOR_THE_FIRST_ROWS, MOST_BYTES, MOST_ROWS, open_sheet

__all__ = ["FOR_THE_FIRST_ROWS", "MOST_BYTES", "MOST_ROWS", "Cell", "Sheet", "Unreadable", "open_sheet"]
