"""Loans: the list, the weeks ahead, one loan."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered
from workstations.filters import LoanFilter
from workstations.models import Device, Loan, LoanStanding
from workstations.tables import LoanTable, lent_device, loan_badge, state_badge

WEEKS = 6
MOST_DEVICES = 100
FREE = SafeString('<span class="ku-muted">frei</span>')
TOGETHER = "\u2060"  # no line ends here
BREAK = SafeString("<br>")


def loan_rows(request: HttpRequest) -> QuerySet[Loan]:
    """The loans that a person may see; of their devices only what the person sees anyway."""
    user = signed_in(request)
    devices = Device.objects.visible_to(user).select_related("model", "stored_at")
    rows = Loan.objects.visible_to(user).select_related("authority", "contact")
    return rows.prefetch_related(Prefetch("device", queryset=devices)).order_by("-starts_on", "-pk")


class LoanList(ListPage):
    """Loans; an authority sees its own, people theirs."""

    permission_required = "workstations.view_loan"
    model = Loan
    table_class = LoanTable
    filterset_class = LoanFilter
    page_title = "Ausleihen"
    empty_text = "Noch ist nichts reserviert oder ausgeliehen."

    def get_rows(self) -> QuerySet[Loan]:
        return loan_rows(self.request)

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate(), "exclude": () if self.is_for_staff else ("authority",)}

    def get_actions(self) -> list[Link]:
        if not self.is_for_staff:
            return []
        weeks = Link("Die nächsten Wochen", reverse("workstations:loan_weeks"), "calendar_today")
        if not self.request.user.has_perm("workstations.add_loan"):
            return [weeks]
        return [Link("Gerät reservieren", reverse("workstations:reserve"), "add"), weeks]


class LoanWeeks(PermissionRequiredMixin, TemplateView):
    """Who has which pool device in the next weeks, and what is overdue."""

    permission_required = "workstations.view_loan"
    template_name = "workstations/loan_weeks.html"

    def has_permission(self) -> bool:
        return super().has_permission() and bool(self.request.user.is_service_staff)  # type: ignore[union-attr]  # nobody is anonymous here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = signed_in(self.request), timezone.localdate()
        monday = today - timedelta(days=today.weekday())
        weeks = [(monday + timedelta(weeks=n), monday + timedelta(weeks=n, days=6)) for n in range(WEEKS)]
        devices = list(
            Device.objects.visible_to(user)
            .for_loan()
            .select_related("model", "stored_at")
            .order_by("model__kind", "inventory_number", "pk")[: MOST_DEVICES + 1]
        )
        is_cut, devices = len(devices) > MOST_DEVICES, devices[:MOST_DEVICES]
        open_loans = Loan.objects.visible_to(user).open().filter(device__in=[row.pk for row in devices])
        coming = open_loans.filter(starts_on__lte=weeks[-1][1]).select_related("authority").order_by("starts_on")
        by_device: dict[int, list[Loan]] = defaultdict(list)
        for loan in coming:
            by_device[loan.device_id].append(loan)
        rows = [
            (
                format_html(
                    '{}<br><span class="ku-muted">{} {}</span>',
                    cells.link(row.get_absolute_url(), str(row)),
                    row.model.get_kind_display(),
                    row.model,
                ),
                _now(row, by_device[row.pk], today),
                *(_in_week(by_device[row.pk], first, last, today) for first, last in weeks),
            )
            for row in devices
        ]
        overdue = Loan.objects.visible_to(user).overdue(today).select_related("authority", "device__model")
        return super().get_context_data(
            page_title="Leihgeräte in den nächsten Wochen",
            breadcrumb=[Link("Ausleihen", reverse("workstations:loans"))],
            overdue=Section(
                "Überfällig",
                headings=("Ausleihe", "Gerät", "Behörde", "Seit"),
                rows=[
                    (
                        cells.link(loan.get_absolute_url(), str(loan)),
                        f"{loan.device} {loan.device.model}",
                        loan.authority.short_name,
                        f"{(today - loan.ends_on).days} {'Tag' if (today - loan.ends_on).days == 1 else 'Tagen'}",
                    )
                    for loan in overdue.order_by("ends_on", "pk")
                ],
            ),
            weeks=Section(
                "Wer hat was",
                headings=("Gerät", "Heute", *(_week_in_words(first, last) for first, last in weeks)),
                rows=rows,
                hint="Noch ist kein Gerät als Leihgerät gekennzeichnet. Das geht bei der Aufnahme neuer Geräte.",
            ),
            most_devices=MOST_DEVICES if is_cut else 0,
            all_url=filtered("workstations:devices", is_for_loan="true"),
            may_reserve=signed_in(self.request).has_perm("workstations.add_loan"),
            **kwargs,
        )


def _week_in_words(first: date, last: date) -> str:
    return _days_in_words(first, last)


def _days_in_words(first: date, last: date) -> str:
    """Days of the near future, short and never broken in between."""
    return f"{first:%d.%m.}" if first == last else f"{first:%d.%m.}{TOGETHER}–{TOGETHER}{last:%d.%m.}"


def _now(device: Device, loans: list[Loan], today: date) -> SafeString:
    out = next((loan for loan in loans if loan.handed_out_on), None)
    if out:
        return loan_badge(out.standing(today))
    return state_badge(device.state)


def _in_week(loans: list[Loan], first: date, last: date, today: date) -> SafeString:
    """The loans of one device that fall into a week; what is overdue goes on until it is back."""
    found = [loan for loan in loans if loan.starts_on <= last and loan.keeps_until(today) >= first]
    if not found:
        return FREE
    return format_html_join(
        BREAK,
        '<a class="ku-link" href="{}">{}</a> {}',
        (
            (loan.get_absolute_url(), loan.authority.short_name, _days_in_words(loan.starts_on, loan.ends_on))
            for loan in found
        ),
    )


class LoanDetail(DetailPage):
    """One loan: what, who, when, and what comes next."""

    permission_required = "workstations.view_loan"
    model = Loan
    parent = ("Ausleihen", "workstations:loans")
    template_name = "workstations/item.html"

    def get_rows(self) -> QuerySet[Loan]:
        return loan_rows(self.request)

    @property
    def standing(self) -> LoanStanding:
        """Where it stands today."""
        return self.object.standing(timezone.localdate())

    def get_title(self) -> str:
        return f"Ausleihe {self.object}"

    def get_subtitle(self) -> str:
        device = lent_device(self.object)
        return f"{device.model.get_kind_display()} {device.model}" if device else "Leihgerät"

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("workstations.change_loan"):
            return []
        pk = self.object.pk
        if self.standing == LoanStanding.RESERVED:
            return [
                Link("Ausgeben", reverse("workstations:hand_out", args=[pk]), "arrow_forward"),
                Link("Absagen", reverse("workstations:cancel_loan", args=[pk]), "cancel"),
            ]
        if self.standing in (LoanStanding.OUT, LoanStanding.OVERDUE):
            return [Link("Zurücknehmen", reverse("workstations:take_back", args=[pk]), "undo")]
        return [Link("Absagen", reverse("workstations:cancel_loan", args=[pk]), "cancel")] * (
            self.standing == LoanStanding.EXPIRED
        )

    def get_links(self) -> list[Link]:
        if not self.is_for_staff:
            return []
        others = filtered("workstations:loans", device=self.object.device_id)
        return [Link("Alle Ausleihen dieses Geräts", others, "event")]

    def get_sections(self) -> list[Section]:
        row = self.object
        device = lent_device(row)
        person = str(row.contact or "")
        if row.contact and self.request.user.has_perm("customers.view_contact"):
            person = cells.link(reverse("customers:contact", args=[row.contact_id]), person)
        return [
            Section(
                "Angaben",
                [
                    Property("Gerät", cells.link(device.get_absolute_url(), device) if device else "Leihgerät"),
                    Property("Liegt in", device.stored_at if device and self.is_for_staff else ""),
                    Property(
                        "Behörde",
                        cells.link(reverse("dashboards:authority", args=[row.authority_id]), row.authority.name),
                    ),
                    Property("Für", person),
                    Property("Von", cells.day(row.starts_on)),
                    Property("Bis", cells.day(row.ends_on)),
                    Property("Zweck", row.purpose),
                    Property("Ausgegeben am", cells.day(row.handed_out_on) if row.handed_out_on else ""),
                    Property("Zurück am", cells.day(row.returned_on) if row.returned_on else ""),
                ],
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(state=loan_badge(self.standing), **kwargs)
