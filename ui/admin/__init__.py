"""What every list and form of the web admin can do: bounded pages, exports, visible rows, refusals in words."""

from ui.admin.inlines import RowFormSet, RowInline
from ui.admin.lists import ListAdmin
from ui.admin.periods import PeriodForm, PeriodFormSet

__all__ = ["ListAdmin", "PeriodForm", "PeriodFormSet", "RowFormSet", "RowInline"]
