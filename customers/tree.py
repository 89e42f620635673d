"""Which authority stands below which on a day. Pure: it is told the authorities and what they belong to.

A municipality stands below its Amt, a school below the body that keeps it, a company below its owner; what belongs to
nobody stands below the district that its key names. A managing municipality runs its Amt without standing below it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from customers.keys import ARS_LENGTH_DISTRICT
from customers.models import Authority, Membership

Kind = Membership.Kind
PLACES = (Kind.MEMBER_OF_AMT, Kind.SCHOOL_OF, Kind.OWNED_BY)
"""What gives an authority its place; the first of several decides."""


@dataclass
class Branch:
    """An authority with all that stands below it; `remarks` say which Amt it runs."""

    authority: Authority
    below: list["Branch"] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @cached_property
    def has_role(self) -> bool:
        """The authority, or one below it, is something to the provider."""
        return bool(self.authority.current_role) or any(branch.has_role for branch in self.below)  # type: ignore[attr-defined]

    @cached_property
    def below_with_role(self) -> list["Branch"]:
        """What stands directly below and is something to the provider, itself or further down."""
        return [branch for branch in self.below if branch.has_role]

    @cached_property
    def count(self) -> int:
        """How many authorities stand below, on all floors."""
        return sum(1 + branch.count for branch in self.below)


def tree(authorities: Sequence[Authority], memberships: Iterable[Membership]) -> list[Branch]:
    """The topmost branches, each floor in the order of `authorities`; those with something below come first.

    Whatever the memberships say, every authority stands in exactly one place: one that would close a ring is left out.
    """
    branches = {authority.pk: Branch(authority) for authority in authorities}
    above: dict[int, int] = {}
    places: list[Membership] = []
    for membership in memberships:
        if membership.member_id not in branches or membership.body_id not in branches:
            continue
        if membership.kind == Kind.MANAGING_MUNICIPALITY_OF:
            name = branches[membership.body_id].authority.name
            branches[membership.member_id].remarks.append(f"führt die Geschäfte von {name}")
        else:
            places.append(membership)
    for membership in sorted(places, key=lambda one: (PLACES.index(Kind(one.kind)), one.pk)):
        if membership.member_id not in above and not _leads_to(membership.member_id, membership.body_id, above):
            above[membership.member_id] = membership.body_id
    above |= _below_their_district(authorities, above)
    for authority in authorities:
        if authority.pk in above:
            branches[above[authority.pk]].below.append(branches[authority.pk])
    top = [branches[authority.pk] for authority in authorities if authority.pk not in above]
    return sorted(top, key=lambda branch: not branch.below)


def _leads_to(wanted: int, start: int, above: dict[int, int]) -> bool:
    """Whether one comes from `start` upwards to `wanted`."""
    here: int | None = start
    while here is not None:
        if here == wanted:
            return True
        here = above.get(here)
    return False


def _below_their_district(authorities: Iterable[Authority], above: dict[int, int]) -> dict[int, int]:
    """What has no place yet and a longer key than a district's: to the district whose key its own begins with."""
    districts = {one.ars: one.pk for one in authorities if one.kind == Authority.Kind.DISTRICT and one.ars}
    return {
        one.pk: districts[one.ars[:ARS_LENGTH_DISTRICT]]
        for one in authorities
        if one.pk not in above and len(one.ars) > ARS_LENGTH_DISTRICT and one.ars[:ARS_LENGTH_DISTRICT] in districts
    }
