"""Who uses a Fachverfahren: for the service all authorities, for an authority its own use with its people."""

from datetime import date

from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.utils.safestring import SafeString

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication, UseContact
from applications.querysets import ApplicationUseQuerySet
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import Link, Section, filtered

MOST_USES = 30
OWNER = UseContact.Role.PROCEDURE_OWNER


def uses(row: SpecialistApplication, user: User, day: date) -> Section:
    """The uses that hold or are to come first, then the ended ones, each with who answers for it at the authority."""
    title = "Nutzung durch Behörden" if user.is_service_staff else "Nutzung durch Ihre Behörde"
    rows = ApplicationUse.objects.visible_to(user).filter(application=row).select_related("authority")
    found = list(
        with_people(rows, user).order_by(_ended_last(day), GermanOrder("authority__name"), "used_since")[
            : MOST_USES + 1
        ]
    )
    names_people = user.has_perm("applications.view_usecontact")
    is_linked = user.has_perm("applications.view_applicationuse")
    shown = [
        (
            cells.link(use.get_absolute_url(), use.authority.name) if is_linked else use.authority.name,
            span(use, day),
            cells.number(use.user_count),
            ", ".join(filter(None, [use.edition, use.scope])),
            *([owner(use)] if names_people else []),
        )
        for use in found[:MOST_USES]
    ]
    more = None
    if user.is_service_staff and found:
        more = Link("Alle Nutzungen als Liste", filtered("applications:uses", application=row.pk))
    headings = ["Behörde", "Zeitraum", "Nutzende", "Ausgabe und Umfang", *(["Verantwortlich"] if names_people else [])]
    return Section(title, headings=headings, rows=shown, hint="Keine Behörde nutzt dieses Fachverfahren.", more=more)


def with_people(rows: ApplicationUseQuerySet, user: User) -> ApplicationUseQuerySet:
    """Each use with its procedure owner as `owners`, as far as this person sees it."""
    people = UseContact.objects.visible_to(user).filter(role=OWNER).select_related("contact")
    return rows.prefetch_related(Prefetch("people", people, to_attr="owners"))


def owner(use: ApplicationUse) -> SafeString | str:
    """Who answers for the Fachverfahren at the authority; needs `owners`."""
    owners: list[UseContact] = use.owners  # type: ignore[attr-defined]  # prefetched
    return ", ".join(str(one.contact) for one in owners)


def span(use: ApplicationUse, day: date) -> SafeString | str:
    """The time of a use in words; what is to come and what has ended is marked."""
    begins = f"seit {use.used_since:%d.%m.%Y}" if use.used_since else "seit Beginn nicht bekannt"
    if use.used_since and use.used_since > day:
        return cells.badge("info", "event", f"ab {use.used_since:%d.%m.%Y}")
    if use.used_until and use.used_until < day:
        return cells.badge("neutral", "event", f"beendet am {use.used_until:%d.%m.%Y}")
    return f"{begins} bis {use.used_until:%d.%m.%Y}" if use.used_until else begins


def _ended_last(day: date) -> Case:
    return Case(When(used_until__lt=day, then=Value(1)), default=Value(0), output_field=IntegerField())
