"""Pages on the way of a file into the stock: what and which file, which column is what, the preview, the result."""

from imports.views.files import export_kind, report, wrong_rows
from imports.views.pages import ImportList, ImportPage, progress
from imports.views.steps import Apply, ApplyGoodRows, Discard, Mapping, Upload

__all__ = [
    "Apply",
    "ApplyGoodRows",
    "Discard",
    "ImportList",
    "ImportPage",
    "Mapping",
    "Upload",
    "export_kind",
    "progress",
    "report",
    "wrong_rows",
]
