"""Factories of costs, keys, offers, and what is fixed of them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory
from django.db import models, transaction

from applications.models import SpecialistApplication
from customers.models import Authority
from sharing.models import (
    AllocationKey,
    Apportionment,
    ApportionmentCost,
    Basis,
    CostItem,
    CostKind,
    FixedShare,
    KeyFigure,
    Quote,
    Share,
    ShareWeight,
)
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    SpecialistApplicationFactory,
    UserFactory,
    ValidFactory,
)

TODAY = date(2026, 11, 29)


class CostItemFactory(ValidFactory[CostItem]):
    class Meta:
        model = CostItem

    application = factory.SubFactory(SpecialistApplicationFactory)
    year = 2026
    kind = CostKind.MAINTENANCE
    label = factory.Sequence(lambda n: f"Pflege {n}")
    amount = Decimal("1000.00")
    source = "Rechnung 4711"


class AllocationKeyFactory(ValidFactory[AllocationKey]):
    """A key by named users; other bases by their names."""

    class Meta:
        model = AllocationKey

    application = factory.SubFactory(SpecialistApplicationFactory)
    first_year = 2020
    named_users = 1000


class FixedShareFactory(ValidFactory[FixedShare]):
    class Meta:
        model = FixedShare

    key = factory.SubFactory(AllocationKeyFactory, named_users=0, fixed_shares=1000)
    authority = factory.SubFactory(AuthorityFactory)
    parts = 1


class KeyFigureFactory(ValidFactory[KeyFigure]):
    class Meta:
        model = KeyFigure

    authority = factory.SubFactory(AuthorityFactory)
    basis = Basis.INHABITANTS
    value = 12000
    as_of = date(2025, 12, 31)
    source = "Statistisches Amt"
    certainty = "A"


class QuoteFactory(ValidFactory[Quote]):
    class Meta:
        model = Quote

    application = factory.SubFactory(SpecialistApplicationFactory)
    authority = factory.SubFactory(AuthorityFactory)
    vendor = "Muster-Software"
    annual_amount = Decimal("2500.00")
    dated_on = date(2026, 2, 1)
    source = "Angebot 2026-17"
    certainty = "B"


@transaction.atomic  # that the sums agree is checked when it ends
def fixed_share(
    authority: Authority,
    application: SpecialistApplication | None = None,
    *,
    amount: Decimal = Decimal("1000.00"),
    offer: dict[str, Any] | None = None,
    **values: Any,
) -> Share:
    """The whole cost of an instance, fixed as the share of one authority."""
    application = application or ApplicationUseFactory(authority=authority).application
    row = Apportionment.objects.create(
        **{
            "number": f"KT-2026-{Apportionment.objects.count() + 1:04d}", "application": application,
            "application_name": application.name, "year": 2026, "key_in_words": "benannte Nutzende",
            "reference_on": date(2026, 6, 30), "recurring_total": amount, "one_off_total": Decimal(0),
            "share_count": 1, "cost_count": 1, "fixed_at": datetime(2026, 11, 12, 9, 0, tzinfo=UTC),
            "fixed_by": UserFactory(), **values,
        }
    )  # fmt: skip
    ApportionmentCost.objects.create(
        apportionment=row,
        kind=CostKind.MAINTENANCE,
        label="Pflege",
        amount=amount,
        is_one_off=False,
        source="Rechnung 1",
    )
    share = Share.objects.create(
        apportionment=row, authority=authority, authority_name=authority.name, recurring=amount, one_off=Decimal(0),
        **(offer or {}),
    )  # fmt: skip
    ShareWeight.objects.create(
        share=share, basis=Basis.NAMED_USERS, per_mille=1000, weight=5, total=5, origin="benannte Nutzende"
    )
    return share


def shared_by(authority: Authority) -> dict[str, models.Model]:
    """One row of each kind that concerns an authority; the share has every text that one can have."""
    wrong = fixed_share(authority).apportionment
    application = wrong.application
    offer = {
        "quote_annual": Decimal("1500.00"), "quote_one_off": Decimal(0), "quote_vendor": "Muster-Software",
        "quote_dated_on": date(2026, 2, 1), "quote_source": "Angebot 2026-17", "quote_certainty": "B", "saving": Decimal("500.00"),
    }  # fmt: skip
    share = fixed_share(authority, application, offer=offer, corrects=wrong, reason="Eine Gutschrift fehlte.")
    key = AllocationKeyFactory(application=application, named_users=0, fixed_shares=1000)
    return {
        "cost_item": CostItemFactory(application=application),
        "allocation_key": key,
        "agreed_share": FixedShareFactory(key=key, authority=authority),
        "key_figure": KeyFigureFactory(authority=authority),
        "quote": QuoteFactory(application=application, authority=authority),
        "apportionment": share.apportionment,
        "apportionment_cost": share.apportionment.costs.get(),
        "cost_share": share,
        "share_weight": share.weights.get(),
    }
