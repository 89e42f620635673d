"""What leaves the house: files of the lists and the report on paper."""

import csv
import io
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from stocktaking import report
from stocktaking.lifecycle import Answer, Channel
from stocktaking.models import Campaign, CampaignDevice
from stocktaking.views import campaigns
from tests.factories import (
    AuthorityFactory,
    CampaignDeviceFactory,
    CampaignFactory,
    DeviceFactory,
    UnlistedDeviceFactory,
)


@pytest.fixture
def campaign(db: None) -> Campaign:
    """One of two authorities that both have a town hall."""
    places = [AuthorityFactory(name=f"Stadt {name}", short_name=name) for name in ("Grabow", "Lübtheen")]
    row: Campaign = CampaignFactory(title="Herbst", authorities=places)
    for place in places:
        for number in (1, 2):
            device = DeviceFactory(authority=place, workstation=None, inventory_number=f"{place.short_name}-{number}")
            CampaignDeviceFactory(campaign=row, device=device)
    said = {"answer": Answer.MISSING, "channel": Channel.PORTAL, "answered_at": timezone.now()}
    CampaignDevice.objects.filter(number__endswith="-1").update(**said)
    UnlistedDeviceFactory(campaign=row, authority=places[1], kind="monitor", number="X-1")
    return row


def file_of(client: Client, url: str) -> list[dict[str, str]]:
    content = b"".join(client.get(f"{url}?export=csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def words_of(client: Client, campaign: Campaign) -> str:
    pages = PdfReader(BytesIO(client.get(f"/stocktakings/{campaign.pk}/report/").content)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def test_files_hold_what_the_lists_show(technician: Client, campaign: Campaign) -> None:
    (row,) = file_of(technician, "/stocktakings/")
    assert (row["Beantwortet"], row["Zu klären"]) == ("2 von 4", "2")
    (unlisted,) = file_of(technician, "/stocktakings/unlisted/")
    assert unlisted["Gerät"] == "Bildschirm X-1"


def test_report_tells_sites_and_devices_of_several_authorities_apart(technician: Client, campaign: Campaign) -> None:
    text = words_of(technician, campaign)
    for words in ("Grabow, Rathaus 2", "Lübtheen, Rathaus 2", "Grabow Grabow-1", "Lübtheen Bildschirm X-1"):
        assert words in text


def test_what_is_cut_is_said(technician: Client, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST_LISTED", 1)
    monkeypatch.setattr(campaigns, "MOST_PARTS", 1)
    assert "Abweichungen: die ersten 1 von 2, alle stehen in der CSV-Datei" in words_of(technician, campaign)
    page = technician.get(f"/stocktakings/{campaign.pk}/").content.decode()
    assert "Standorte: die ersten 1 von 2, alle stehen im Bericht" in page
