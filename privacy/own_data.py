"""Everything the system holds about one person, as plain tables in German."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst

from accounts.models import User
from accounts.scope import as_job
from history.models import LogEntry
from history.origin import in_words
from history.reading import read_history
from privacy.persons import Person
from tickets.models import Attachment, Message, Ticket, TicketEvent
from workstations.models import Workstation

MOST_CHANGES = 10_000
DISCLOSURE = "Auskunft an eine Person"
Rows = list[dict[str, str]]


def collect(person: Person) -> dict[str, Rows]:
    """The tables by their names; an empty one says that nothing of the kind is held.

    It is looked for in the rows of all authorities, also by somebody whom the wall keeps to their own: what is found is
    theirs alone.
    """
    with as_job(DISCLOSURE):
        return _collect(person)


def _collect(person: Person) -> dict[str, Rows]:
    user, contacts = person.user, person.contacts
    reports = Ticket.objects.filter(requester__in=contacts).defer("search")
    found: dict[str, Rows] = {
        "Konto": _fields([user], leave_out=("password",)) if user else [],
        "Rollen": _fields(user.role_assignments.all(), leave_out=("user",)) if user else [],
        "Beschäftigung": _fields([person.member]) if person.member else [],
        "Ansprechperson": _fields(contacts),
        "IT-Arbeitsplätze": _fields(Workstation.objects.filter(used_by__in=contacts).select_related("authority")),
        "Meldungen": _fields(reports.select_related("authority", "category", "team"), leave_out=("assignee",)),
    }
    if user is not None:
        found |= {
            "Beiträge": _fields(Message.objects.filter(author=user).select_related("ticket").defer("search")),
            "Anhänge": _fields(Attachment.objects.filter(uploaded_by=user).select_related("ticket")),
            "Schritte an Meldungen": _fields(TicketEvent.objects.filter(by=user).select_related("ticket")),
            "Sitzungen": _sessions(user),
            "Weitere Anmeldedaten": _foreign(user),
            "Protokoll": _log(user),
        }
    found["Änderungen an diesen Angaben"] = [
        *_changes([user, person.member, *contacts]),
        *(row for gone in person.gone for row in _changes_of(gone.model, gone.pk, None)),
    ]
    return found


def _fields(rows: Iterable[Any], leave_out: tuple[str, ...] = ()) -> Rows:
    found = []
    for row in rows:
        fields = [field for field in row._meta.concrete_fields if field.name not in (*leave_out, "search")]
        found.append({capfirst(str(field.verbose_name)): _in_words(row, field) for field in fields})
    return found


def _in_words(row: Any, field: Any) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return in_german(getattr(row, field.name))


def in_german(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M} Uhr"
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _sessions(user: User) -> Rows:
    """When the sessions that still run will end; what is in them is only the sign-in itself."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    mine = (session for session in running.iterator() if session.get_decoded().get("_auth_user_id") == str(user.pk))
    return [{"Endet": in_german(session.expire_date)} for session in mine]


def _foreign(user: User) -> Rows:
    """What packages for signing in hold about the account: of which kind, and since when. Never a secret."""
    found = []
    for relation in User._meta.related_objects:
        model = relation.related_model
        if (settings.BASE_DIR / model.__module__.split(".")[0]).is_dir() or relation.many_to_many:
            continue
        for row in model._default_manager.filter(**{relation.field.name: user}):
            since = getattr(row, "created_at", None) or getattr(row, "action_time", None)
            found.append({"Art": str(model._meta.verbose_name), "Seit": in_german(since)})
    return found


def _log(user: User) -> Rows:
    return [
        {
            "Zeitpunkt": in_german(entry.at),
            "Vorgang": entry.get_kind_display(),
            "Gegenstand": entry.subject,
            "Durch": _who(entry, user),
            "Wo": in_words(entry.origin),
        }
        for entry in LogEntry.objects.about(user)
    ]


def _who(entry: LogEntry, user: User) -> str:
    """Oneself or somebody else: the names of colleagues are none of one's own data."""
    if entry.user_id is None:
        return "unbekannt oder System"
    return "Sie selbst" if entry.user_id == user.pk else "jemand anderes"


def _changes(rows: Iterable[Any]) -> Rows:
    return [change for row in rows if row is not None for change in _changes_of(row._meta.model, row.pk, row)]


def _changes_of(model: type[Model], pk: Any, row: Any) -> Rows:
    """What changed in one row; `row` is None when it is gone."""
    return [
        {
            "Zeitpunkt": in_german(change.at),
            "Bei": capfirst(str(model._meta.verbose_name)),
            "Angabe": field.label,
            "Vorher": field.before,
            "Nachher": field.after,
        }
        for change in read_history(model, pk, row, 1, MOST_CHANGES).changes
        for field in change.fields
    ]
