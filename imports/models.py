"""Imports: a file that somebody brought, and what became of each of its rows."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from history.models import tracked
from imports.comparing import Outcome
from imports.kinds import KINDS, Kind
from imports.lifecycle import ENDED, WORKING, Extent, State
from imports.querysets import ImportQuerySet, ImportRowQuerySet
from ui.addresses import address

FOLDER = "imports"


def file_path(run: "Import", filename: str) -> str:
    """Where a file is kept until it is applied, under a name that nobody can guess."""
    return f"{FOLDER}/{uuid4().hex}"


# What the file holds stays out of the history: it goes with the file. Progress is no change.
@tracked(exclude=("file", "headings", "samples", "remark", "rows_done"))
class Import(models.Model):
    """One file of rows on its way into the stock: brought, mapped, previewed, applied."""

    kind = models.CharField("Gegenstand", max_length=30)
    file_name = models.CharField("Datei", max_length=200)
    file = models.FileField("Inhalt", upload_to=file_path, max_length=100, blank=True)
    size = models.PositiveIntegerField("Größe in Byte")
    headings = models.JSONField("Überschriften", default=list)
    headings_digest = models.CharField("Prüfsumme der Überschriften", max_length=32)
    samples = models.JSONField("erste Zeilen", default=list, blank=True)
    mapping = models.JSONField("Zuordnung", default=dict, blank=True)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.UPLOADED)
    extent = models.CharField("Umfang", max_length=5, choices=Extent, default=Extent.WHOLE)
    remark = models.CharField("Hinweis", max_length=500, blank=True)
    rows_new = models.PositiveIntegerField("neue Zeilen", default=0)
    rows_changed = models.PositiveIntegerField("geänderte Zeilen", default=0)
    rows_same = models.PositiveIntegerField("unveränderte Zeilen", default=0)
    rows_wrong = models.PositiveIntegerField("fehlerhafte Zeilen", default=0)
    rows_done = models.PositiveIntegerField("bearbeitete Zeilen", default=0)
    rows_all = models.PositiveIntegerField("Zeilen der Datei", default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="hochgeladen von", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("hochgeladen am")
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="übernommen von",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ended_at = models.DateTimeField("beendet am", null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "Import"
        verbose_name_plural = "Importe"
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False, file="")
                | ~Q(state__in=ENDED) & Q(ended_at__isnull=True) & ~Q(file=""),
                name="import_ended_has_moment_and_no_file",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.APPLYING, State.APPLIED])
                | Q(applied_by__isnull=False) & (Q(rows_wrong=0) | Q(extent=Extent.GOOD_ROWS)),
                name="import_applied_whole_or_in_part_by_choice",
            ),
            # Chosen for one step only: when it fails, somebody has to look at the preview and choose anew.
            models.CheckConstraint(
                condition=Q(extent=Extent.WHOLE) | Q(state__in=[State.APPLYING, State.APPLIED], rows_wrong__gt=0),
                name="import_in_part_where_rows_are_wrong",
            ),
        ]
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="import_newest"),
            models.Index(fields=["kind", "headings_digest", "-uploaded_at"], name="import_by_headings"),
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    def get_absolute_url(self) -> str:
        """The page on which it goes on."""
        return address("imports:import", self.pk)

    @property
    def of_kind(self) -> Kind:
        """What kind of rows it brings."""
        return KINDS[self.kind]

    @property
    def is_working(self) -> bool:
        """Whether a job is at work."""
        return self.state in WORKING

    @property
    def is_applied(self) -> bool:
        """Whether its rows are in the stock."""
        return self.state == State.APPLIED

    @property
    def rows_good(self) -> int:
        """How many rows nothing is wrong with."""
        return self.rows_new + self.rows_changed + self.rows_same

    @property
    def is_in_part(self) -> bool:
        """Whether somebody chose to leave out what is wrong."""
        return self.extent == Extent.GOOD_ROWS

    def may_be_applied(self, extent: Extent) -> bool:
        """Whether it was checked and there is something to do, and nothing wrong unless that is to be left out."""
        fits = bool(self.rows_wrong) == (extent == Extent.GOOD_ROWS)
        return self.state == State.CHECKED and fits and bool(self.rows_new or self.rows_changed)

    @property
    def may_be_applied_whole(self) -> bool:
        """Whether all of it can be stored."""
        return self.may_be_applied(Extent.WHOLE)

    @property
    def may_be_applied_in_part(self) -> bool:
        """Whether the good rows can be stored without the wrong ones."""
        return self.may_be_applied(Extent.GOOD_ROWS)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows there are of each outcome."""
        return {
            Outcome.NEW: self.rows_new,
            Outcome.CHANGED: self.rows_changed,
            Outcome.SAME: self.rows_same,
            Outcome.WRONG: self.rows_wrong,
        }


class ImportRow(models.Model):
    """What becomes of one row of a file; made anew with each check, and gone with the file."""

    run = models.ForeignKey(Import, verbose_name="Import", on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("Zeile")
    outcome = models.CharField("Ergebnis", max_length=7, choices=Outcome)
    title = models.CharField("Bezeichnung", max_length=300, blank=True)
    target = models.BigIntegerField("Schlüssel des Eintrags", null=True, blank=True)
    changes = models.JSONField("Änderungen", default=list, blank=True)  # column, old, new
    problems = models.JSONField("Fehler", default=list, blank=True)  # column, reason
    cells = models.JSONField("Zellen", default=list, blank=True)  # of a wrong row as they came, to be corrected
    doubts = models.JSONField("Zweifel", default=list, blank=True)
    has_moved = models.BooleanField("seit der Vorschau anders", default=False)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = "Zeile eines Imports"
        verbose_name_plural = "Zeilen von Importen"
        ordering = ["run", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["run", "outcome", "number"], name="import_rows_by_outcome")]

    def __str__(self) -> str:
        return f"Zeile {self.number}"
