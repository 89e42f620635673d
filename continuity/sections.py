"""Parts about protection and continuity for the pages of a Fachverfahren and of infrastructure."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from applications.models import ApplicationUse, SpecialistApplication
from continuity.inheritance import level_in_words
from continuity.models import (
    ContinuityPlan,
    Effect,
    Exercise,
    PlanDocument,
    ProtectionDeviation,
    ProtectionNeed,
    Value,
)
from continuity.standing import Protection, protection_of
from continuity.tables import due, shown_level
from continuity.wording import (
    NOTHING_PLANNED,
    hours_in_words,
    level_badge,
    link_for,
    loss_in_words,
    outcome_badge,
    with_outdated,
)
from history.changes import people_of, who
from history.models import CHANGED, DELETED
from history.rights import may_read_history
from ui import cells
from ui.pages import Link, Property, Section
from workstations.models import InfrastructureItem

if TYPE_CHECKING:
    from accounts.models import User

MOST = 10
MOST_PAPERS = 50
MOST_PAST = 20
PAST = ("Grundwert", "Schutzbedarf", "Begründung", "Entschieden", "Ende")
VALUES = ("Grundwert", "Schutzbedarf", "Begründung")


def need_of(application: SpecialistApplication, user: "User", day: date) -> Section:
    """The protection need of a Fachverfahren, each value with its reason."""
    title = "Schutzbedarf"
    if not _reads(application, user, day, "continuity.view_protectionneed"):
        return Section(title)
    need = ProtectionNeed.objects.visible_to(user).filter(application=application).first()
    more = _more(application)
    if need is None:
        return Section(title, hint="Der Schutzbedarf ist noch nicht festgestellt.", more=more)
    rows = [(value.label, level_badge(need.level(value)), need.reason(value)) for value in Value]
    days = [
        Property("Festgestellt am", cells.day(need.assessed_on)),
        Property("Zu prüfen am", due(need.review_on, day) or "noch ohne Termin"),
    ]
    return Section(title, properties=days, headings=VALUES, rows=rows, more=more)


def plan_of(application: SpecialistApplication, user: "User", day: date) -> Section:
    """How long a Fachverfahren may be out, when it is started again, and how work goes on meanwhile."""
    title = "Notfallplanung"
    if not _reads(application, user, day, "continuity.view_continuityplan"):
        return Section(title)
    plan = ContinuityPlan.objects.visible_to(user).filter(application=application).first()
    if plan is None:
        return Section(title, hint=NOTHING_PLANNED, more=_more(application))
    said = [
        Property("Wiederanlaufzeit (RTO)", hours_in_words(plan.rto_hours)),
        Property("Längste tolerierbare Ausfallzeit (MTPD)", hours_in_words(plan.mtpd_hours)),
        Property("Größter Datenverlust (RPO)", loss_in_words(plan.rpo_hours)),
        Property("Rang beim Wiederanlauf", _rank_in_words(plan, user) if _says_rank(plan) else ""),
        Property("Notbetriebsniveau", plan.minimum_operation),
        Property("Ersatzverfahren auf Papier", plan.paper_fallback),
        Property("Zu prüfen am", due(plan.review_on, day)),
    ]
    found = [one for one in said if one.value]
    return Section(title, properties=found, hint="" if plan.is_planned else NOTHING_PLANNED, more=_more(application))


def papers_of(application: SpecialistApplication, user: "User", day: date) -> Section:
    """The plans on paper, of each the newest version first; what a later one replaced stays."""
    title = "Plandokumente"
    if not _reads(application, user, day, "continuity.view_plandocument"):
        return Section(title)
    papers = PlanDocument.objects.visible_to(user).filter(application=application).marked()
    papers = papers.order_by("title", "-version")
    found = list(papers[: MOST_PAPERS + 1])
    rows: list[tuple[Any, ...]] = [
        (
            link_for(paper.get_absolute_url(), paper.title, f", Fassung {paper.version}"),
            with_outdated(cells.number(paper.version), is_outdated=paper.is_outdated),
            cells.day(paper.uploaded_at),
            paper_state(paper),
            "nur für den Service" if paper.is_internal else "auch für die Behörden",
        )
        for paper in found[:MOST_PAPERS]
    ]
    if not user.is_service_staff:
        rows = [row[:-1] for row in rows]
    headings = ("Dokument", "Fassung", "Vom", "Datei", *(("Für wen",) if user.is_service_staff else ()))
    words = f"{title}, die ersten {MOST_PAPERS}" if len(found) > MOST_PAPERS else title
    return Section(words, headings=headings, rows=rows, hint="Noch ist kein Plan abgelegt.")


def paper_state(paper: PlanDocument) -> str:
    """What one gets, or why nothing."""
    if paper.is_infected:
        return "Schadsoftware gefunden, Datei entfernt"
    return "wird geprüft" if paper.is_waiting else f"{paper.name}, {cells.file_size(paper.size)}"


def exercises_of(application: SpecialistApplication, user: "User", day: date) -> Section:
    """The newest exercises; how the service practises is its own affair."""
    title = "Notfallübungen"
    if not (user.is_service_staff and user.has_perm("continuity.view_exercise")):
        return Section(title)
    may_change = user.has_perm("continuity.change_exercise")
    rows = Exercise.objects.visible_to(user).filter(application=application)
    shown = [
        (
            cells.link(reverse("continuity:exercise", args=[row.pk]), cells.as_text(cells.day(row.held_on)))
            if may_change
            else cells.day(row.held_on),
            row.get_kind_display(),
            outcome_badge(row.outcome),
            # in one piece, or on a phone each line would take a column of its own
            format_html("<span>{}</span>", linebreaksbr(row.findings, autoescape=True)),
            cells.number(row.open_findings) if row.open_findings else "keine",
            due(row.next_on, day),
        )
        for row in rows[:MOST]
    ]
    headings = ("Am", "Art", "Ergebnis", "Feststellungen", "Davon offen", "Nächste Übung")
    return Section(title, headings=headings, rows=shown, hint="Noch ist keine Übung eingetragen.")


def continuity_of(application: SpecialistApplication, user: "User", day: date) -> Section:
    """All of it in short, for the page of an instance: one part with the way to the rest."""
    title = "Schutzbedarf und Wiederanlauf"
    if not _reads(application, user, day, "continuity.view_continuityplan"):
        return Section(title)
    need = ProtectionNeed.objects.visible_to(user).filter(application=application).first()
    plan = ContinuityPlan.objects.visible_to(user).filter(application=application).first()
    said: list[Property] = []
    if need is not None:
        said += [Property(value.label, level_badge(need.level(value))) for value in Value]
    if plan is not None:
        said += [
            Property("Wiederanlaufzeit (RTO)", hours_in_words(plan.rto_hours)),
            Property("Längste tolerierbare Ausfallzeit (MTPD)", hours_in_words(plan.mtpd_hours)),
            Property("Rang beim Wiederanlauf", _rank_in_words(plan, user) if _says_rank(plan) else ""),
            Property("Ersatzverfahren auf Papier", plan.paper_fallback),
        ]
    found = [one for one in said if one.value]
    hint = "" if found else "Noch ist weder ein Schutzbedarf festgestellt noch für den Ausfall geplant."
    return Section(title, properties=found, hint=hint, more=_more(application))


def protection_section(item: InfrastructureItem, user: "User", day: date) -> Section:
    """What infrastructure inherits, for its page; nothing for whoever may not see it."""
    title = "Schutzbedarf"
    if not (user.is_service_staff and user.has_perm("continuity.view_protectiondeviation")):
        return Section(title)
    protection = protection_of(item, user, day)
    if not protection.inherited.applications and not protection.deviations:
        return Section(title, hint="Kein Fachverfahren mit festgestelltem Schutzbedarf braucht es.")
    return Section(title, headings=LEVELS, rows=level_rows(protection, user))


LEVELS = ("Grundwert", "Schutzbedarf", "Geerbt", "Geerbt von", "Abweichung")


def level_rows(protection: Protection, user: "User") -> list[tuple[Any, ...]]:
    """Each value with what holds, what is inherited from whom, and the reason to deviate; one query."""
    causes = {key for value in Value for key in protection.inherited.of(value).causes}
    known = SpecialistApplication.objects.visible_to(user).in_bulk(causes)
    rows = []
    for value in Value:
        inherited = protection.inherited.of(value)
        names = [known[key].name for key in inherited.causes if key in known]
        more = inherited.count - len(names)
        told = ", ".join(names) + (f" und {cells.number(more)} weiteren" if more > 0 and names else "")
        deviation = protection.deviations.get(value)
        rows.append(
            (
                value.label,
                shown_level(protection, value),
                level_in_words(inherited.level),
                told,
                f"{deviation.reason} (entschieden am {deviation.decided_on:%d.%m.%Y})" if deviation else "",
            )
        )
    return rows


def past_deviations(item: InfrastructureItem, user: "User") -> Section:
    """What was decided about infrastructure before, with its reason and how it ended; for whoever may read histories."""
    title = "Frühere Abweichungen"
    if not may_read_history(user, ProtectionDeviation):
        return Section(title)
    states: Any = ProtectionDeviation._meta.get_field("changes").related_model
    found = states.objects.filter(item=item.pk, pgh_label__in=(CHANGED, DELETED)).select_related("pgh_context")
    kept = list(found.order_by("-pgh_id")[: MOST_PAST + 1])
    people = people_of(kept)
    rows = [
        (
            Value(state.value).label,
            format_html("<span>{} {}</span>", level_badge(state.level), Effect(state.effect).label),
            state.reason,
            cells.day(state.decided_on),
            f"{_end_of(state)} am {timezone.localtime(state.pgh_created_at):%d.%m.%Y}, {who(state, people)}",
        )
        for state in kept[:MOST_PAST]
    ]
    return Section(f"{title}, die letzten {MOST_PAST}" if len(kept) > MOST_PAST else title, headings=PAST, rows=rows)


def _end_of(state: Any) -> str:
    return "aufgehoben" if state.pgh_label == DELETED else "neu entschieden"


def _reads(application: SpecialistApplication, user: "User", day: date, right: str) -> bool:
    """Staff with the right; of an authority whoever sees all of it, as long as it uses the Fachverfahren."""
    if not user.has_perm(right):
        return False
    if user.is_service_staff:
        return True
    uses = ApplicationUse.objects.visible_to(user).current(day).filter(application=application)
    return bool(uses.filter(authority__in=user.access.whole_authorities).exists())


def _more(application: SpecialistApplication) -> Link:
    return Link("Schutzbedarf und Notfallplanung", reverse("continuity:application", args=[application.pk]))


def _says_rank(plan: ContinuityPlan) -> bool:
    """That no rank is agreed is worth a line beside a plan, but is no plan."""
    return plan.is_planned or plan.restart_rank is not None


def _rank_in_words(plan: ContinuityPlan, user: "User") -> str:
    if plan.restart_rank is None:
        return "noch nicht vereinbart"
    if not user.is_service_staff or plan.rank_agreed_on is None:
        return cells.number(plan.restart_rank)
    return (
        f"{cells.number(plan.restart_rank)}, vereinbart am {plan.rank_agreed_on:%d.%m.%Y} mit {plan.rank_agreed_with}"
    )
