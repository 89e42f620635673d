"""Where a report stands, for templates of the portal: {% load portal %}."""

from django import template
from django.utils.safestring import SafeString

from tickets.standing import standing_badge as badge

register = template.Library()


@register.filter
def standing_badge(state: str) -> SafeString:
    """{{ ticket.state|standing_badge }}"""
    return badge(state)
