"""A letter to each contact concerned by a change: that it is planned, moved or called off; no report stands behind it."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse
from changes.actions import note_told
from changes.conflicts import span_in_words
from changes.levels import Effect
from changes.models import Change, ChangeNotice
from changes.standing import by_level
from customers.models import Contact
from notifications.post import HEADERS, Letter, Scope, send_each, who_wishes_letters
from notifications.topics import Group

SUBJECTS = {
    ChangeNotice.Occasion.PLANNED: "Wartung am {day}: {title}",
    ChangeNotice.Occasion.MOVED: "Wartung verschoben auf {day}: {title}",
    ChangeNotice.Occasion.CANCELLED: "Wartung abgesagt: {title}",
}


def tell(change: int, scope: Scope, *, now: datetime) -> int:
    """Write one letter to each person; noted only after the mail server took it, so that none is lost and none comes twice.

    Of several versions that nobody was told of yet only the last is told. Whoever wishes no letters about reminders gets none.
    """
    if not settings.NOTIFY_BY_MAIL:
        with scope():  # whoever switches letters on later does not send what is old by then
            note_told(notices=ChangeNotice.objects.filter(change=change, mailed_at__isnull=True), now=now)
        return 0

    def note(notices: list[ChangeNotice]) -> None:
        note_told(notices=notices, now=now)

    return send_each(lambda: _letters(change, now), scope, note_sent=note, note_refused=note)


def _letters(change: int, now: datetime) -> list[Letter[ChangeNotice]]:
    rows = ChangeNotice.objects.filter(change=change, mailed_at__isnull=True).select_related("change", "contact__user")
    by_contact: dict[Contact, list[ChangeNotice]] = {}
    for row in rows.order_by("sequence", "pk"):
        by_contact.setdefault(row.contact, []).append(row)
    addresses = _addresses([one for one, notices in by_contact.items() if not _is_too_late(notices[-1], now)], now)
    left = [row for contact, notices in by_contact.items() if contact not in addresses for row in notices]
    note_told(notices=left, now=now)  # nobody to write to or nothing to say, and nobody asks again every hour
    if not addresses:
        return []
    effects = _effects(addresses, rows[0].change, now)
    return [
        _letter(contact, addresses[contact], notices, effects.get(contact.authority_id, []))
        for contact, notices in by_contact.items()
        if contact in addresses
    ]


def _is_too_late(notice: ChangeNotice, now: datetime) -> bool:
    """Whether it would announce what is over."""
    return notice.occasion != ChangeNotice.Occasion.CANCELLED and notice.change.ends_at <= now


def _addresses(contacts: Collection[Contact], now: datetime) -> dict[Contact, str]:
    """Where each of them who still acts for the authority is written to: with an account there if they wish it, without one only by their own wish."""
    today = timezone.localdate(now)
    acting = set(Contact.objects.acting_on(today).filter(pk__in=[one.pk for one in contacts]))
    people = [one for one in contacts if one in acting]
    accounts: list[User] = [
        one.user for one in people if one.user is not None and one.user.is_active and one.user.email
    ]
    wished = who_wishes_letters(accounts, Group.REMINDERS)
    by_mail = set(Contact.objects.filter(pk__in=[one.pk for one in people]).served_by_mail(today))
    found = {one: one.email for one in people if one in by_mail}
    return found | {one: one.user.email for one in people if one.user is not None and one.user in wished}


def _effects(contacts: Collection[Contact], change: Change, now: datetime) -> dict[int, list[tuple[str, list[str]]]]:
    """By authority: what happens to the Fachverfahren that it uses, the worst first, as „ausgefallen“ and their names."""
    weakened = set(change.weakened.values_list("pk", flat=True))
    uses = ApplicationUse.objects.current(timezone.localdate(now)).filter(
        authority__in={one.authority_id for one in contacts}, application__in=change.reached.all()
    )
    found: dict[int, dict[int, str]] = {}
    for use in uses.select_related("application").order_by("application__name", "pk"):
        found.setdefault(use.authority_id, {})[use.application_id] = use.application.name
    return {
        key: [(Effect(level).label, some) for level, some in by_level(change.effect, names, weakened)]
        for key, names in found.items()
    }


def _letter(
    contact: Contact, address: str, notices: list[ChangeNotice], effects: list[tuple[str, list[str]]]
) -> Letter[ChangeNotice]:
    """What holds now; the earlier versions are noted with it."""
    last = notices[-1]
    change, occasion = last.change, ChangeNotice.Occasion(last.occasion)
    context = {
        "person": contact,
        "change": change,
        "occasion": occasion.value,
        "span": span_in_words(change.starts_at, change.ends_at),
        "effects": effects,
        "effect": change.get_effect_display(),
        "link": settings.SITE_URL.rstrip("/") + reverse("changes:status") if contact.user_id else "",
    }
    text = render_to_string("notifications/mail/planned_change.txt", context)
    subject = SUBJECTS[occasion].format(day=f"{timezone.localtime(change.starts_at):%d.%m.%Y}", title=change.title)
    sender = settings.DEFAULT_FROM_EMAIL
    mail = EmailMessage(" ".join(subject.split()), text, sender, [address], headers=HEADERS, reply_to=[sender])
    return Letter(mail, notices)
