"""What a stock-taking found, on paper: counts by authority and place, differences and how they were settled. No names."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from stocktaking.progress import Part, by, overall
from ui import cells
from ui.pdf import pdf

MOST_LISTED = 1000
HEADINGS = ["Geräte", "bestätigt", "steht woanders", "fehlt", "abgegeben", "ohne Antwort"]


def report(campaign: Campaign, user: User, now: datetime) -> bytes:
    """The report as PDF, with what this person may read."""
    rows = CampaignDevice.objects.visible_to(user).filter(campaign=campaign)
    total = overall(rows)
    differences = rows.exclude(answer__in=["open", "confirmed"]).select_related("authority")
    unlisted = UnlistedDevice.objects.visible_to(user).filter(campaign=campaign).select_related("authority")
    period = f"{campaign.starts_on:%d.%m.%Y} bis {campaign.ends_on:%d.%m.%Y}"
    data = {
        "subtitle": f"{period}, {campaign.get_state_display()}" + (" (Demodaten)" if campaign.is_demo else ""),
        "stand": f"Stand {timezone.localtime(now):%d.%m.%Y, %H:%M} Uhr",
        "notices": [] if campaign.finished_at else ["Dieser Abgleich ist noch nicht abgeschlossen."],
        "figures": [
            {"label": "Geräte", "value": cells.number(total.all)},
            {"label": "bestätigt", "value": cells.number(total.confirmed)},
            {"label": "Abweichungen", "value": cells.number(total.differences)},
            {"label": "ohne Antwort", "value": cells.number(total.open)},
        ],
        "sections": [
            _section("Nach Behörde", ["Behörde", *HEADINGS], [_counted(part) for part in by(rows, "authority__name")]),
            _section(
                "Nach Standort",
                ["Standort", *HEADINGS],
                [_counted(part) for part in by(rows, "authority__short_name", "authority", "site_name")],
            ),
            _listed(
                "Abweichungen",
                ["Behörde", "Gerät", "Modell", "Im Bestand", "Antwort", "Klärung"],
                differences,
                lambda row: [row.number, row.model_name, row.place, row.get_answer_display()],
                "Keine Abweichung.",
            ),
            _listed(
                "Geräte ohne Eintrag",
                ["Behörde", "Gerät", "Wo es steht", "Klärung"],
                unlisted,
                lambda row: [str(row), row.place],
                "Keines gemeldet.",
            ),
        ],
    }
    return pdf("sheet.typ", data, title=name_of(campaign))


def file_name(campaign: Campaign, now: datetime) -> str:
    """The name under which it is kept."""
    return f"{name_of(campaign)} {timezone.localdate(now)}"


def name_of(campaign: Campaign) -> str:
    """What the report is called; many stock-takings already say in their title what they are."""
    return campaign.title if "abgleich" in campaign.title.lower() else f"Bestandsabgleich {campaign.title}"


def _counted(part: Part) -> list[str]:
    one = part.progress
    counts = (one.all, one.confirmed, one.elsewhere, one.missing, one.gone, one.open)
    name = part.key[0] if len(part.key) == 1 else f"{part.key[0]}, {part.key[-1] or 'ohne Standort'}"
    return [name, *(cells.number(count) for count in counts)]


def _listed(
    title: str, headings: list[str], rows: QuerySet[Any], words: Callable[[Any], list[str]], hint: str
) -> Mapping[str, Any]:
    """What was found, one by one; the title says how many of them are on paper, if not all."""
    found = list(rows[: MOST_LISTED + 1])
    if len(found) > MOST_LISTED:
        title += (
            f": die ersten {cells.number(MOST_LISTED)} von {cells.number(rows.count())}, alle stehen in der CSV-Datei"
        )
    listed = [
        [row.authority.short_name, *words(row), row.settlement or "noch zu klären"] for row in found[:MOST_LISTED]
    ]
    return _section(title, headings, listed, hint)


def _section(title: str, headings: list[str], rows: list[list[str]], hint: str = "") -> Mapping[str, Any]:
    return {"title": title, "properties": [], "headings": headings, "rows": rows, "hint": hint}
