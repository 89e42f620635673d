"""What the search over reports reads: kept by the database itself, never written by the program."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from customers.models import Authority
from tickets.models.tickets import Ticket
from tickets.querysets import SearchEntryQuerySet


class SearchEntry(models.Model):
    """The words of a report with their weight: A number, person, workstation; B subject; C text and files; D notes.

    A report with internal notes has a second entry that holds the notes too; authorities never reach that one.
    """

    # The trigger that follows the report removes it; a deletion by hand in SQL is followed too.
    ticket = models.ForeignKey(
        Ticket, verbose_name="Meldung", on_delete=models.DO_NOTHING, related_name="search_entries", db_index=False
    )
    authority = models.ForeignKey(
        Authority,
        verbose_name="Behörde",
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    is_internal = models.BooleanField("mit internen Notizen")
    for_staff = models.BooleanField("für den Service")  # the one entry of each report that staff search
    vector = SearchVectorField("Wörter")

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Sucheintrag"
        verbose_name_plural = "Sucheinträge"
        constraints = [
            models.UniqueConstraint(fields=["ticket", "is_internal"], name="search_entry_once"),
            models.CheckConstraint(
                condition=~Q(is_internal=True, for_staff=False), name="search_entry_notes_for_staff"
            ),
        ]
        indexes = [GinIndex(fields=["vector"], name="search_entry_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"Wörter der Meldung mit dem Schlüssel {self.ticket_id}"


class SearchWord(models.Model):
    """A word stem that occurs in some report: by these the search finds parts of words and words nearly the same.

    Not unique on purpose: two people who write the same new word at once must not wait for each other. A nightly job
    takes out what is there twice and what no report says any more.
    """

    word = models.CharField("Wortstamm", max_length=40)
    # In how many reports, as a power of two, counted at night: of many words that contain a part the frequent are taken.
    frequency = models.PositiveSmallIntegerField("Häufigkeit", default=0, db_default=0)

    objects = models.Manager()

    class Meta:
        verbose_name = "Suchwort"
        verbose_name_plural = "Suchwörter"
        indexes = [
            models.Index(fields=["word"], name="search_word"),
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_parts"),
        ]

    def __str__(self) -> str:
        return self.word
