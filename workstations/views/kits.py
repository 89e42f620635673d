"""Kits: what somebody in a role gets, and giving it out from a stock."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from ui import cells
from ui.charts import counted
from ui.pages import ActionPage, DetailPage, Link, ListPage, Section, filtered
from workstations.actions import issue_kit, remove_kit_item, save_kit, save_kit_item
from workstations.filters import KitFilter
from workstations.forms.stock import IssueForm, KitForm, KitItemForm, PartsForm
from workstations.kits import RULE, Part, in_order, parts_of
from workstations.models import Device, Kit, KitItem
from workstations.tables import KitTable

MAY_ISSUE = "workstations.change_device"


class KitList(ListPage):
    """All kits with their parts."""

    permission_required = "workstations.view_kit"
    model = Kit
    table_class = KitTable
    filterset_class = KitFilter
    page_title = "Ausstattungen"
    intro = "Was jemand in einer bestimmten Rolle bekommt, damit nichts vergessen wird."
    empty_text = "Noch ist keine Ausstattung angelegt."

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    def get_rows(self) -> QuerySet[Kit]:
        return Kit.objects.visible_to(signed_in(self.request)).prefetch_related("items__model")

    def get_actions(self) -> list[Link]:
        user, actions = self.request.user, []
        if user.has_perm(MAY_ISSUE):
            actions.append(Link("Ausstattung ausgeben", reverse("workstations:issue"), "badge"))
        if user.has_perm("workstations.add_kit"):
            actions.append(Link("Ausstattung anlegen", reverse("workstations:add_kit"), "add"))
        return actions


class KitDetail(DetailPage):
    """One kit with its parts."""

    permission_required = "workstations.view_kit"
    model = Kit
    parent = ("Ausstattungen", "workstations:kits")

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    def get_subtitle(self) -> str:
        use = "in Gebrauch" if self.object.is_active else "nicht mehr ausgegeben"
        return f"{self.object.description} – {use}" if self.object.description else use

    def get_actions(self) -> list[Link]:
        user, pk, actions = self.request.user, self.object.pk, []
        if self.object.is_active and user.has_perm(MAY_ISSUE):
            actions.append(Link("Ausstattung ausgeben", filtered("workstations:issue", kit=pk), "badge"))
        if user.has_perm("workstations.add_kititem"):
            actions.append(Link("Teil hinzufügen", reverse("workstations:add_kit_item", args=[pk]), "add"))
        if user.has_perm("workstations.change_kit"):
            actions.append(Link("Bearbeiten", reverse("workstations:edit_kit", args=[pk]), "edit"))
        return actions

    def get_sections(self) -> list[Section]:
        may_change = self.request.user.has_perm("workstations.change_kititem")
        rows = [
            (
                cells.link(reverse("workstations:kit_item", args=[item.pk]), item.what) if may_change else item.what,
                item.get_kind_display() if item.model else "irgendein Modell",
                item.quantity,
            )
            for item in in_order(self.object.items.select_related("model"))
        ]
        return [Section("Teile", headings=("Was", "Art", "Anzahl"), rows=rows, hint="Noch gehört nichts dazu.")]


class KitPage(ActionPage):
    """Name and description of a kit."""

    form_class = KitForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: KitForm) -> Kit:
        return save_kit(kit=form.instance, by=signed_in(self.request))


class AddKit(KitPage):
    """A new kit."""

    permission_required = "workstations.add_kit"
    page_title = "Ausstattung anlegen"
    success_message = "Die Ausstattung ist angelegt. Fügen Sie nun ihre Teile hinzu."

    def get_back_url(self) -> str:
        return reverse("workstations:kits")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Ausstattungen", self.get_back_url())]


class EditKit(KitPage):
    """A kit that is there."""

    permission_required = "workstations.change_kit"
    model = Kit
    page_title = "Ausstattung bearbeiten"
    success_message = "Die Ausstattung ist geändert."


class KitItemPage(ActionPage):
    """One part of a kit."""

    form_class = KitItemForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "instance": self.get_item()}

    def get_item(self) -> KitItem:
        """The row that the form is about."""
        raise NotImplementedError

    def perform(self, form: KitItemForm) -> KitItem:
        return save_kit_item(item=form.instance, by=signed_in(self.request))


class AddKitItem(KitItemPage):
    """One more part."""

    permission_required = "workstations.add_kititem"
    model = Kit
    page_title = "Teil hinzufügen"
    success_message = "Das Teil gehört jetzt dazu."

    def get_item(self) -> KitItem:
        return KitItem(kit=self.object)


class EditKitItem(KitItemPage):
    """A part that is there."""

    permission_required = "workstations.change_kititem"
    model = KitItem
    template_name = "workstations/removable.html"
    page_title = "Teil ändern"
    success_message = "Das Teil ist geändert."

    def get_rows(self) -> QuerySet[KitItem]:
        return KitItem.objects.visible_to(signed_in(self.request)).select_related("kit", "model")

    def get_item(self) -> KitItem:
        return self.get_rows().get(pk=self.object.pk)

    def get_breadcrumb(self) -> list[Link]:
        return [Link(str(self.object.kit), self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_remove = self.request.user.has_perm("workstations.delete_kititem")
        url = reverse("workstations:remove_kit_item", args=[self.object.pk]) if may_remove else ""
        return super().get_context_data(remove_url=url, **kwargs)


class RemoveKitItem(ActionPage):
    """A part that is given out no more."""

    permission_required = "workstations.delete_kititem"
    model = KitItem
    template_name = "ui/confirm.html"
    page_title = "Teil entfernen?"
    submit_label = "Entfernen"
    is_dangerous = True
    success_message = "Das Teil ist entfernt."

    def get_rows(self) -> QuerySet[KitItem]:
        return KitItem.objects.visible_to(signed_in(self.request)).select_related("kit", "model")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"question": f"{self.object} aus „{self.object.kit}“.", **kwargs})

    def perform(self, form: Any) -> None:
        remove_kit_item(item=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class Issue(ActionPage):
    """Who gets which kit, from which stock; then the parts are chosen."""

    permission_required = MAY_ISSUE
    form_class = IssueForm
    page_title = "Ausstattung ausgeben"
    submit_label = "Teile wählen"
    names = ("kit", "workstation", "held_by", "service_point")

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in self.names}
        return {name: value for name, value in asked.items() if value.isdecimal() and len(value) < 13}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def perform(self, form: IssueForm) -> None:
        chosen = {name: form.cleaned_data[name] for name in self.names}
        self.following = filtered("workstations:issue_parts", **{name: row.pk for name, row in chosen.items() if row})

    def get_success_url(self) -> str:
        return self.following

    def get_back_url(self) -> str:
        return reverse("workstations:kits")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Ausstattungen", self.get_back_url())]


class IssueParts(ActionPage):
    """Which device is given out for each part; all that are chosen go into service together."""

    permission_required = MAY_ISSUE
    template_name = "workstations/issue_parts.html"
    form_class = PartsForm
    submit_label = "Ausgeben"

    def get_form(self, form_class: Any = None) -> PartsForm:
        user = signed_in(self.request)
        asked = IssueForm(self.request.GET, user=user)
        if not asked.is_valid():
            raise Http404
        self.chosen = asked.cleaned_data
        self.receiver = self.chosen["workstation"] or self.chosen["held_by"]
        authority = self.receiver.authority_id
        devices = Device.objects.visible_to(user).ready().filter(stored_at=self.chosen["service_point"])
        devices = devices.filter(Q(authority=authority) | Q(authority__isnull=True))
        items = list(self.chosen["kit"].items.select_related("model"))
        kinds = {item.kind for item in items}
        fitting = devices.filter(model__kind__in=kinds).select_related("model", "authority")
        self.parts: list[Part] = parts_of(items, fitting, authority)
        return PartsForm(**super().get_form_kwargs(), parts=self.parts)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        missing = [part.item.what for part in self.parts if part.suggested is None]
        return {
            **context,
            "page_title": f"{self.chosen['kit']} für {self.receiver}",
            "question": f"Aus dem Lager {self.chosen['service_point']}. {RULE}",
            "missing": [(what, missing.count(what)) for what in dict.fromkeys(missing)],
            "is_empty": not any(part.offered for part in self.parts),
            "stock_url": reverse("workstations:stock_place", args=[self.chosen["service_point"].pk]),
        }

    def perform(self, form: PartsForm) -> None:
        self.issued = form.chosen()
        issue_kit(
            kit=self.chosen["kit"],
            devices=self.issued,
            workstation=self.chosen["workstation"],
            contact=self.chosen["held_by"],
            by=signed_in(self.request),
            on=timezone.localdate(),
        )

    def get_success_message(self) -> str:
        return f"{counted(len(self.issued), 'Gerät', 'Geräte')} ausgegeben an {self.receiver}."

    def get_success_url(self) -> str:
        if self.chosen["workstation"]:
            return reverse("dashboards:workstation", args=[self.chosen["workstation"].pk])
        return filtered("workstations:devices", held_by=self.chosen["held_by"].pk)

    def get_back_url(self) -> str:
        names = {name: self.request.GET[name] for name in Issue.names if name in self.request.GET}
        return filtered("workstations:issue", **names)

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Ausstattungen", reverse("workstations:kits")),
            Link("Ausstattung ausgeben", self.get_back_url()),
        ]
