"""Parts about cost and saving for the page of a Fachverfahren: all of it for the service, its own share for an authority."""

from datetime import date
from typing import TYPE_CHECKING

from applications.models import SpecialistApplication
from sharing.draft import draft_of, saving_of
from sharing.models import Share
from sharing.showing import address_of_year, euro, saving_badge, total_saving_in_words
from sharing.standing import standing_of
from ui import cells
from ui.pages import Link, Property, Section, filtered

if TYPE_CHECKING:
    from accounts.models import User

TITLE = "Kosten und Einsparung"


def cost_and_saving(application: SpecialistApplication, user: "User", day: date) -> Section:
    """What it costs this year, each user, how that is shared and what it saves; nothing for whom it is not meant."""
    if user.has_perm("sharing.view_costitem"):
        return _for_service(application, user, day)
    if user.has_perm("sharing.view_share"):
        return _for_authority(application, user)
    return Section(TITLE)


def _for_service(application: SpecialistApplication, user: "User", day: date) -> Section:
    draft = draft_of(application, day.year, user, today=day)
    standing, saving = standing_of(draft, user), saving_of([line.saving for line in draft.lines])
    number = f" {standing.apportionment.number}" if standing.apportionment else ""
    per_user = draft.total / draft.user_count if draft.costs and draft.user_count else None
    properties = [
        Property(f"Kosten {day.year}", euro(draft.total) if draft.costs else "nicht eingetragen"),
        Property(
            "je benannter Person",
            f"{cells.number(per_user, 2)}{cells.NO_BREAK_SPACE}€" if per_user is not None else "",
        ),
        Property("Geteilt nach", draft.key.in_words() if draft.key else "kein Verteilschlüssel"),
        Property("Anteile", f"{cells.as_text(standing.badge)}{number}"),
        Property("Einsparung im Jahr", total_saving_in_words(saving) if draft.lines else "noch nicht zu berechnen"),
    ]
    return Section(
        TITLE, properties, more=Link("Kosten, Anteile und Angebote", address_of_year(application.pk, day.year))
    )


def _for_authority(application: SpecialistApplication, user: "User") -> Section:
    """The newest of its own shares that hold, each with its page."""
    rows = Share.objects.visible_to(user).standing().filter(apportionment__application=application)
    shown = [
        (
            cells.link(share.get_absolute_url(), str(share.apportionment.year)),
            share.authority_name,
            euro(share.amount),
            saving_badge(share.saving),
        )
        for share in rows.select_related("apportionment").order_by("-apportionment__year", "authority_name")[:3]
    ]
    more = Link("Alle Anteile", filtered("sharing:shares", application=application.pk)) if shown else None
    headings = ("Jahr", "Behörde", "Anteil", "Einsparung im Jahr")
    return Section(TITLE, headings=headings, rows=shown, more=more)
