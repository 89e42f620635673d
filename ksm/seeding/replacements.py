"""Seed file of the replacement plan: how long devices of each kind serve, as long as nobody has decided otherwise."""

from ksm.seeding.loaders import Run, SeedFile
from ksm.seeding.reading import Row
from ksm.seeding.storing import Outcome, store
from replacements.models import ReplacementRule


def load_rule(run: Run, row: Row) -> list[Outcome]:
    """The rule of a kind from a day on; no price is known."""
    keys = {"kind": row.required("kind"), "valid_from": row.day("valid_from")}
    rule = ReplacementRule.objects.filter(**keys).first() or ReplacementRule(**keys)
    values = {"service_years": row.number("service_years"), "warranty_counts": row.flag("warranty_counts")}
    return [store(rule, {**values, **row.sourced()})]


SEED_FILES = (
    SeedFile(
        "replacement_rules.csv",
        ("kind", "valid_from", "service_years", "warranty_counts"),
        ("kind", "valid_from"),
        load_rule,
    ),
)
