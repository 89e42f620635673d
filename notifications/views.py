"""What one was told, the bell that counts it, and how one wishes to be told."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.roles import MANAGEMENT
from accounts.sign_in.polling import polled
from accounts.signed_in import signed_in
from notifications import actions
from notifications.bell import unseen_reports
from notifications.forms import WishesForm
from notifications.letters import address_of
from notifications.models import Notification, Preference
from notifications.recipients import groups_in_use
from notifications.topics import ABOUT_THE_PORTAL, DEFAULTS, Group, Way
from notifications.wording import sentence
from tickets.models import Ticket

MOST_SHOWN = 200
"""So many of the newest are looked at; whoever has more unread has other ways to find their work."""


@dataclass
class Told:
    """One report in the list: what happened about it, the newest first."""

    ticket: Ticket
    address: str
    lines: list[tuple[Notification, str]]
    is_unseen: bool = False


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What the person was told, by report, the newest first."""
    user = signed_in(request)
    has_unseen = (
        Notification.objects.visible_to(user).unseen().exists()
    )  # also among the older ones, which the bell counts
    return render(request, "notifications/list.html", {"told": list(_told(user).values()), "has_unseen": has_unseen})


def _told(user: User) -> dict[int, Told]:
    for_staff = user.is_service_staff
    rows = Notification.objects.visible_to(user).select_related(
        "ticket__authority", "event", "message__author", "message__contact", "absence__member"
    )
    told: dict[int, Told] = {}
    for row in rows[:MOST_SHOWN]:
        report = told.setdefault(row.ticket_id, Told(row.ticket, address_of(row.ticket, for_staff=for_staff), lines=[]))
        report.lines.append((row, sentence(row, for_staff=for_staff)))
        report.is_unseen = report.is_unseen or row.seen_at is None
    return told


@polled
@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """The bell alone, for a page that stays open."""
    before, now = request.GET.get("had", ""), unseen_reports(signed_in(request)).count()
    has_more = before.isdecimal() and int(before[:9]) < now
    return render(request, "notifications/_bell.html", {"unseen_reports": now, "has_more": has_more})


@require_POST
def mark_all_seen(request: HttpRequest) -> HttpResponse:
    """All of it counts as seen."""
    actions.mark_seen(by=signed_in(request), now=timezone.now())
    messages.success(request, "Alle Benachrichtigungen sind als gelesen markiert.")
    return redirect("notifications:list")


def wishes(request: HttpRequest) -> HttpResponse:
    """How the person wishes to be told."""
    user = signed_in(request)
    form = WishesForm(request.POST if request.method == "POST" else None, ways=_ways(user))
    if request.method == "POST" and form.is_valid():
        actions.wish(by=user, ways=form.ways())
        messages.success(request, "Ihre Einstellungen sind gespeichert.")
        return redirect("notifications:wishes")
    return render(request, "notifications/wishes.html", {"form": form, "sends_mail": settings.NOTIFY_BY_MAIL})


def _ways(user: User) -> dict[Group, Way]:
    """The groups that concern the person, in order, each with what holds for them."""
    stated = dict(Preference.objects.visible_to(user).values_list("group", "way"))
    return {group: Way(stated.get(group, DEFAULTS[group])) for group in Group if _concerns(group, user)}


def _concerns(group: Group, user: User) -> bool:
    if group not in groups_in_use():
        return False
    if group == Group.APPROVALS:
        return user.has_perm("tickets.approve_ticket") or user.has_perm("tickets.override_approval")
    if group in ABOUT_THE_PORTAL:
        sees_others = group == Group.OWN or bool(user.access.whole_authorities)
        return bool(user.access.contacts) and not user.is_service_staff and sees_others
    if group == Group.ESCALATIONS:
        return MANAGEMENT in user.access.roles
    return user.is_service_staff
