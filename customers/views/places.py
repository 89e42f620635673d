"""Pages of sites and their rooms."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.signed_in import signed_in
from customers.actions import remove_room, save_room, save_site
from customers.filters import SiteFilter
from customers.forms import RoomForm, SiteForm
from customers.models import Authority, Room, Site
from customers.tables import SiteTable
from customers.views.facts import address, source_property
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section


class SiteList(ListPage):
    """The sites of all authorities with their rooms."""

    permission_required = "customers.view_site"
    model = Site
    table_class = SiteTable
    filterset_class = SiteFilter
    page_title = "Standorte"

    def get_rows(self) -> QuerySet[Site]:
        rows = Site.objects.visible_to(signed_in(self.request)).select_related("authority", "provider")
        return rows.prefetch_related("rooms", "service_points")


class SiteDetail(DetailPage):
    """A site with its rooms and the service points that look after it."""

    permission_required = "customers.view_site"
    model = Site
    parent = ("Standorte", "customers:sites")

    def get_rows(self) -> QuerySet[Site]:
        return Site.objects.visible_to(signed_in(self.request)).select_related("authority", "provider")

    def get_subtitle(self) -> str:
        return str(self.object.authority or self.object.provider)

    def get_sections(self) -> list[Section]:
        site, user = self.object, self.request.user
        owner: Any = site.provider.name if site.provider else None
        if site.authority:
            owner = cells.link(site.authority.get_absolute_url(), site.authority.name)
        properties = [Property("Gehört zu", owner), Property("Anschrift", address(site)), *source_property(site)]
        may_keep = user.has_perm("customers.change_room")
        rooms = [
            (
                cells.link(reverse("customers:room", args=[room.pk]), room.name) if may_keep else room.name,
                room.floor or None,
            )
            for room in site.rooms.all()
        ]
        points = [(cells.link(point.get_absolute_url(), point.name),) for point in site.service_points.all()]
        return [
            Section("Angaben", properties),
            Section("Räume", headings=("Raum", "Etage"), rows=rooms, hint="Noch kein Raum eingetragen."),
            Section("Betreut durch", headings=("Service-Point",), rows=points),
        ]

    def get_actions(self) -> list[Link]:
        user, pk = self.request.user, self.object.pk
        actions = []
        if user.has_perm("customers.add_room"):
            actions.append(Link("Raum anlegen", reverse("customers:add_room", args=[pk]), "add"))
        if user.has_perm("customers.change_site"):
            actions.append(Link("Bearbeiten", reverse("customers:edit_site", args=[pk]), "edit"))
        return actions


class AddSite(ActionPage):
    """A new site of an authority."""

    permission_required = "customers.add_site"
    model = Authority
    form_class = SiteForm
    page_title = "Standort anlegen"
    submit_label = "Standort anlegen"
    success_message = "Der Standort ist angelegt."

    def perform(self, form: Any) -> Site:
        form.instance.authority = self.object
        return save_site(site=form.instance, by=signed_in(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Site(authority=self.object, city=self.object.city)}


class OfSite(ActionPage):
    """What is done at the page of a site."""

    model = Site

    def get_rows(self) -> QuerySet[Site]:
        return Site.objects.visible_to(signed_in(self.request)).select_related("authority")


class EditSite(OfSite):
    """Name and address of a site."""

    permission_required = "customers.change_site"
    form_class = SiteForm
    page_title = "Standort bearbeiten"
    success_message = "Der Standort ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: Any) -> Site:
        return save_site(site=form.instance, by=signed_in(self.request))


class AddRoom(OfSite):
    """A new room of a site."""

    permission_required = "customers.add_room"
    form_class = RoomForm
    page_title = "Raum anlegen"
    submit_label = "Raum anlegen"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Room(site=self.object)}

    def perform(self, form: Any) -> None:
        room = save_room(room=form.instance, by=signed_in(self.request))
        self.success_message = f"Der Raum {room} ist angelegt."


class OfRoom(ActionPage):
    """What is done with a room; it has no page of its own and leads back to that of its site."""

    model = Room

    def get_rows(self) -> QuerySet[Room]:
        return Room.objects.visible_to(signed_in(self.request)).select_related("site__authority")

    def get_success_url(self) -> str:
        return str(self.object.site.get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(str(self.object.site), self.get_success_url())]


class EditRoom(OfRoom):
    """Name and floor of a room."""

    permission_required = "customers.change_room"
    form_class = RoomForm
    template_name = "customers/room.html"
    page_title = "Raum bearbeiten"
    success_message = "Der Raum ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: Any) -> Room:
        return save_room(room=form.instance, by=signed_in(self.request))


class RemoveRoom(OfRoom):
    """A room that does not exist, or not any more."""

    permission_required = "customers.delete_room"
    page_title = "Raum entfernen"
    question = "Der Raum wird gelöscht. IT-Arbeitsplätze darin bleiben am Standort, ohne Raum."
    submit_label = "Raum entfernen"
    is_dangerous = True
    success_message = "Der Raum ist entfernt."

    def perform(self, form: Any) -> None:
        remove_room(room=self.object, by=signed_in(self.request))
