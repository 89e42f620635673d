"""Pairs of devices that may be one and the same: found by what two things rarely share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from accounts.models import User
from workstations.models import Device

REASONS: Mapping[str, str] = {
    "serial": "gleiche Seriennummer bei verschiedenen Eigentümern",
    "uuid": "gleiche UUID",
    "mac": "gleiche MAC-Adresse",
    "host": "gleicher Rechnername in einer Behörde",
    "number": "fast gleiche Inventarnummer",
}
# Of several that share a mark each is paired with the one before it: a thousand devices with the same filler are no
# half a million pairs. What follows a pair is found again by the pair, however much was merged in between.
PAIRS = """
    WITH marks AS (
        SELECT id, 'serial' AS reason, upper(serial_number) AS mark FROM workstations_device WHERE serial_number <> ''
        UNION ALL
        SELECT id, 'uuid', upper(uuid) FROM workstations_device WHERE uuid <> ''
        UNION ALL
        SELECT DISTINCT id, 'mac', upper(unnest(mac_addresses)) FROM workstations_device WHERE mac_addresses <> '{}'
        UNION ALL
        SELECT id, 'host', authority_id || ' ' || upper(host_name) FROM workstations_device
        WHERE host_name <> '' AND authority_id IS NOT NULL AND state NOT IN ('retired', 'disposed')
        UNION ALL
        SELECT id, 'number', coalesce('p' || provider_id, 'a' || authority_id) || ' '
            || regexp_replace(regexp_replace(upper(inventory_number), '[^[:alnum:]]', '', 'g'), '(^|[^0-9])0+([0-9])', '\\1\\2', 'g')
        FROM workstations_device WHERE inventory_number <> ''
    ), paired AS (
        SELECT lag(id) OVER (PARTITION BY reason, mark ORDER BY id) AS this, id AS other, reason FROM marks
    )
    SELECT this, other, array_agg(DISTINCT reason) FROM paired
    WHERE this IS NOT NULL AND (this, other) > (%s, %s)
    GROUP BY this, other ORDER BY this, other LIMIT %s
"""


@dataclass(frozen=True)
class Pair:
    """Two devices, and why they may be one."""

    this: Device
    other: Device
    reasons: list[str] = field(default_factory=list)


def suspicious_pairs(user: User, after: tuple[int, int], limit: int) -> tuple[list[Pair], tuple[int, int] | None]:
    """So many pairs behind one of them, of what the person may see, and the last of them if there are more."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, [*after, limit + 1])
        found = cursor.fetchall()
    shown = found[:limit]
    keys = {key for this, other, _ in shown for key in (this, other)}
    related = ("model", "authority", "provider", "workstation", "stored_at")
    rows = Device.objects.visible_to(user).select_related(*related).in_bulk(keys)
    pairs = [
        Pair(rows[this], rows[other], [words for key, words in REASONS.items() if key in reasons])
        for this, other, reasons in shown
        if this in rows and other in rows
    ]
    return pairs, (shown[-1][0], shown[-1][1]) if len(found) > limit else None
