"""How authorities look in templates: {% load authorities %}."""

from django import template

from customers.tables import role_badge

register = template.Library()
register.filter(role_badge)


@register.filter
def units(length: float) -> str:
    """A length in a drawing: with a point, whatever the language of the page."""
    return f"{length:.1f}"
