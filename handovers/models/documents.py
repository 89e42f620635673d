"""The document of a hand-over: stored once, the same file for both sides."""

from typing import ClassVar

from django.db import models

from files.models import StoredFile
from handovers.models.handovers import Handover
from handovers.querysets import OfHandoverQuerySet
from history.models import append_only


class HandoverDocument(StoredFile):
    """The PDF of a signed hand-over with its digest. Written once; retention puts one without names in its place."""

    FOLDER: ClassVar[str] = "handovers"

    handover = models.OneToOneField(
        Handover, verbose_name="Übergabe", on_delete=models.PROTECT, related_name="document"
    )
    sha256 = models.CharField("Prüfsumme (SHA-256)", max_length=64)

    objects = OfHandoverQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = "Dokument einer Übergabe"
        verbose_name_plural = "Dokumente von Übergaben"
        default_permissions = ()
        triggers = [append_only()]

    @classmethod
    def without_verdict(cls) -> "models.QuerySet[HandoverDocument]":
        """None: it was made here and not brought by anybody."""
        return cls._default_manager.none()
