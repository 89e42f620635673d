"""Where a report stands, for templates of the portal: {% load portal %}."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from customers.models import Contact
from tickets.standing import standing_badge as badge

register = template.Library()


@register.filter
def authority_names(contacts: Iterable[Contact]) -> str:
    """{{ contacts|authority_names }}: „Stadt Wittenburg und Amt Wittenburg“"""
    return " und ".join(contact.authority.name for contact in contacts)


@register.filter
def standing_badge(state: str) -> SafeString:
    """{{ ticket.state|standing_badge }}"""
    return badge(state)
