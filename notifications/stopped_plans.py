"""A letter to the team whose recurring report could not be opened: there is no report yet that a notification could tell of."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import User
from notifications.post import HEADERS, Scope
from tickets.models import RecurringTicket


def tell(plan: int, scope: Scope) -> int:
    """Write one letter to all of the team, unless the plan works by now; return how many letters that were."""
    if not settings.NOTIFY_BY_MAIL:
        return 0
    with scope():
        mail = _letter(plan)
    return mail.send() if mail else 0


def _letter(plan: int) -> EmailMessage | None:
    recurring = RecurringTicket.objects.select_related("authority", "category").filter(pk=plan, is_active=True).first()
    if recurring is None or not recurring.problem:
        return None
    team = User.objects.filter(is_active=True, staff_member__team=recurring.category.team_id).exclude(email="")
    addresses = list(team.order_by("email").values_list("email", flat=True))
    link = settings.SITE_URL.rstrip("/") + recurring.get_absolute_url()
    text = render_to_string("notifications/mail/stopped_plan.txt", {"recurring": recurring, "link": link})
    sender = settings.DEFAULT_FROM_EMAIL
    subject = f"Wird nicht angelegt: {' '.join(recurring.subject.split())}"
    return EmailMessage(subject, text, sender, [], bcc=addresses, headers=HEADERS, reply_to=[sender])
