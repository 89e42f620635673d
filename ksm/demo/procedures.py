"""Which Fachverfahren the demo operates for whom. Products are sourced; who uses which, since when and how much is invented."""

from datetime import date
from typing import NamedTuple

from accounts.models import Team
from applications.models import ApplicationUse, Product, ProductVersion, SpecialistApplication
from ksm.demo.chance import stream
from ksm.demo.places import Place

Hosting = SpecialistApplication.Hosting

EVERYBODY, TOWNS, LARGE, DISTRICT = "everybody", "towns", "large", "district"


class Procedure(NamedTuple):
    """One instance: its name, product, hosting, who uses it, and the users for each hundred workstations."""

    name: str
    product: str
    hosting: SpecialistApplication.Hosting
    users: str
    share: int
    since: int


OPERATED = (
    Procedure("Einwohnerwesen VOIS|MESO", "VOIS|MESO", Hosting.OWN_DATA_CENTRE, TOWNS, 16, 2022),
    Procedure("Gewerberegister GESO", "GESO", Hosting.OWN_DATA_CENTRE, TOWNS, 6, 2018),
    Procedure("Ordnungswidrigkeiten OwiGWare", "OwiGWare", Hosting.OWN_DATA_CENTRE, TOWNS, 7, 2019),
    Procedure("Finanzwesen H&H proDoppik", "H&H proDoppik", Hosting.OWN_DATA_CENTRE, EVERYBODY, 22, 2016),
    Procedure("Standesamt AutiSta", "AutiSta", Hosting.EGO_MV, TOWNS, 4, 2017),
    Procedure("Ratsinformation ALLRIS", "ALLRIS", Hosting.EGO_MV, EVERYBODY, 18, 2017),
    Procedure("E-Akte CC DMS", "CC DMS", Hosting.OWN_DATA_CENTRE, EVERYBODY, 55, 2020),
    Procedure("Sozialwesen LÄMMkom", "LÄMMkom", Hosting.OWN_DATA_CENTRE, DISTRICT, 14, 2016),
    Procedure("Geoinformation kvwmap", "kvwmap", Hosting.OWN_DATA_CENTRE, EVERYBODY, 12, 2018),
    Procedure("Digitaler Bauantrag", "Digitaler Bauantrag", Hosting.FEDERAL, DISTRICT, 8, 2022),
    Procedure("Kitaplaner", "Kitaplaner", Hosting.VENDOR_CLOUD, LARGE, 3, 2019),
    Procedure("Onlinedienste MV-Serviceportal", "MV-Serviceportal", Hosting.DVZ, TOWNS, 10, 2021),
)
OUTAGE = OPERATED[0].name
"""The Fachverfahren that failed in the bad week."""


def operate(places: list[Place], *, today: date) -> dict[int, list[SpecialistApplication]]:
    """Instances and their use; return by authority which it uses, each as often as it has users in five."""
    random = stream("procedures")
    team = Team.objects.get(key="anwendungsbetreuung")
    used: dict[int, list[SpecialistApplication]] = {}
    for procedure in OPERATED:
        product = Product.objects.get(name=procedure.product)
        version = ProductVersion.objects.create(
            product=product, name=f"{random.randint(2, 9)}.{random.randint(0, 9)} (Demo)", is_demo=True
        )
        application = SpecialistApplication(
            name=procedure.name, product=product, product_version=version,
            hosting=procedure.hosting, team=team, operated_since=date(procedure.since, 1, 1), is_demo=True,
        )  # fmt: skip
        application.full_clean()
        application.save()
        for place in places:
            if not uses(procedure, place):
                continue
            since = date(max(procedure.since, random.randint(2016, today.year - 1)), random.randint(1, 12), 1)
            count = max(2, round(place.served.workstations * procedure.share / 100 * random.uniform(0.8, 1.2)))
            use = ApplicationUse(
                application=application, authority=place.authority, used_since=since, user_count=count, is_demo=True,
                edition="Basis" if count < 10 else "Standard",
            )  # fmt: skip
            use.full_clean()
            use.save()
            used.setdefault(place.authority.pk, []).extend([application] * max(1, count // 5))
    return used


def uses(procedure: Procedure, place: Place) -> bool:
    """Whether an authority of this kind has the procedure."""
    if place.served.is_school:
        return procedure.product in ("CC DMS", "Kitaplaner")
    is_district = place.served.account == "landkreis"
    if procedure.users == DISTRICT:
        return is_district or place.served.account == "schwerin"
    if procedure.users == LARGE:
        return place.served.workstations >= 50
    return procedure.users == EVERYBODY or not is_district
