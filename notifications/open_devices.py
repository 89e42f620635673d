"""A letter to each person who has not said yet whether their devices are there; once in a stock-taking."""

from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notifications.post import HEADERS, Letter, Scope, send_each, who_wishes_letters
from notifications.topics import Group
from stocktaking.actions import note_reminded
from stocktaking.asking import who_can_answer
from stocktaking.models import Campaign, CampaignDevice


def tell(campaign: int, scope: Scope, *, now: datetime) -> int:
    """Write one letter to each person with open devices; noted only after the mail server took it, so that none comes twice.

    Several people may be able to answer for one device: each is written to, and with the first letter it is noted. Whoever wishes no letters about reminders gets none; without an account there is nothing to answer with.
    """
    if not settings.NOTIFY_BY_MAIL:
        return 0

    def note(devices: list[CampaignDevice]) -> None:
        note_reminded(devices=devices, now=now)

    return send_each(lambda: _letters(campaign, timezone.localdate(now)), scope, note_sent=note, note_refused=note)


def _letters(key: int, today: date) -> list[Letter[CampaignDevice]]:
    campaign = Campaign.objects.running().filter(pk=key).first()
    if campaign is None:
        return []
    rows = campaign.devices.unanswered().filter(reminded_at=None).order_by("number")
    rows = rows.select_related("asked__user", "device__workstation__used_by__user")
    by_person: dict[User, list[CampaignDevice]] = {}
    for row in rows.prefetch_related("device__workstation__shared_with__user"):
        accounts = {person.user for person in who_can_answer(row, today)}
        for user in accounts:
            if user is not None and user.is_active and user.email:
                by_person.setdefault(user, []).append(row)
    wanted = who_wishes_letters(list(by_person), Group.REMINDERS)
    return [_letter(campaign, user, devices) for user, devices in by_person.items() if user in wanted]


def _letter(campaign: Campaign, user: User, devices: list[CampaignDevice]) -> Letter[CampaignDevice]:
    link = settings.SITE_URL.rstrip("/") + reverse("stocktaking:my_devices")
    context = {"person": user, "campaign": campaign, "devices": devices, "link": link}
    text = render_to_string("notifications/mail/open_devices.txt", context)
    sender = settings.DEFAULT_FROM_EMAIL
    subject = f"Bitte bis {campaign.ends_on:%d.%m.%Y}: Sind diese Geräte bei Ihnen?"
    return Letter(EmailMessage(subject, text, sender, [user.email], headers=HEADERS, reply_to=[sender]), devices)
