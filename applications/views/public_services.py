"""Services to the public: the list, a service's page, its form, and which Fachverfahren serve it, from both sides."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.signed_in import signed_in
from applications import actions
from applications.filters import ServiceFilter
from applications.forms.register import (
    FREE_APPLICATIONS,
    FREE_SERVICES,
    ServedServiceForm,
    ServiceForm,
    ServingApplicationForm,
)
from applications.models import ProvidedService, PublicService, SpecialistApplication
from applications.tables import ServiceTable
from applications.views.keeping import KeepPage
from applications.views.product import source_of
from applications.views.tabs import RegisterPage
from ui import cells
from ui.choosing import answer
from ui.ordering import GermanOrder
from ui.pages import ActionPage, DetailPage, Link, Property, Section, filtered

MOST = 200
FROM_APPLICATION = "application"


class ServiceList(RegisterPage):
    """Services to the public with how many Fachverfahren serve them."""

    permission_required = "applications.view_publicservice"
    model = PublicService
    table_class = ServiceTable
    filterset_class = ServiceFilter
    page_title = "Verwaltungsleistungen"
    tab = "services"
    import_kind = "public-services"
    intro = "Leistungen der Verwaltung mit ihrem Schlüssel im Leistungskatalog (LeiKa). Ein Fachverfahren bedient viele, und eine kann von mehreren bedient werden."
    empty_text = "Noch ist keine Verwaltungsleistung eingetragen."

    def get_rows(self) -> QuerySet[PublicService]:
        served = ProvidedService.objects.visible_to(signed_in(self.request)).filter(service=OuterRef("pk"))
        counted = served.order_by().values("service").annotate(n=Count("pk")).values("n")
        return PublicService.objects.visible_to(signed_in(self.request)).annotate(
            served_count=Coalesce(Subquery(counted), 0)
        )

    def get_actions(self) -> list[Link]:
        may_add = self.request.user.has_perm("applications.add_publicservice")
        add = [Link("Leistung eintragen", reverse("applications:add_service"), "add")] if may_add else []
        return [*add, *super().get_actions()]


class ServicePage(DetailPage):
    """One service: its key, and what serves it."""

    permission_required = "applications.view_publicservice"
    model = PublicService
    parent = ("Verwaltungsleistungen", "applications:services")

    def get_rows(self) -> QuerySet[PublicService]:
        return PublicService.objects.visible_to(signed_in(self.request))

    def get_subtitle(self) -> str:
        return f"LeiKa {self.object.key_in_groups}"

    def get_actions(self) -> list[Link]:
        user, pk = self.request.user, self.object.pk
        edit = Link("Bearbeiten", reverse("applications:edit_service", args=[pk]), "edit")
        serve = Link("Fachverfahren zuordnen", reverse("applications:serve", args=[pk]), "add")
        found = [edit] if user.has_perm("applications.change_publicservice") else []
        return [*found, serve] if user.has_perm("applications.add_providedservice") else found

    def get_links(self) -> list[Link]:
        served = filtered("applications:applications", service=self.object.pk)
        return [Link("Diese Fachverfahren in der Liste", served, "apps")]

    def get_sections(self) -> list[Section]:
        service = self.object
        facts = [
            Property("LeiKa-Schlüssel", service.key_in_groups),
            Property("OZG-Nummer", service.ozg),
            Property("Quelle", source_of(service)),
        ]
        return [Section("Angaben", facts), self._serving()]

    def _serving(self) -> Section:
        rows = ProvidedService.objects.visible_to(signed_in(self.request)).filter(service=self.object)
        rows = rows.select_related("application__product", "application__team")
        may_remove = self.request.user.has_perm("applications.delete_providedservice")
        return Section(
            "Bedient von",
            headings=["Fachverfahren", "Produkt", "Betrieb", "Team", *(["Eintrag"] if may_remove else [])],
            rows=[
                [
                    cells.link(row.application.get_absolute_url(), row.application.name),
                    row.application.product.name,
                    row.application.get_hosting_display(),
                    row.application.team.name,
                    *([_removing(row, row.application.name)] if may_remove else []),
                ]
                for row in rows.order_by(GermanOrder("application__name"), "pk")[:MOST]
            ],
            hint="Kein Fachverfahren ist eingetragen, das diese Leistung bedient.",
        )


class OfService(KeepPage):
    """What the forms of a service share."""

    model = PublicService
    form_class = ServiceForm
    success_message = "Die Leistung ist gespeichert."

    def get_rows(self) -> QuerySet[PublicService]:
        return PublicService.objects.visible_to(signed_in(self.request))

    def get_success_url(self) -> str:
        return self.object.get_absolute_url() if self.object else reverse("applications:services")

    def get_breadcrumb(self) -> list[Link]:
        way = [Link("Verwaltungsleistungen", reverse("applications:services"))]
        return [*way, *super().get_breadcrumb()]

    def perform(self, form: Any) -> PublicService:
        service = self.object or PublicService()
        return actions.keep_service(service=service, by=signed_in(self.request), **form.cleaned_data)


class AddService(OfService):
    """A service that is not entered yet."""

    permission_required = "applications.add_publicservice"
    page_title = "Leistung eintragen"


class EditService(OfService):
    """Other facts about a service."""

    permission_required = "applications.change_publicservice"
    page_title = "Leistung ändern"


class ServePage(ActionPage):
    """One more Fachverfahren that serves a service."""

    permission_required = "applications.add_providedservice"
    model = PublicService
    form_class = ServingApplicationForm
    submit_label = "Zuordnen"
    page_title = "Fachverfahren zuordnen"

    def get_rows(self) -> QuerySet[PublicService]:
        return PublicService.objects.visible_to(signed_in(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        url = reverse("applications:free_applications", args=[self.object.pk])
        return {**super().get_form_kwargs(), "service": self.object, "user": signed_in(self.request), "url": url}

    def perform(self, form: Any) -> None:
        self.added = form.cleaned_data["application"]
        actions.serve(application=self.added, service=self.object, by=signed_in(self.request))

    def get_success_message(self) -> str:
        return f"„{self.added}“ bedient jetzt „{self.object}“."


class ServicesOfApplication(ActionPage):
    """Which services a Fachverfahren serves, and one more of them."""

    permission_required = "applications.add_providedservice"
    model = SpecialistApplication
    template_name = "applications/services_of.html"
    form_class = ServedServiceForm
    submit_label = "Zuordnen"

    @property
    def page_title(self) -> str:  # type: ignore[override]  # named after the Fachverfahren
        """Whose services they are."""
        return f"Verwaltungsleistungen von „{self.object}“"

    def get_form_kwargs(self) -> dict[str, Any]:
        url = reverse("applications:free_services", args=[self.object.pk])
        return {**super().get_form_kwargs(), "application": self.object, "url": url}

    def perform(self, form: Any) -> None:
        self.added = form.cleaned_data["service"]
        actions.serve(application=self.object, service=self.added, by=signed_in(self.request))

    def get_success_message(self) -> str:
        return f"„{self.object}“ bedient jetzt „{self.added}“."

    def get_success_url(self) -> str:
        return reverse("applications:application_services", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        rows = ProvidedService.objects.visible_to(user).filter(application=self.object).select_related("service")
        may_remove = user.has_perm("applications.delete_providedservice")
        section = Section(
            "Bediente Verwaltungsleistungen",
            headings=["Leistung", "LeiKa-Schlüssel", *(["Eintrag"] if may_remove else [])],
            rows=[
                [
                    cells.link(row.service.get_absolute_url(), row.service.name),
                    row.service.key_in_groups,
                    *([_removing(row, row.service.name, FROM_APPLICATION)] if may_remove else []),
                ]
                for row in rows.order_by(GermanOrder("service__name"), "pk")[:MOST]
            ],
            hint="Noch ist keine Leistung eingetragen, die dieses Fachverfahren bedient.",
        )
        return super().get_context_data(section=section, **kwargs)


class RemoveService(ActionPage):
    """Asked once more: a Fachverfahren serves a service no longer."""

    permission_required = "applications.delete_providedservice"
    model = ProvidedService
    template_name = "ui/confirm.html"
    page_title = "Zuordnung entfernen?"
    submit_label = "Entfernen"
    is_dangerous = True
    success_message = "Die Zuordnung ist entfernt."

    def get_rows(self) -> QuerySet[Any]:
        return ProvidedService.objects.visible_to(signed_in(self.request)).select_related("application", "service")

    def perform(self, form: Any) -> None:
        actions.no_longer_serve(provided=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        """Back to the side from which it was removed."""
        if self.request.GET.get("from") == FROM_APPLICATION:
            return reverse("applications:application_services", args=[self.object.application_id])
        return str(self.object.service.get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Verwaltungsleistungen", reverse("applications:services"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = f"„{self.object.application}“ bedient „{self.object.service}“"
        return super().get_context_data(question=f"{names}: Das gilt dann nicht mehr.", **kwargs)


@require_GET
@permission_required("applications.add_providedservice", raise_exception=True)
def free_applications(request: HttpRequest, pk: int) -> HttpResponse:
    """The Fachverfahren that match what was typed and do not serve the service yet."""
    service = get_object_or_404(PublicService.objects.visible_to(signed_in(request)), pk=pk)
    return answer(request, FREE_APPLICATIONS, signed_in(request), service)


@require_GET
@permission_required("applications.add_providedservice", raise_exception=True)
def free_services(request: HttpRequest, pk: int) -> HttpResponse:
    """The services that match what was typed and that the Fachverfahren does not serve yet."""
    application = get_object_or_404(SpecialistApplication.objects.visible_to(signed_in(request)), pk=pk)
    return answer(request, FREE_SERVICES, application)


def _removing(row: ProvidedService, name: str, side: str = "") -> Any:
    url = reverse("applications:remove_service", args=[row.pk])
    return cells.link(f"{url}?from={side}" if side else url, f"{name} entfernen")
