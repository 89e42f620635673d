"""Operating systems with the sourced days on which their maker's support ends."""

from datetime import date
from random import Random

from history.models import Certainty
from workstations.models import OperatingSystem

SOURCE = "github.com/Atliso-Dev/win11-eos-audit, Veröffentlichungen 10–11/2026"
KNOWN = (
    ("Windows 11 Pro", "26H2", date(2028, 10, 10)),
    ("Windows 11 Pro", "26H1", date(2028, 3, 14)),
    ("Windows 10 Enterprise LTSC", "2021", date(2027, 1, 12)),
    ("Windows 10 Pro", "22H2", date(2025, 10, 14)),
)
# What runs on a workstation so many full years old, in the order above.
SHARES = (
    (95, 5, 0, 0),
    (85, 15, 0, 0),
    (70, 28, 2, 0),
    (55, 40, 4, 1),
    (40, 50, 7, 3),
    (25, 55, 10, 10),
    (10, 35, 15, 40),
)


class Systems:
    """The operating systems in use; what runs on a workstation depends on its age."""

    def __init__(self) -> None:
        self.all = [self._known(*row) for row in KNOWN]

    def for_age(self, days: int, random: Random) -> OperatingSystem:
        """The system of a workstation that is so many days old."""
        return random.choices(self.all, SHARES[min(days // 365, len(SHARES) - 1)])[0]

    def _known(self, name: str, version: str, ends: date) -> OperatingSystem:
        system, _ = OperatingSystem.objects.get_or_create(
            name=name, version=version, defaults={"support_ends_on": ends, "source": SOURCE, "certainty": Certainty.SECOND_HAND}
        )  # fmt: skip
        return system
