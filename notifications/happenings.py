"""What happened about a report, read back from the timeline by the job that tells people of it."""

from typing import Any, NamedTuple

from accounts.models import User
from notifications.topics import Topic
from tickets.lifecycle import State
from tickets.models import Message, Ticket, TicketEvent

Kind = TicketEvent.Kind

TOPIC_OF_STEP: dict[str, Topic] = {
    Kind.OPENED: Topic.OPENED,
    Kind.ASSIGNED: Topic.ASSIGNED,
    Kind.RELEASED: Topic.RELEASED,
    Kind.TEAM: Topic.TEAM,
    Kind.RESOLVED: Topic.RESOLVED,
    Kind.CONFIRMED: Topic.CONFIRMED,
    Kind.REOPENED: Topic.REOPENED,
    Kind.CLOSED: Topic.CLOSED,
    Kind.CANCELLED: Topic.CANCELLED,
    Kind.WOKEN: Topic.WOKEN,
    Kind.MALWARE: Topic.MALWARE,
    Kind.MERGED: Topic.MERGED,
    Kind.OUTAGE: Topic.OUTAGE,
    Kind.APPROVED: Topic.APPROVED,
    Kind.REFUSED: Topic.REFUSED,
    Kind.OVERRIDDEN: Topic.APPROVED,
    Kind.REMINDED: Topic.REMINDED,
    Kind.WARNED: Topic.WARNED,
    Kind.BREACHED: Topic.BREACHED,
}
"""Steps that somebody is told of; of all others nobody is."""


AT_MERGED = {
    Topic.WAITING: Topic.M_WAITING,
    Topic.RESOLVED: Topic.M_RESOLVED,
    Topic.REOPENED: Topic.M_REOPENED,
    Topic.CLOSED: Topic.M_CLOSED,
}
"""What who reported the same hears of the report that theirs was merged into."""


class Happening(NamedTuple):
    """One step or message, the report it belongs to, and who did it; nobody when the system did."""

    ticket: Ticket
    topic: Topic
    actor: User | None
    event: TicketEvent | None = None
    message: Message | None = None

    @property
    def by_staff(self) -> bool:
        """Whether the service wrote it."""
        return self.message is not None and self.message.author_is_staff

    @property
    def is_before_approval(self) -> bool:
        """Whether the service has nothing to do with it: the authority has not approved what was ordered, and perhaps never will."""
        was_never_approved = self.event is not None and self.event.before == State.WAITING_FOR_APPROVAL.label
        return self.ticket.awaits_approval or (was_never_approved and self.ticket.is_cancelled)

    @property
    def is_of_another(self) -> bool:
        """Whether it happened to the report that this one was merged into."""
        return self.event is not None and self.event.ticket_id != self.ticket.pk

    def at_merged_reports(self) -> list["Happening"]:
        """What it means to the reports that were merged into this one."""
        topic = AT_MERGED.get(self.topic)
        if topic is None or self.event is None:
            return []
        rows = Ticket.objects.absorbed_by(self.ticket).select_related("authority", "team").order_by("pk")
        return [Happening(row, topic, self.actor, event=self.event) for row in rows]

    def is_visible_to(self, user: User) -> bool:
        """Whether a person may see the report and this very entry of it, today.

        Of what happened to the report that theirs was merged into they need not see the entry: none of it is told.
        """
        gates: list[Any] = [Ticket.objects.visible_to(user).filter(pk=self.ticket.pk)]
        if self.event and self.is_of_another:
            gates.append(Ticket.objects.absorbed_by(self.event.ticket).filter(pk=self.ticket.pk))
        elif self.event:
            gates.append(TicketEvent.objects.visible_to(user).filter(pk=self.event.pk))
        if self.message:
            gates.append(Message.objects.visible_to(user).filter(pk=self.message.pk))
        return all(gate.exists() for gate in gates)


def of_event(pk: int) -> Happening | None:
    """What a step of the timeline means to others, or None when nobody is told of it or it is gone."""
    event = TicketEvent.objects.select_related("ticket__authority", "ticket__team", "by").filter(pk=pk).first()
    if event is None:
        return None
    topic = TOPIC_OF_STEP.get(event.kind)
    if event.kind == Kind.STATE and event.after == State.WAITING_FOR_CUSTOMER.label and event.before != event.after:
        topic = Topic.WAITING
    topic = _as_it_stands(event, topic) if topic else None
    return Happening(event.ticket, topic, event.by, event=event) if topic else None


def _as_it_stands(event: TicketEvent, topic: Topic) -> Topic | None:
    """What is still worth telling of an order by the time that people are told."""
    ticket = event.ticket
    if topic == Topic.OPENED and ticket.awaits_approval:
        return Topic.APPROVAL
    is_told_by_the_decision = topic == Topic.OPENED and ticket.approved_at is not None and ticket.approved_at > event.at
    is_told_by_the_order = topic == Topic.APPROVED and event.at == ticket.created_at
    is_settled = topic == Topic.REMINDED and not ticket.awaits_approval
    return None if is_told_by_the_decision or is_told_by_the_order or is_settled else topic


def of_message(pk: int) -> Happening | None:
    """What a message means to others, or None when it is gone."""
    rows = Message.objects.select_related("ticket__authority", "ticket__team", "author", "contact")
    message = rows.filter(pk=pk).first()
    if message is None:
        return None
    topic = Topic.NOTE if message.is_note else Topic.REPLY
    return Happening(message.ticket, topic, message.author, message=message)
