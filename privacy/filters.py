"""Filters of the list of exit packs."""

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.signed_in import signed_in
from customers.models import Authority
from privacy.models import ExitPack
from ui.filters import AnyOf, BaseFilterSet, OneOf


def authorities_with_pack(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that may be chosen in the filter."""
    user = signed_in(request)
    packs = ExitPack.objects.visible_to(user)
    return Authority.objects.visible_to(user).filter(pk__in=packs.values("authority")).only("name")


class ExitPackFilter(BaseFilterSet):
    """Exit packs by authority and how far they are."""

    search_fields = ("authority__name", "authority__short_name")

    authority = OneOf(label="Behörde", queryset=authorities_with_pack)
    state = AnyOf(label="Stand", choices=ExitPack.State.choices)
