"""Keeping makers, products, their versions, and what is said about them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from applications.actions.keeping import store
from applications.models import Product, ProductStatement, ProductVersion, Vendor


@transaction.atomic
def keep_vendor(*, vendor: Vendor, by: User, version: int | None = None, **values: Any) -> Vendor:
    """Enter a maker, or correct what is entered of one."""
    return store(vendor, values, by=by, version=version)


@transaction.atomic
def keep_product(*, product: Product, by: User, version: int | None = None, **values: Any) -> Product:
    """Enter a product, or correct it. Successors form no circle, also when two people enter one half of it each."""
    list(Product.objects.select_for_update().order_by("pk").values_list("pk"))  # few rows, and rarely changed
    return store(product, values, by=by, version=version)


@transaction.atomic
def keep_version(*, version_row: ProductVersion, by: User, version: int | None = None, **values: Any) -> ProductVersion:
    """Enter a version of a product, or correct it."""
    if version_row._state.adding:
        version_row.is_demo = version_row.product.is_demo
    return store(version_row, values, by=by, version=version)


@transaction.atomic
def add_statement(*, product: Product, today: date, by: User, **values: Any) -> ProductStatement:
    """Note what somebody says about a product: with source, day and certainty."""
    _require_source(values, today)
    return store(ProductStatement(product=product, is_demo=product.is_demo), values, by=by)


@transaction.atomic
def change_statement(
    *, statement: ProductStatement, today: date, by: User, version: int | None = None, **values: Any
) -> ProductStatement:
    """Correct how a statement was noted; what is said anew is a statement of its own."""
    _require_source(values, today)
    return store(statement, values, by=by, version=version)


def _require_source(values: dict[str, Any], today: date) -> None:
    """Without them nobody could tell later whether it still holds."""
    problems = {}
    if not values.get("source", "").strip():
        problems["source"] = "Bitte geben Sie an, woher die Aussage kommt."
    if not values.get("certainty"):
        problems["certainty"] = "Bitte wählen Sie, wie sicher die Aussage ist."
    stated_on = values.get("stated_on")
    if stated_on is None:
        problems["stated_on"] = "Bitte geben Sie an, von welchem Tag die Aussage ist."
    elif stated_on > today:
        problems["stated_on"] = "Dieser Tag liegt in der Zukunft."
    if problems:
        raise ValidationError(problems)
