"""Parts about hand-overs for pages: the facts of one, its devices, and those of a device, a workstation or a person."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.urls import reverse

from customers.models import Contact
from handovers.actions.drafting import CAN_BE_ISSUED, CAN_COME_BACK
from handovers.badges import state_badge
from handovers.lifecycle import Direction
from handovers.models import Handover, HandoverItem
from ui import cells
from ui.pages import Link, Property, Section, filtered
from workstations.models import Device, Workstation

if TYPE_CHECKING:
    from accounts.models import User

MOST = 5
NAMES = {Device: "device", Workstation: "workstation", Contact: "contact"}


def handovers_of(thing: Device | Workstation | Contact, user: "User") -> Section:
    """The newest hand-overs of a device, at a workstation or with a person, and the way to all of them."""
    name = NAMES[type(thing)]
    rows = Handover.objects.visible_to(user).select_related("contact").defer("signature")
    rows = rows.filter(items__device=thing.pk) if name == "device" else rows.filter(**{name: thing})
    shown = [
        (
            cells.link(row.get_absolute_url(), str(row)),
            row.get_direction_display(),
            row.contact_name or str(row.contact or ""),
            cells.day(row.created_at),
            state_badge(row.state),
        )
        for row in rows[: MOST + 1]
    ]
    more = Link("Alle Übergaben", filtered("handovers:handovers", **{name: thing.pk})) if len(shown) > MOST else None
    headings = ("Übergabe", "Richtung", "Person", "Am", "Stand")
    return Section("Übergaben", headings=headings, rows=shown[:MOST], more=more)


def ways_to_hand_over(thing: Device | Workstation | Contact, user: "User") -> list[Link]:
    """Buttons that begin a hand-over with what is known already, and print a label."""
    name, links = NAMES[type(thing)], []
    if user.has_perm("handovers.add_handover"):
        if not isinstance(thing, Device) or thing.state in CAN_BE_ISSUED:
            ways = filtered("handovers:new", direction=Direction.ISSUE, **{name: thing.pk})
            links.append(Link("Mit Unterschrift ausgeben", ways, "arrow_forward"))
        if not isinstance(thing, Device) or thing.state in CAN_COME_BACK:
            ways = filtered("handovers:new", direction=Direction.RETURN, **{name: thing.pk})
            links.append(Link("Mit Unterschrift zurücknehmen", ways, "arrow_back"))
    if user.access.is_staff and not isinstance(thing, Contact):
        links.append(Link("Etikett drucken", filtered("handovers:labels", **{name: thing.pk}), "label"))
    return links


def prepared_items(handover: Handover) -> QuerySet[Any]:
    """The devices on a list in preparation; `is_elsewhere` says of one that comes back that somebody else has it in the stock."""
    theirs = Device.objects.of_people([handover.contact_id]).filter(pk=OuterRef("device"))
    nothing_comes_back = handover.is_issue or handover.corrects_id is not None
    is_elsewhere: Any = Value(False) if nothing_comes_back else ~Exists(theirs)
    items = HandoverItem.objects.filter(handover=handover).select_related("device__model").order_by("pk")
    rows: QuerySet[Any] = items.annotate(is_elsewhere=is_elsewhere)
    return rows


def listed(handover: Handover) -> list[HandoverItem]:
    """The devices of a hand-over as they were when they changed hands; until then as they are.

    What a device has become since, and whose it is now, is no matter of the record and need not be seen by its reader.
    """
    if not handover.is_draft:
        return list(handover.items.annotate(is_elsewhere=Value(False)).order_by("pk"))
    items = list(prepared_items(handover))
    for item in items:
        item.copy_device()
    return items


def device_rows(handover: Handover, user: "User") -> list[tuple[Any, ...]]:
    """The devices of a hand-over, those with a link that this person may look at today."""
    items = listed(handover)
    keys = [item.device_id for item in items]
    seen = {device.pk: device for device in Device.objects.visible_to(user).filter(pk__in=keys)}
    return [_device_row(handover, item, seen.get(item.device_id)) for item in items]


def _device_row(handover: Handover, item: HandoverItem, seen: Device | None) -> tuple[Any, ...]:
    condition = item.get_condition_display() + (", geht in Reparatur" if item.goes_to_repair else "")
    last = item.remark if handover.is_issue else ": ".join(filter(None, [condition, item.remark]))
    return (
        cells.link(seen.get_absolute_url(), item) if seen else str(item),
        ", ".join(filter(None, [item.kind_name, item.model_name])),
        item.serial_number,
        item.accessories,
        last,
    )


def facts(handover: Handover, user: "User") -> list[Property]:
    """Who, where and when."""
    person = handover.contact_name or str(handover.contact or "")
    if user.has_perm("customers.view_contact") and _is_seen(Contact.objects.visible_to(user), handover.contact_id):
        person = cells.link(reverse("customers:contact", args=[handover.contact_id]), person)
    place = handover.place_name or str(handover.workstation or "")
    if _is_seen(Workstation.objects.visible_to(user), handover.workstation_id):
        place = cells.link(reverse("dashboards:workstation", args=[handover.workstation_id]), place)
    authority = handover.authority
    said = [
        Property("Person", person),
        Property("Funktion", handover.contact_function),
        Property("Vertreten durch", handover.collected_name or str(handover.collected_by or "")),
        Property("Behörde", cells.link(reverse("dashboards:authority", args=[authority.pk]), authority.name)),
        *([Property("IT-Arbeitsplatz", place)] if handover.is_issue else []),
        Property("Service-Point", handover.service_point_name or handover.service_point.name),
        Property("Für den Service", handover.staff_name or str(handover.handed_over_by)),
        Property("Angelegt am", cells.moment(handover.created_at)),
        Property("Übergeben am", cells.moment(handover.handed_over_at) if handover.handed_over_at else ""),
        Property("Bemerkung", handover.remark),
    ]
    return [one for one in said if one.value]


def _is_seen(rows: QuerySet[Any], key: int | None) -> bool:
    return key is not None and rows.filter(pk=key).exists()
