"""What people write in the demo: cases by category, and the phrases that go with every case."""

from ksm.demo.texts import access, network, other, printing, procedures, workplace
from ksm.demo.texts.case import Case

CASES: dict[str, tuple[Case, ...]] = {
    "arbeitsplatz": workplace.CASES,
    "drucker": printing.CASES,
    "fachverfahren": procedures.CASES,
    "zugang": access.CASES,
    "telefon-netz": network.CASES,
    "anderes": other.CASES,
}
"""Cases by the key of their category."""

__all__ = ["CASES", "Case"]
