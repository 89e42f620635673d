"""Seed file of the register of processing: kinds of data that Fachverfahren commonly hold."""

from applications.models import DataCategory
from ksm.seeding.loaders import Run, SeedFile
from ksm.seeding.reading import Row
from ksm.seeding.storing import Outcome, store


def load_category(run: Run, row: Row) -> list[Outcome]:
    """A kind of data, and whether it is specially protected."""
    category = DataCategory.objects.filter(name=row.required("name")).first() or DataCategory(name=row.text("name"))
    return [store(category, {"is_special": row.flag("is_special"), **row.sourced()})]


SEED_FILES = (SeedFile("data_categories.csv", ("name", "is_special"), ("name",), load_category),)
