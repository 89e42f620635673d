"""What agents on some computers reported in the last week, and what a person has to decide about it."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from accounts.models import User
from inventory import actions
from inventory.models import AgentToken, KnownField, ReviewCase
from inventory.reports import Monitor, Program, Report
from ksm.demo.chance import stream
from ksm.demo.fleet import MAKER
from ksm.demo.places import Place
from workstations.lifecycle import State
from workstations.models import COMPUTERS, Device

REPORTING = 14
"""Computers with an agent at each of the first authorities."""
SOFTWARE_MAKER = "Musterwerk Software"
SOFTWARE = (
    ("Musteroffice", ("24.2", "24.8"), 100),
    ("Musterbrowser", ("131.0", "132.0", "133.0"), 100),
    ("Muster-PDF-Betrachter", ("7.1",), 90),
    ("Musterpacker", ("23.01", "24.08"), 70),
    ("Musterfachverfahren Meldewesen", ("5.3.1", "5.4.0"), 35),
    ("Musterfachverfahren Kasse", ("2026.2",), 20),
    ("Musterkarte Kartenleser-Treiber", ("3.0",), 25),
    ("Musterbild", ("2.10",), 8),
)
"""Invented programs with their versions, and on how many of hundred computers they are."""


def let_agents_report(places: list[Place], *, by: User, now: datetime) -> None:
    """Keys for the first authorities, a week of reports, and every kind of doubt."""
    tokens = [make_key(place, by=by, now=now) for place in places[:2]]
    random = stream("agents")
    computers = [computers_of(place) for place in places[:2]]
    reports = [[report_of(random, device) for device in devices] for devices in computers]
    for token, group in zip(tokens, reports, strict=True):
        for number, report in enumerate(group):
            actions.receive(report=report, token=token, now=now - timedelta(days=6, minutes=7 * number))
            newer = replace(report, software=programs(random)) if number % 3 == 0 else report
            actions.receive(report=newer, token=token, now=now - timedelta(hours=2, minutes=3 * number))
    keep_a_name(computers[0][1], reports[0][1], by=by, token=tokens[0], now=now)
    leave_doubts(tokens[0], reports[0], reports[1], random, by=by, now=now)


def make_key(place: Place, *, by: User, now: datetime) -> AgentToken:
    """A key that nobody knows, since it is shown to nobody."""
    token, _ = actions.create_token(
        authority=place.authority, name="Verteilung Rathaus (Demo)", by=by, now=now - timedelta(days=14)
    )
    token.is_demo, token.last_used_at = True, now - timedelta(hours=2)
    token.save(update_fields=["is_demo", "last_used_at"])
    return token


def computers_of(place: Place) -> list[Device]:
    """Computers in service that have an agent."""
    rows = Device.objects.filter(authority=place.authority, state=State.IN_SERVICE, model__kind__in=COMPUTERS)
    return list(rows.select_related("model", "operating_system").order_by("pk")[:REPORTING])


def report_of(random: Random, device: Device) -> Report:
    """What an agent on a computer would say of it; the addresses are those kept for examples."""
    system = device.operating_system
    return Report(
        agent_id=f"{device.host_name}-2026-01-05-08-00-00",
        agent="GLPI-Agent_v1.11",
        serial=device.serial_number,
        uuid=str(uuid.UUID(int=random.getrandbits(128), version=4)),
        macs=(f"00:00:5e:00:53:{random.randrange(256):02x}",),
        name=device.host_name,
        manufacturer=MAKER,
        model=device.model.name,
        kind=device.model.kind,
        system=system.name if system else "",
        system_version=system.version if system else "",
        processor=f"Musterprozessor M{random.choice((3, 5, 7))}",
        memory_mib=random.choice((8, 16, 16, 32)) * 1024,
        storage_gib=random.choice((238, 477, 954)),
        monitors=(Monitor(MAKER, "Mustersicht 24 G8", f"DEMO{random.randrange(16**8):08X}"),),
        software=programs(random),
    )


def programs(random: Random) -> tuple[Program, ...]:
    """What is installed on one computer."""
    return tuple(
        sorted(
            Program(name, random.choice(versions), SOFTWARE_MAKER)
            for name, versions, share in SOFTWARE
            if random.randrange(100) < share
        )
    )


def keep_a_name(device: Device, report: Report, *, by: User, token: AgentToken, now: datetime) -> None:
    """A name that people keep although the agent says another one."""
    actions.change_field(
        device=device, field=KnownField.HOST_NAME, value=device.host_name, keep=True,
        reason="Der Name steht so im Netzplan.", by=by, now=now - timedelta(days=3),
    )  # fmt: skip
    renamed = replace(report, name=f"{device.host_name}-ALT")
    actions.receive(report=renamed, token=token, now=now - timedelta(minutes=50))


def leave_doubts(
    token: AgentToken, own: list[Report], foreign: list[Report], random: Random, *, by: User, now: datetime
) -> None:
    """One case of each kind, and one that somebody has decided."""
    unknown = replace(
        own[0], agent_id="LWL-N-0997", name="LWL-N-0997", serial="DEMO0000NEU1", uuid=str(uuid.UUID(int=random.getrandbits(128), version=4)),
        macs=("00:00:5e:00:53:f1",), model="Musterbook 14 G9", kind="notebook",
    )  # fmt: skip
    twin = replace(
        own[2], agent_id="LWL-N-0998", name="LWL-N-0998", uuid=str(uuid.UUID(int=random.getrandbits(128), version=4))
    )
    moved = replace(foreign[0], agent_id="LWL-P-0999", name="LWL-P-0999")
    replaced = replace(own[3], agent_id="LWL-P-0996", serial="DEMO0000NEU2", uuid="", macs=())
    private = replace(
        unknown, agent_id="NOTEBOOK", name="NOTEBOOK", serial="DEMO0000NEU3", uuid="", macs=("00:00:5e:00:53:f2",)
    )
    for hours, report in ((30, unknown), (26, twin), (9, moved), (3, replaced), (50, private)):
        actions.receive(report=report, token=token, now=now - timedelta(hours=hours))
    case = ReviewCase.objects.open().get(authority=token.authority, title="NOTEBOOK")
    actions.discard_case(
        case=case, reason="Privates Gerät, gehört nicht in den Bestand.", by=by, now=now - timedelta(hours=40)
    )
