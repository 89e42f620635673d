"""What the demo knows of its Fachverfahren beside who uses them: links to the outside, data, services, support. All invented."""

from datetime import date, timedelta
from typing import TypeVar

from django.db import models

from applications.models import (
    ApplicationData,
    DataCategory,
    Interface,
    ProductVersion,
    ProvidedService,
    PublicService,
    SpecialistApplication,
)

Row = TypeVar("Row", bound=models.Model)
Partner, Direction = Interface.Partner, Interface.Direction
RESIDENTS, OFFENCES, FINANCE = (
    "Einwohnerwesen VOIS|MESO", "Ordnungswidrigkeiten OwiGWare", "Finanzwesen H&H proDoppik",
)  # fmt: skip
REGISTRY, FILES, SOCIAL, TRADE = (
    "Standesamt AutiSta", "E-Akte CC DMS", "Sozialwesen LÄMMkom", "Gewerberegister GESO",
)  # fmt: skip
INTERFACES = (
    (OFFENCES, "Halterabfrage", Partner.KBA, "", Direction.BOTH, "Webdienst", True),
    (RESIDENTS, "Rückmeldungen an andere Meldebehörden", Partner.STATE_NETWORK, "", Direction.BOTH, "XMeld, OSCI", True),
    (RESIDENTS, "Ausweise und Pässe in die Akte", Partner.APPLICATION, FILES, Direction.OUTWARD, "Webdienst", False),
    (REGISTRY, "Sicherungsregister", Partner.REGISTER, "", Direction.OUTWARD, "XPersonenstand, OSCI", True),
    (FINANCE, "Zahlungen und Kontoauszüge", Partner.BANK, "", Direction.BOTH, "EBICS", False),
    (FINANCE, "Grundlagenbescheide", Partner.TAX, "", Direction.INWARD, "ELSTER-Transfer", False),
    (SOCIAL, "Auszahlung über die Kasse", Partner.APPLICATION, FINANCE, Direction.OUTWARD, "Datei", False),
)  # fmt: skip
DATA = (
    (RESIDENTS, "Meldedaten (Demo)", False, "Einwohnerinnen und Einwohner", "nach Bundesmeldegesetz"),
    (REGISTRY, "Personenstandsdaten (Demo)", False, "Einwohnerinnen und Einwohner", "nach Personenstandsgesetz"),
    (SOCIAL, "Angaben zur Gesundheit (Demo)", True, "Leistungsberechtigte", "10 Jahre nach dem letzten Bescheid"),
    (OFFENCES, "Angaben zu Ordnungswidrigkeiten (Demo)", True, "Betroffene", "nach Tilgung"),
)
SERVICES = (
    ("99999001001000", "Wohnsitz anmelden (Demo)", (RESIDENTS,)),
    ("99999001002000", "Personalausweis beantragen (Demo)", (RESIDENTS, FILES)),
    ("99999002001000", "Gewerbe anmelden (Demo)", (TRADE,)),
    ("99999003001000", "Urkunde anfordern (Demo)", (REGISTRY,)),
    ("99999004001000", "Wohngeld beantragen (Demo)", (SOCIAL, FINANCE)),
)
SOURCED_SERVICES = (("99107108017000", SOCIAL),)
SUPPORT_DAYS = (900, 120, None, -40, 400)
"""After how many days the support of the versions ends, in turn; of some it is not known."""


def describe_applications(*, today: date) -> None:
    """Everything for the Fachverfahren that the demo operates."""
    operated = {row.name: row for row in SpecialistApplication.objects.filter(is_demo=True)}
    for name, title, partner, other, direction, protocol, over_state_network in INTERFACES:
        _store(Interface(
            application=operated[name], name=title, partner=partner, partner_application=operated.get(other),
            direction=direction, protocol=protocol, needs_state_network=over_state_network, is_demo=True,
            reconnecting="Gegenstelle anrufen, Zertifikat prüfen, Freischaltung beantragen (Demo).",
        ))  # fmt: skip
    for name, category, is_special, persons, kept_for in DATA:
        kind = _store(DataCategory(name=category, is_special=is_special, is_demo=True))
        row = ApplicationData(
            application=operated[name], category=kind, persons=persons, kept_for=kept_for, is_demo=True
        )  # fmt: skip
        _store(row)
    for key, title, servers in SERVICES:
        service = _store(PublicService(leika=key, name=title, is_demo=True))
        for name in servers:
            _store(ProvidedService(application=operated[name], service=service, is_demo=True))
    for key, name in SOURCED_SERVICES:
        service = PublicService.objects.get(leika=key)
        _store(ProvidedService(application=operated[name], service=service, is_demo=True))
    for number, version in enumerate(ProductVersion.objects.filter(is_demo=True).order_by("pk")):
        days = SUPPORT_DAYS[number % len(SUPPORT_DAYS)]
        version.supported_until = today + timedelta(days=days) if days else None
        _store(version)


def _store(row: Row) -> Row:
    row.full_clean()
    row.save()
    return row
