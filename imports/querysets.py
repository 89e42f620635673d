"""Sets of imports, and who may see them: those of the service who keep what was imported."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from imports.kinds import kinds_for
from imports.lifecycle import ENDED

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


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    """Rows of imports."""

    def visible_to(self, user: "User") -> "ImportRowQuerySet":
        """Seen with its import."""
        from imports.models import Import  # noqa: PLC0415 – models import this module

        return self.filter(run__in=Import.objects.visible_to(user))
