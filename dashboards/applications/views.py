"""The page of a Fachverfahren, and what an authority sees of all that it uses."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from accounts.models import User
from accounts.signed_in import signed_in
from applications.models import ApplicationUse, SpecialistApplication, Training
from changes.badges import level_badge
from changes.standing import Known, known_at, worst
from dashboards.applications.operation import help_links, warnings
from dashboards.applications.particulars import version
from dashboards.applications.sections import main_sections, side_sections
from dashboards.applications.uses import owner, span, with_people
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import DetailPage, Link, Property, Section, filtered

MOST_USED = 60
WAYS = (
    ("Stand heute", "changes:status", "changes.view_servicestatus"),
    ("Wiederanlauf", "continuity:own_order", "continuity.view_continuityplan"),
    ("Auftragsverarbeitung", "processing:agreements", "processing.view_processingagreement"),
    ("Kostenanteile", "sharing:shares", "sharing.view_share"),
    ("Als Liste", "applications:applications", "applications.view_specialistapplication"),
)
"""What else there is about all Fachverfahren of an authority, and the right that it takes."""


class ApplicationPage(DetailPage):
    """Everything about a Fachverfahren on one page: an authority sees of it what concerns itself."""

    permission_required = "applications.view_specialistapplication"
    model = SpecialistApplication
    template_name = "dashboards/applications/application.html"
    parent = ("Fachverfahren", "applications:applications")
    object: SpecialistApplication

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def get_rows(self) -> QuerySet[SpecialistApplication]:
        rows = SpecialistApplication.objects.visible_to(signed_in(self.request))
        return rows.select_related("product__vendor", "product_version", "team")

    def get_subtitle(self) -> str:
        return self.object.product.domain

    def get_sections(self) -> list[Section]:
        return main_sections(self.object, signed_in(self.request), self.now)

    def get_actions(self) -> list[Link]:
        user, pk = self.request.user, self.object.pk
        deeds = [
            ("applications.change_specialistapplication", "Ändern", "applications:edit", "edit"),
            ("applications.add_applicationuse", "Nutzung eintragen", "applications:add_use", "add"),
            ("applications.add_interface", "Schnittstelle eintragen", "applications:add_interface", "add"),
            ("applications.add_applicationdata", "Datenkategorie eintragen", "applications:add_data", "add"),
        ]
        return [
            Link(words, reverse(name, args=[pk]), icon)
            for permission, words, name, icon in deeds
            if self.is_for_staff and user.has_perm(permission)
        ]

    def get_links(self) -> list[Link]:
        row, user = self.object, signed_in(self.request)
        links = []
        if self.is_for_staff:
            links.append(Link("Meldungen dazu", filtered("tickets:queue", view="all", application=row.pk), "inbox"))
        if user.has_perm("dependencies.view_relation"):
            impact = reverse("dependencies:impact", args=["application", row.pk])
            links.append(Link("Was fällt mit ihm aus?", impact, "account_tree"))
        return [*links, *help_links(row, user)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, signed_in(self.request)
        may_report = not self.is_for_staff and user.has_perm("tickets.add_ticket")
        return super().get_context_data(
            report_url=filtered("portal:report", application=row.pk) if may_report else "",
            warnings=warnings(row, user, self.now),
            side=side_sections(row, user, self.now),
            **kwargs,
        ) | {"breadcrumb": self._breadcrumb()}

    def _breadcrumb(self) -> list[Link]:
        """The way back to where one came from: the register of the service, or what one's authority uses."""
        if self.is_for_staff:
            return [Link("Fachverfahren", reverse("applications:applications"))]
        return [Link("Unsere Fachverfahren", reverse("dashboards:our_applications"))]


class Used(NamedTuple):
    """A Fachverfahren as the authority sees it that uses it."""

    application: SpecialistApplication
    properties: list[Property]
    report_url: str
    standing: SafeString


class OurApplications(PermissionRequiredMixin, TemplateView):
    """The Fachverfahren that one's authorities use, each with what its people ask about it."""

    permission_required = "applications.view_specialistapplication"
    template_name = "dashboards/applications/ours.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_service_staff:  # who has the whole register
            return redirect("applications:applications")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = signed_in(self.request), timezone.now()
        found = list(used_by_own(user, now)[: MOST_USED + 1])
        known = known_at(now, user=user)
        groups = [
            (authority.name, [_used(use, user, now, known) for use in uses])
            for authority, uses in groupby(found[:MOST_USED], key=lambda use: use.authority)
        ]
        return super().get_context_data(
            page_title="Unsere Fachverfahren",
            groups=groups,
            is_cut=len(found) > MOST_USED,
            list_url=reverse("applications:applications"),
            ways=[Link(words, reverse(name)) for words, name, right in WAYS if user.has_perm(right)],
            **kwargs,
        )


def used_by_own(user: User, now: datetime) -> QuerySet[ApplicationUse]:
    """What the person's authorities use today and soon, with all that the page tells of it."""
    day = timezone.localdate(now)
    trainings = Training.objects.visible_to(user).filter(held_on__lte=day)
    rows = ApplicationUse.objects.visible_to(user).not_ended(day)
    rows = with_people(rows, user).select_related(
        "authority", "application__product__vendor", "application__product_version", "application__team"
    )
    rows = rows.prefetch_related(Prefetch("trainings", trainings, to_attr="past_trainings"))
    return rows.order_by(GermanOrder("authority__name"), "authority", GermanOrder("application__name"), "pk")


def _used(use: ApplicationUse, user: User, now: datetime, known: list[Known]) -> Used:
    may_report = user.has_perm("tickets.add_ticket") and not user.is_service_staff
    url = filtered("portal:report", application=use.application_id) if may_report else ""
    level = worst(one for one in known if one.application == use.application_id and one.concerns([use.authority_id]))
    properties = [one for one in _properties(use, user, now) if one.value]
    return Used(use.application, properties, url, level_badge(level))


def _properties(use: ApplicationUse, user: User, now: datetime) -> Iterator[Property]:
    """What a person of the authority wants to know; what only its coordination may know is empty for others."""
    day, row = timezone.localdate(now), use.application
    yield Property("Fachgebiet", row.product.domain)
    yield Property("Genutzt", span(use, day))
    yield Property("Betrieb", row.get_hosting_display())
    yield Property("Version", version(row.product_version, day))
    yield Property("Nutzende", cells.number(use.user_count) if use.user_count else "")
    yield Property("Umfang", ", ".join(filter(None, [use.edition, use.scope])))
    yield Property("Verantwortlich", owner(use))
    trainings: list[Training] = use.past_trainings  # type: ignore[attr-defined]  # prefetched
    if trainings:
        last = trainings[0]
        yield Property("Letzte Schulung", f"{last.held_on:%d.%m.%Y}: {last.topic}")
    yield Property("Betreut von", row.team.name)
