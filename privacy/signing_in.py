"""What is held about how a person signs in: sessions, directories, and what packages for it keep."""

import json
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from privacy.in_words import Rows, in_german

SAID_ELSEWHERE = (AdminLogEntry, SocialAccount, UserSession)


def sessions_of(user: User) -> Rows:
    """The sessions that still run, and from where and with which browser they were begun."""
    known = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    running = Session.objects.filter(expire_date__gt=timezone.now())
    mine = [session for session in running.iterator() if session.get_decoded().get("_auth_user_id") == str(user.pk)]
    ends = {session.session_key: session.expire_date for session in mine}
    return [_session(known.get(key), ends.get(key)) for key in {**known, **ends}]


def _session(row: Any, ends: datetime | None) -> dict[str, str]:
    return {
        "Begonnen": in_german(row and row.created_at),
        "Zuletzt": in_german(row and row.last_seen_at),
        "Endet": in_german(ends),
        "IP-Adresse": in_german(row and row.ip),
        "Browser": in_german(row and row.user_agent),
    }


def others_of(user: User) -> Rows:
    """What packages for signing in hold about the account: of which kind, and since when. Never a secret."""
    found = []
    for relation in User._meta.related_objects:
        model = relation.related_model
        is_ours = (settings.BASE_DIR / model.__module__.split(".")[0]).is_dir()
        if is_ours or relation.many_to_many or model in SAID_ELSEWHERE:
            continue
        found += [
            {
                "Art": str(model._meta.verbose_name),
                "Angabe": str(row) if model is EmailAddress else "",
                "Seit": in_german(getattr(row, "created_at", None)),
                "Zuletzt benutzt": in_german(getattr(row, "last_used_at", None)),
            }
            for row in model._default_manager.filter(**{relation.field.name: user})
        ]
    return found


def directories_of(user: User) -> Rows:
    """Under which identity a directory knows the person, and what it last told of them."""
    return [
        {
            "Verzeichnis": row.provider,
            "Kennung": row.uid,
            "Seit": in_german(row.date_joined),
            "Zuletzt": in_german(row.last_login),
            "Angaben des Verzeichnisses": json.dumps(row.extra_data, ensure_ascii=False),
        }
        for row in SocialAccount.objects.filter(user=user)
    ]
