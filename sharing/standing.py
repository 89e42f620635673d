"""Where the sharing of a year stands: open, fixed, or fixed while something has changed since."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.safestring import SafeString

from sharing.draft import Draft
from sharing.models import Apportionment, Share
from ui import cells

if TYPE_CHECKING:
    from accounts.models import User


class Standing(NamedTuple):
    """What is fixed for a year, and whether the same would be fixed today."""

    apportionment: Apportionment | None
    has_changed: bool

    @property
    def badge(self) -> SafeString:
        """As a badge."""
        if self.apportionment is None:
            return cells.badge("info", "edit", "offen")
        if self.has_changed:
            return cells.badge("warning", "warning", "festgeschrieben, seitdem geändert")
        return cells.badge("violet", "lock", "festgeschrieben")


def standing_of(draft: Draft, user: "User") -> Standing:
    """By two queries: what nothing has corrected, and its shares against those of today."""
    rows = Apportionment.objects.visible_to(user).standing().filter(application=draft.application, year=draft.year)
    row = rows.first()
    if row is None:
        return Standing(None, has_changed=False)
    fixed = {
        share.authority_id: (share.recurring, share.one_off, share.quote_annual)
        for share in Share.objects.visible_to(user).filter(apportionment=row)
    }
    today = {
        line.authority.pk: (line.recurring, line.one_off, line.quote.annual_amount if line.quote else None)
        for line in draft.lines
    }
    return Standing(row, has_changed=fixed != today)
