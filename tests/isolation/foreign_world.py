"""Two authorities again, but whatever the foreign one wrote, called or named bears a mark that nobody else may read."""

from collections.abc import Iterator
from dataclasses import replace

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE
from django.contrib.admin.models import LogEntry as AdminEntry
from django.db import models
from django.utils import timezone

from accounts.models import RoleProposal, SecondFactorReset, User
from customers.models import Contact
from handovers.models import HandoverDocument
from history.forgetting import rewriting
from knowledge.models import ArticleWord
from mailboxes.models import IncomingMail
from notifications.models import Preference
from tests.documents import small
from tests.factories import DeletionProofFactory, LogEntryFactory, MessageFactory, NotificationFactory, UserFactory
from tests.world import World, build
from tickets.models import SearchWord

MARK = "Fremdgut"
KEPT = {
    "number",
    "ags",
    "ars",
    "key",
    "leika",
    "ozg",
    "content_type",
    "file",
    "icon",
    "source",
    "password",
    "postcode",
    "malware",
    "password_variable",
    "raw",
    "settlement",
}
"""Fields whose form a constraint prescribes, or that hold no word of the authority."""


def build_marked() -> World:
    """The small world with its foreign half marked, and somebody there who has an account and writes."""
    world = build()
    contact = world.foreign["contact"]
    assert isinstance(contact, Contact)
    user = UserFactory(username=f"{MARK}-konto", first_name=MARK, last_name=MARK)
    Contact.objects.filter(pk=contact.pk).update(user=user)
    MessageFactory(ticket=world.foreign["ticket"], author=user, body=MARK, author_is_staff=False)
    with rewriting():  # steps of a report are written once
        for row in world.foreign.values():
            mark(row)
    mail = world.foreign["mail"]
    assert isinstance(mail, IncomingMail)
    with mail.raw.storage.open(str(mail.raw.name), "wb") as file:
        file.write(f"Subject: {MARK}\r\n\r\n{MARK}".encode())
    document = world.foreign["handover_document"]
    assert isinstance(document, HandoverDocument)
    with document.file.storage.open(str(document.file.name), "wb") as file:
        file.write(small(MARK))
    foreign = {**world.foreign, **rows_of_account(user, world.people["administration"])}
    foreign |= {
        "article_word": ArticleWord.objects.filter(article=world.foreign["article_of_application"].pk)[
            0
        ],  # marked anew
        "notification": NotificationFactory(recipient=user, ticket=world.foreign["ticket"]),
        "notification_wish": Preference.objects.create(user=user, group="own", way="daily"),
    }
    return replace(world, foreign=foreign)


def rows_of_account(user: User, administrator: User) -> dict[str, models.Model]:
    """What there is about an account, in the tables of this house and of libraries."""
    now = timezone.now()
    address = EmailAddress.objects.create(user=user, email="fremdgut@anderswo.example")
    identity = SocialAccount.objects.create(user=user, provider="kreis", uid=MARK, extra_data={"name": MARK})
    return {
        "account": user,
        "account_role": administrator.role_assignments.get(),
        "role_proposal": RoleProposal.objects.create(user=user, directory=MARK, give=["management"], proposed_at=now),
        "second_factor_reset": SecondFactorReset.objects.create(user=user, reset_by=administrator, at=now, reason=MARK),
        "log_entry": LogEntryFactory(user=user, about=None, subject=MARK),
        "email_address": address,
        "email_confirmation": EmailConfirmation.create(address),
        "authenticator": Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": MARK}),
        "identity": identity,
        "identity_token": SocialToken.objects.create(account=identity, token=MARK, token_secret=""),
        "session": UserSession.objects.create(user=user, ip="192.0.2.1", session_key=MARK, user_agent=MARK, data={}),
        "admin_entry": AdminEntry.objects.create(user=administrator, action_flag=CHANGE, object_repr=MARK),
        "deletion_proof": DeletionProofFactory(),
        "search_word": SearchWord.objects.create(word=MARK.lower()),
    }


def mark(row: models.Model) -> None:
    """Write the mark into every field of a row that holds free text."""
    typed = {
        field.attname: f"{MARK} {row.pk}"[: field.max_length]
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in KEPT
    }
    if typed:
        type(row)._default_manager.filter(pk=row.pk).update(**typed)


def rows_of(world: World, model: type[models.Model]) -> Iterator[models.Model]:
    """The rows of a model that belong to the foreign authority."""
    table = model._meta.db_table  # a row of a join table comes as its proxy
    yield from (row for row in world.foreign.values() if row._meta.db_table == table)
