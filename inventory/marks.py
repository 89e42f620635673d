"""By what a device can be told from all others, and what only looks like it.

Makers leave placeholders where a serial number belongs, virtual network cards bear the same address everywhere, and what is
the same on many devices identifies none.
"""

import re
from collections.abc import Iterable

PLACEHOLDERS = frozenset({
    "", "0", "00", "1", "123456789", "1234567890", "none", "null", "n/a", "na", "unknown", "undefined", "default", "empty", "invalid",
    "defaultstring", "tobefilledbyoem", "systemserialnumber", "serialnumber", "chassisserialnumber", "baseboardserialnumber",
    "notspecified", "notapplicable", "notavailable", "notdefined", "notset", "notsettable", "noserialnumber", "systemmanufacturer",
    "systemproductname", "systemversion", "systemname", "oem", "sysserial", "ssn", "chassis", "allseries", "type1productconfigid",
})  # fmt: skip
"""What makers leave where they should have written something, in small letters without spaces and full stops."""
FILLED_WITH_ONE_SIGN = re.compile(r"([0.x*-])\1*", re.IGNORECASE)
GIVEN_TO_MANY_UUIDS = frozenset({
    "03000200-0400-0500-0006-000700080009",  # a board whose maker set none
    "12345678-1234-5678-90ab-cddeefaabbcc",
    "00020003-0004-0005-0006-000700080009",
})  # fmt: skip
VIRTUAL_CARDS = frozenset({
    "00:05:69", "00:0c:29", "00:1c:14", "00:50:56",  # VMware
    "08:00:27", "0a:00:27",  # VirtualBox
    "00:15:5d", "00:03:ff",  # Hyper-V and its predecessor
    "00:1c:42",  # Parallels
    "00:16:3e",  # Xen
    "00:ff:", "00:09:0f:fe", "00:05:9a",  # tunnels
})  # fmt: skip
VIRTUAL_NAMES = re.compile(
    r"docker|veth|virbr|vmnet|vmware|virtualbox|hyper-v|vethernet|vpn|\btap|\btun\b|tunnel|wireguard|zerotier|loopback|"
    r"anyconnect|fortinet|fortissl|pangp|juniper|bluetooth|wan miniport|teredo|isatap|npcap|bridge|virtual|dock",
    re.IGNORECASE,
)
SPACES = re.compile(r"\s+")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def clean(value: object, length: int) -> str:
    """One line of text that a database takes."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return SPACES.sub(" ", UNPRINTABLE.sub(" ", str(value)[: 4 * length])).strip()[:length].strip()


def unless_placeholder(value: object, length: int) -> str:
    """The text, or nothing where the maker put nothing that means anything."""
    text = clean(value, length)
    return "" if re.sub(r"[ .]", "", text.lower()) in PLACEHOLDERS or FILLED_WITH_ONE_SIGN.fullmatch(text) else text


def serial_of(value: object) -> str:
    """A serial number that means something; one of two signs is none."""
    text = unless_placeholder(value, 80)
    return text if len(text) > 2 else ""


def uuid_of(value: object) -> str:
    """A UUID in small letters with dashes, or nothing where it is that of many devices."""
    digits = re.sub(r"[^0-9a-f]", "", clean(value, 60).lower().removeprefix("urn:uuid:"))
    if len(digits) != 32 or len(set(digits)) == 1:
        return ""
    uuid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return "" if uuid in GIVEN_TO_MANY_UUIDS else uuid


def mac_of(value: object) -> str:
    """An address of a network card that its maker gave to it and to no other; anything else is nothing."""
    digits = re.sub(r"[^0-9a-f]", "", clean(value, 40).lower())
    if len(digits) != 12 or len(set(digits)) == 1:
        return ""
    first = int(digits[:2], 16)
    if first & 1 or first & 2:  # for groups, or given by a program
        return ""
    address = ":".join(digits[place : place + 2] for place in range(0, 12, 2))
    return "" if address.startswith(tuple(VIRTUAL_CARDS)) else address


def names_virtual_card(words: Iterable[object]) -> bool:
    """Whether a network card is said to be none of its own."""
    return any(VIRTUAL_NAMES.search(clean(word, 200)) for word in words)
