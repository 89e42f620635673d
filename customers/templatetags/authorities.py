"""How authorities look in templates: {% load authorities %}."""

from django import template

from customers.tables import role_badge

register = template.Library()
register.filter(role_badge)
