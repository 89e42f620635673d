"""Filters of the list of service points."""

from accounts.models import Provider, Team
from customers.filters import visible_authorities
from ui.filters import BaseFilterSet, OneOf


class ServicePointFilter(BaseFilterSet):
    """Service points by provider, team and the authorities they serve."""

    search_fields = ("name", "city", "street")

    provider = OneOf(label="Unternehmen", queryset=lambda request: Provider.objects.all())
    team = OneOf(label="Team", queryset=lambda request: Team.objects.all())
    authority = OneOf(label="Behörde", queryset=visible_authorities, field_name="authorities")
