"""Parts about processing on behalf, for the page of a Fachverfahren and that of an authority."""

from datetime import date
from typing import TYPE_CHECKING, Any

from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from processing.gaps import with_gaps
from processing.models import ProcessingAgreement, RegisterEntry, SubProcessing
from processing.wording import covered_in_words, review_cell, seat, standing_badge
from ui import cells
from ui.pages import Link, Property, Section, filtered

if TYPE_CHECKING:
    from accounts.models import User

MOST = 8
TITLE = "Auftragsverarbeitung"
SUB_PROCESSORS = "Unterauftragsverarbeiter"


def coverage_of(application: SpecialistApplication, user: "User", day: date) -> Section:
    """By how many of the authorities that use a Fachverfahren it is covered, and what the register says of it."""
    if not user.has_perm("processing.view_processingagreement"):
        return Section(TITLE)
    uses = ApplicationUse.objects.visible_to(user).current(day).filter(application=application)
    if not user.is_service_staff:
        return Section(TITLE, _own_coverage(application, user, uses, day))
    rows = list(with_gaps(uses, day).values_list("has_no_agreement", flat=True))
    words = covered_in_words(rows.count(False), len(rows)) if rows else "zurzeit von keiner Behörde genutzt"
    entry = RegisterEntry.objects.visible_to(user).filter(application=application).first()
    properties = [Property("Vereinbarungen", words)]
    if user.has_perm("processing.view_registerentry"):
        properties += [
            Property(
                "Verzeichnis", cells.link(entry.get_absolute_url(), "Eintrag ansehen") if entry else "kein Eintrag"
            ),
            Property("Zweck", entry.purpose if entry else ""),
            Property("Nächste Prüfung", review_cell(entry.review_on, day) if entry else ""),
        ]
        more = Link("Alle Nutzungen", filtered("processing:uses", application=application.pk))
        return Section(TITLE, properties, more=more)
    return Section(TITLE, properties)


def _own_coverage(application: SpecialistApplication, user: "User", uses: Any, day: date) -> list[Property]:
    """What an authority reads of itself; that others use the Fachverfahren as well it does not learn."""
    if not uses.exists():
        return []
    agreements = ProcessingAgreement.objects.visible_to(user).in_force(day)
    found = agreements.filter(pk__in=application.covered_by.open_on(day).values("agreement"))
    links = [cells.link(row.get_absolute_url(), row.number) for row in found[:MOST]]
    return [Property("Vereinbarung", links[0] if links else "keine")] if len(links) < 2 else [
        Property(f"Vereinbarung {number}", link) for number, link in enumerate(links, start=1)
    ]  # fmt: skip


def sub_processors_of(application: SpecialistApplication, user: "User", day: date) -> Section:
    """Who works on a Fachverfahren for the provider, and since when."""
    if not user.has_perm("processing.view_processingagreement"):
        return Section(SUB_PROCESSORS)
    rows = SubProcessing.objects.visible_to(user).open_on(day).filter(application=application)
    may_open = user.is_service_staff and user.has_perm("processing.view_subprocessor")
    shown = [
        (
            cells.link(row.get_absolute_url(), row.sub_processor.name) if may_open else row.sub_processor.name,
            seat(row.sub_processor),
            row.task,
            cells.day(row.since),
        )
        for row in rows.select_related("sub_processor")[: MOST + 1]
    ]
    is_more = len(shown) > MOST and may_open
    more = Link("Alle Unterauftragsverarbeiter", filtered("processing:sub_processors", application=application.pk))
    headings = ("Name", "Sitz", "Aufgabe", "Seit")
    return Section(SUB_PROCESSORS, headings=headings, rows=shown[:MOST], more=more if is_more else None)


def processing_of(authority: Authority, user: "User", day: date) -> Section:
    """The processing agreements of an authority, and how many of the Fachverfahren that it uses they cover."""
    if not user.has_perm("processing.view_processingagreement"):
        return Section(TITLE)
    uses = ApplicationUse.objects.visible_to(user).current(day).filter(authority=authority)
    gaps = list(with_gaps(uses, day).values_list("has_no_agreement", flat=True)) if user.is_service_staff else []
    agreements = ProcessingAgreement.objects.visible_to(user).filter(authority=authority).select_related("provider")
    rows = [
        (
            cells.link(row.get_absolute_url(), row.number),
            row.provider.name,
            standing_badge(row, day),
            review_cell(row.review_on, day),
        )
        for row in agreements[: MOST + 1]
    ]
    covered = Property("Gedeckt", f"{gaps.count(False)} von {len(gaps)} Fachverfahren")
    properties = [covered] if gaps else []
    more = Link("Dokumente", filtered("processing:documents", authority=authority.pk)) if rows or gaps else None
    hint = "Noch keine Vereinbarung zur Auftragsverarbeitung." if gaps and not rows else ""
    headings = ("Vereinbarung", "Auftragsverarbeiter", "Stand", "Nächste Prüfung")
    return Section(TITLE, properties, headings=headings, rows=rows[:MOST], more=more, hint=hint)
