"""A list as it was shown, in one word: whoever says yes says it to this, and not to what has become of it meanwhile."""

import json
from collections.abc import Iterable
from hashlib import sha256

from handovers.models import Handover, HandoverItem


def digest_of(handover: Handover, items: Iterable[HandoverItem]) -> str:
    """Of all that a person says yes to: the devices and what is said of them, the people, the places, the remark."""
    about = (
        handover.direction,
        handover.contact_id,
        handover.collected_by_id,
        handover.workstation_id,
        handover.service_point_id,
        handover.remark,
    )
    devices = [
        (item.device_id, item.accessories, item.condition, item.goes_to_repair, item.remark)
        for item in sorted(items, key=lambda item: item.device_id)
    ]
    return sha256(json.dumps([about, devices]).encode()).hexdigest()
