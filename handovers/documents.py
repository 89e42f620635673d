"""The document of a hand-over: what it says, how it is made, and that it is stored once with its digest."""

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import timezone

from files.models import StoredFile
from handovers.models import Handover, HandoverDocument, HandoverItem, SignatureKind
from handovers.strokes import HEIGHT, WIDTH, path
from ui.pdf import HOUSE, pdf

if TYPE_CHECKING:
    from accounts.models import User

NAMELESS = "Name entfernt"


def store_document(*, handover: Handover, by: "User | None", now: datetime) -> HandoverDocument:
    """Make the document and keep it; whoever fetches it later gets this very file."""
    content = document_of(handover)
    row = HandoverDocument(
        handover=handover,
        name=f"{title_of(handover)}.pdf",
        size=len(content),
        content_type="application/pdf",
        uploaded_by=by,
        uploaded_at=now,
        scan=StoredFile.Scan.CLEAN,  # made here and brought by nobody
        scanned_at=now,
        sha256=sha256(content).hexdigest(),
    )
    row.file.save("handover.pdf", ContentFile(content), save=False)
    row.save()
    return row


def title_of(handover: Handover) -> str:
    """Under which name the document is known."""
    return f"Übergabe {handover.number}"


def document_of(handover: Handover) -> bytes:
    """The PDF, made from what was copied when the devices changed hands."""
    return pdf("handover.typ", contents(handover), title=title_of(handover))


def contents(handover: Handover) -> dict[str, Any]:
    """What the document says, as its layout reads it."""
    items = list(handover.items.order_by("pk"))
    signed_at = handover.signed_at
    if signed_at is None:
        raise ValueError("there is no document of what nobody has signed")
    return {
        "stand": f"{handover.number} · {_moment(signed_at)}",
        "subtitle": _in_a_sentence(handover),
        "notices": [f"Dieses Dokument berichtigt {handover.corrects.number}."] if handover.corrects else [],
        "properties": _properties(handover),
        "headings": _headings(handover),
        "rows": [_row(handover, item) for item in items],
        "count": "1 Gerät" if len(items) == 1 else f"{len(items)} Geräte",
        "remark": handover.remark,
        "statement": statement(
            is_issue=handover.is_issue,
            who=handover.collected_name or handover.contact_name,
            for_whom=handover.contact_name if handover.collected_name else "",
        ),
        "sides": _sides(handover),
    }


def _in_a_sentence(handover: Handover) -> str:
    if handover.is_issue:
        return f"Ausgabe von Geräten an {handover.contact_name}, {handover.authority_name}"
    return f"Rücknahme von Geräten von {handover.contact_name}, {handover.authority_name}"


def _properties(handover: Handover) -> list[dict[str, str]]:
    pairs = [
        ("Richtung", handover.get_direction_display()),
        ("Nummer", handover.number),
        ("Übergeben am", _moment(handover.handed_over_at)),
        ("Behörde", handover.authority_name),
        ("Person", ", ".join(filter(None, [handover.contact_name, handover.contact_function]))),
        ("Vertreten durch", handover.collected_name),
        ("Service-Point", handover.service_point_name),
        ("Für den Service", handover.staff_name),
        ("IT-Arbeitsplatz", handover.place_name),
    ]
    return [{"label": label, "value": value} for label, value in pairs if value]


def _headings(handover: Handover) -> list[str]:
    named = ["Inventarnummer", "Gerät", "Seriennummer", "Zubehör"]
    return [*named, "Bemerkung"] if handover.is_issue else [*named, "Zustand"]


def _row(handover: Handover, item: HandoverItem) -> list[str]:
    named = [item.device_number, f"{item.kind_name}, {item.model_name}", item.serial_number, item.accessories]
    if handover.is_issue:
        return [*named, item.remark]
    condition = item.get_condition_display() + (", geht in Reparatur" if item.goes_to_repair else "")
    return [*named, f"{condition}: {item.remark}" if item.remark else condition]


def statement(*, is_issue: bool, who: str, for_whom: str = "") -> str:
    """What is signed, in a sentence."""
    instead = f" für {for_whom}" if for_whom else ""
    if is_issue:
        return f"{who} hat die Geräte mit dem Zubehör aus der Liste{instead} erhalten."
    return f"{who} hat die Geräte{instead} zurückgegeben; in welchem Zustand, steht in der Liste."


def _sides(handover: Handover) -> list[dict[str, Any]]:
    """The two who stand for it: the one who signed, and the one of the service."""
    name = handover.signed_name
    theirs: dict[str, Any] = {
        "label": "Empfangen von" if handover.is_issue else "Zurückgegeben von",
        "name": name,
        "what": handover.get_signature_kind_display(),
        "when": _moment(handover.signed_at),
        "path": "",
        "alternative": "",
        "box": f"0 0 {WIDTH} {HEIGHT}",
    }
    if handover.signature_kind == SignatureKind.DRAWN and handover.signature:
        theirs |= {"path": path(handover.signature), "alternative": f"Gezeichnete Unterschrift von {name}"}
    ours = theirs | {
        "label": "Ausgegeben von" if handover.is_issue else "Zurückgenommen von",
        "name": handover.staff_name,
        "what": f"für {HOUSE}, {handover.service_point_name}",
        "when": _moment(handover.handed_over_at),
        "path": "",
        "alternative": "",
    }
    return [theirs, ours]


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y, %H:%M} Uhr" if moment else ""
