"""How rows about makers, products, what is said of them, and services to the public find their rows in the database."""

from applications.keys import leika_key
from applications.models import Product, ProductStatement, PublicService, Vendor
from ksm.seeding.loaders import Run, SeedFile
from ksm.seeding.reading import FollowUpError, RefusedRowError, Row
from ksm.seeding.storing import Outcome, store

PRODUCTS = "products.csv"


def load_vendor(run: Run, row: Row) -> list[Outcome]:
    """A maker of software."""
    vendor = Vendor.objects.filter(name=row.required("name")).first() or Vendor(name=row.text("name"))
    return [store(vendor, {"city": row.text("city"), **row.sourced()})]


def load_product(run: Run, row: Row) -> list[Outcome]:
    """A product that serves as a Fachverfahren; where the source names no maker, there is none."""
    vendor = vendor_of(run, row)
    name = row.required("name")
    product = Product.objects.filter(vendor=vendor, name=name).first() or Product(vendor=vendor, name=name)
    successor = product_named(vendor, row.text("successor"), "successor") if row.text("successor") else None
    texts = {"domain": row.text("domain"), "note": row.text("note")}
    return [store(product, {**texts, "successor": successor, **row.sourced()})]


def load_statement(run: Run, row: Row) -> list[Outcome]:
    """What somebody said about a product on a day."""
    vendor = vendor_of(run, row)
    if PRODUCTS in run.refused_files or any(file == PRODUCTS for file, _ in run.refused_rows):
        raise FollowUpError
    stated_on = row.day("stated_on")
    if stated_on is None:
        raise RefusedRowError("stated_on: Hier fehlt ein Wert.")
    keys = {
        "product": product_named(vendor, row.required("product"), "product"),
        "subject": row.required("subject"),
        "stated_on": stated_on,
    }
    statement = ProductStatement.objects.filter(**keys).exclude(is_demo=True).first() or ProductStatement(**keys)
    return [store(statement, {"text": row.required("text"), **row.sourced()})]


def load_service(run: Run, row: Row) -> list[Outcome]:
    """A service to the public by its checked key."""
    try:
        key = leika_key(row.required("leika"))
    except ValueError as problem:
        raise RefusedRowError(f"leika: {problem}") from problem
    service = PublicService.objects.filter(leika=key).first() or PublicService(leika=key)
    return [store(service, {"name": row.text("name"), "ozg": row.text("ozg"), **row.sourced()})]


def vendor_of(run: Run, row: Row) -> Vendor | None:
    """The maker that a row names, if it names one."""
    return run.find(Vendor, "vendors.csv", row, "vendor", "name") if row.text("vendor") else None


def product_named(vendor: Vendor | None, name: str, column: str) -> Product:
    """The product of a maker."""
    found: Product | None = Product.objects.filter(vendor=vendor, name=name).first()
    if found is None:
        raise RefusedRowError(f"{column}: „{name}“ steht bei diesem Hersteller nicht in {PRODUCTS}.")
    return found


SEED_FILES = (
    SeedFile("vendors.csv", ("name", "city"), ("name",), load_vendor),
    SeedFile(PRODUCTS, ("vendor", "name", "domain", "successor", "note"), ("vendor", "name"), load_product),
    SeedFile(
        "product_statements.csv",
        ("vendor", "product", "subject", "stated_on", "text"),
        ("vendor", "product", "subject", "stated_on"),
        load_statement,
    ),
    SeedFile("public_services.csv", ("leika", "name", "ozg"), ("leika",), load_service),
)
