"""Sets of imports, and who may see them: those of the service who keep what was imported."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from imports.kinds import Kind, kinds_for
from imports.lifecycle import ENDED, State
from imports.mapping import digest

if TYPE_CHECKING:
    from accounts.models import User
    from imports.models import Import, ImportRow

FILE_IS_KEPT = timedelta(days=14)


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports."""

    def visible_to(self, user: "User") -> "ImportQuerySet":
        """Whoever may import rows of a kind sees all imports of that kind."""
        if not user.is_service_staff:
            return self.none()
        return self.filter(kind__in=[kind.key for kind in kinds_for(user)])

    def with_file_until(self, end: datetime) -> "ImportQuerySet":
        """Those that nobody finished, with a file from before a moment."""
        return self.exclude(file="").filter(uploaded_at__lt=end)

    def ended(self) -> "ImportQuerySet":
        """Those that nothing more happens to."""
        return self.filter(state__in=ENDED)

    def remembered_mapping(self, kind: Kind, headings: Sequence[str]) -> dict[str, int]:
        """Which column held which field when a file with these headings was last brought; nothing for the first time."""
        earlier = self.filter(kind=kind.key, headings_digest=digest(headings)).exclude(state=State.UPLOADED)
        known = earlier.order_by("-uploaded_at").values_list("mapping", flat=True).first() or {}
        fields = {field.key for field in kind.fields}
        # A column that is a note of ours in one file may have been one of its own in another.
        return {key: column for key, column in known.items() if key in fields and column < len(headings)}


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    """Rows of imports."""

    def visible_to(self, user: "User") -> "ImportRowQuerySet":
        """Seen with its import."""
        from imports.models import Import  # noqa: PLC0415 – models import this module

        return self.filter(run__in=Import.objects.visible_to(user))
