"""Before something is given away, its data are erased, and the proof is kept."""

from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Max

from workstations.models import DataErasure, Device, Disposal, InfrastructureItem

NOTHING_TO_PROVE = (
    "Was verloren ging oder gestohlen wurde, kann niemand mehr löschen. Bitte lassen Sie den Nachweis leer."
)


class Erasure(NamedTuple):
    """How data were erased, by which company or body, and the number of its proof."""

    method: DataErasure.Method
    erased_on: date
    carried_out_by: str
    protocol_number: str


def prove(thing: Device | InfrastructureItem, erasure: Erasure | None, *, holds_data: bool, disposal: Disposal) -> None:
    """Keep the proof; something that holds data does not go without one, be it a new one or one that is on record and still valid.

    Of what was lost nothing can be proved.
    """
    if disposal == Disposal.LOST:
        if erasure is not None:
            raise ValidationError({"method": NOTHING_TO_PROVE})
    elif erasure is not None:
        used_again = thing.erasures.aggregate(Max("outdated_on"))["outdated_on__max"]
        if used_again is not None and erasure.erased_on < used_again:
            raise ValidationError(
                {"erased_on": f"{thing} ging am {used_again:%d.%m.%Y} noch einmal in Betrieb; gelöscht wird danach."}
            )
        about = {"device": thing} if isinstance(thing, Device) else {"item": thing}
        row = DataErasure(
            **about,
            method=erasure.method,
            erased_on=erasure.erased_on,
            carried_out_by=erasure.carried_out_by,
            protocol_number=erasure.protocol_number,
            is_demo=thing.is_demo,
        )
        row.full_clean()
        row.save()
    elif holds_data and not thing.erasures.valid().exists():
        raise ValidationError(
            {"method": f"{thing} hat einen Datenträger. Bitte geben Sie an, wie die Daten gelöscht wurden."}
        )


def outdate_proofs(thing: Device | InfrastructureItem, on: date) -> None:
    """What is used again may hold data again: what was proved before counts no more."""
    thing.erasures.valid().update(outdated_on=on)
