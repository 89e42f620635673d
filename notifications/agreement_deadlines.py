"""A letter to those who keep agreements about deadlines that have come near: no report stands behind it."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import RoleAssignment, User
from accounts.roles import STAFF_ROLES
from contracts.actions import note_mailed
from contracts.models import AgreementWarning
from contracts.tables import in_words
from notifications.post import HEADERS, Scope

KEEPERS = [role.key for role in STAFF_ROLES if "contracts.change_agreement" in role.permissions]
"""The roles whose people keep agreements."""


def tell(scope: Scope, *, now: datetime) -> int:
    """Write one letter about all that was not told yet; noted only after the mail server took it."""
    if not settings.NOTIFY_BY_MAIL:
        return 0
    with scope():
        warnings = list(AgreementWarning.objects.filter(mailed_at=None).select_related("agreement__authority"))
        mail = _letter(warnings, now)
    if mail is None:
        return 0
    sent = mail.send()
    with scope():
        note_mailed(warnings=warnings, now=now)
    return sent


def _letter(warnings: list[AgreementWarning], now: datetime) -> EmailMessage | None:
    today = timezone.localdate(now)
    addresses = _addresses(now)
    if not warnings or not addresses:
        return None
    site = settings.SITE_URL.rstrip("/")
    lines = [
        (row.agreement, in_words(row.deadline, today), row.ends_on, site + row.agreement.get_absolute_url())
        for row in warnings
    ]
    link = f"{site}{reverse('contracts:agreements')}?deadline=near"
    text = render_to_string("notifications/mail/agreement_deadlines.txt", {"lines": lines, "link": link})
    count = len(warnings)
    subject = f"Vertragsfrist naht: {warnings[0].agreement}" if count == 1 else f"{count} Vertragsfristen nahen"
    sender = settings.DEFAULT_FROM_EMAIL
    return EmailMessage(" ".join(subject.split()), text, sender, [], bcc=addresses, headers=HEADERS, reply_to=[sender])


def _addresses(now: datetime) -> list[str]:
    keepers = RoleAssignment.objects.current(timezone.localdate(now)).filter(role__in=KEEPERS)
    people = User.objects.filter(is_active=True, pk__in=keepers.values("user")).exclude(email="")
    return list(people.order_by("email").values_list("email", flat=True).distinct())
