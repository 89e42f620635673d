"""What was done at a workstation lately, from the change history: people, places and states, devices that came and went.

Who did it stands in the full history below; here it is told what happened.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from accounts.models import User
from history.changes import NOTHING
from history.models import ADDED
from history.reading import newest_changes
from history.rights import may_read_history
from ui import cells
from ui.pages import Section
from workstations.models import Device, Workstation

MOST = 12
LOOKED_THROUGH = 30
MOST_STATES = 300
TOLD = ("Genutzt von", "Auch genutzt von", "Geräte in der Nähe", "Standort", "Raum", "Zustand", "Netz", "Rechnername")


class Happening(NamedTuple):
    """Something that happened to the workstation, in words."""

    at: datetime
    words: str


def lately(row: Workstation, user: User, day: date) -> Section:
    """The last changes, newest first; for those who may read the history."""
    title = "Was zuletzt geschah"
    if not may_read_history(user, Workstation):
        return Section(title)
    found = sorted([*_changes(row), *_devices(row)], key=lambda one: one.at, reverse=True)
    rows = [(cells.day(one.at), one.words) for one in found[:MOST]]
    return Section(title, headings=("Am", "Was"), rows=rows, hint="Aufgezeichnet ist noch nichts.")


def _changes(row: Workstation) -> Iterator[Happening]:
    """People, place and state of the workstation itself."""
    for change in newest_changes(Workstation, row, TOLD, LOOKED_THROUGH):
        if change.is_creation:
            yield Happening(change.at, "Arbeitsplatz angelegt")
            continue
        for field in change.fields:
            if field.label in TOLD:
                yield Happening(change.at, _in_words(field.label, field.before, field.after))


def _in_words(label: str, before: str, after: str) -> str:
    if before == NOTHING:
        return f"{label}: {after}"
    return f"{label}: {before} nicht mehr" if after == NOTHING else f"{label}: {after} (vorher {before})"


def _devices(row: Workstation) -> Iterator[Happening]:
    """Devices that came to the workstation and went away, in three queries however many there were."""
    states: Any = Device._meta.get_field("changes").related_model
    ever_here = states._default_manager.filter(workstation_id=row.pk).order_by().values("pgh_obj_id")
    here = Device.objects.order_by().filter(workstation=row).values("pk")  # each side by its own index
    known = Device.objects.filter(pk__in=here.union(ever_here)).select_related("model")
    devices = {device.pk: device for device in known.order_by("-pk")[:MOST_STATES]}
    columns = ("pgh_obj_id", "pgh_label", "pgh_created_at", "workstation_id")
    kept = states._default_manager.filter(pgh_obj_id__in=list(devices)).order_by("-pgh_id").values_list(*columns)
    steps: dict[int, list[tuple[str, datetime, int | None]]] = defaultdict(list)
    for key, label, at, place in reversed(kept[:MOST_STATES]):
        steps[key].append((label, at, place))
    for key, past in steps.items():
        device = devices[key]
        after = [place for _, _, place in past[1:]] + [device.workstation_id]
        for (label, at, place), then in zip(past, after, strict=True):
            was = None if label == ADDED else place
            now = place if label == ADDED else then
            name = f"{device.model.get_kind_display()} {device} ({device.model})"
            if was != now and now == row.pk:
                yield Happening(at, f"{name} kam dazu")
            elif was != now and was == row.pk:
                yield Happening(at, f"{name} ging weg")
