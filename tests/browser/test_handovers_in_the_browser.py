"""A label read by a camera, and a signature drawn with a pen: in a real browser, with a film in place of the camera."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from customers.models import Authority
from handovers.lifecycle import State
from tests.browser.conftest import NAMES, PHONE, QUIET, OpenWindow, Window
from tests.browser.test_accessibility import violations
from tests.factories import ContactFactory, HandoverFactory, HandoverItemFactory, StoredDeviceFactory
from workstations.codes import Kind, code_of
from workstations.models import Device

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH, HEIGHT = 640, 480
FRAMES = 20


def film(path: Path, *labels: str) -> Path:
    """A film of labels held before the camera one after the other, for the camera that Chromium only pretends."""
    seconds = b"".join(picture(text) * FRAMES for text in labels)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode() + seconds)
    return path


def picture(text: str) -> bytes:
    """A label in the middle of an uncompressed frame."""
    matrix = segno.make(text, error="m", micro=False).matrix
    scale = 300 // len(matrix)
    left, top = (WIDTH - scale * len(matrix)) // 2, (HEIGHT - scale * len(matrix)) // 2
    rows = [bytearray(b"\xd0" * WIDTH) for _ in range(HEIGHT)]
    for y, row in enumerate(matrix):
        for x, is_dark in enumerate(row):
            for line in range(scale):
                start = left + x * scale
                rows[top + y * scale + line][start : start + scale] = (b"\x18" if is_dark else b"\xd0") * scale
    grey = b"\x80" * (WIDTH * HEIGHT // 2)
    return b"FRAME\n" + b"".join(rows) + grey


def address_of(device: Device) -> str:
    """What stands in the label of a device."""
    return f"https://service.example{reverse('handovers:resolve', args=[code_of(Kind.DEVICE, device.pk)])}"


@pytest.fixture
def camera(chromium: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[tuple[Window, Path]]:
    """A window of a telephone whose camera shows the film at the path; the film is written before it is switched on."""
    path = tmp_path / "label.y4m"
    film(path, "nichts")
    program = os.environ.get("CHROMIUM") or next(found for found in map(shutil.which, NAMES) if found)
    browser = chromium.browser_type.launch(
        executable_path=program,
        args=[
            *QUIET,
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={path}",
        ],
        chromium_sandbox=False,
    )
    context = browser.new_context(viewport=ViewportSize(width=PHONE[0], height=PHONE[1]), locale="de-DE")
    window = Window(context.new_page(), live_server.url, [])
    window.page.set_default_timeout(20_000)
    window.page.on("console", window.hear)
    window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
    yield window, path
    context.close()
    browser.close()
    assert window.complaints == []


def signature(page: Page) -> None:
    """Draw with the mouse across the field."""
    canvas = page.locator("[data-signature] canvas")
    canvas.hover()  # waits until the page has come to rest, which it scrolls to its error first
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 30 + step * 25, box["y"] + box["height"] / 2 + (20 if step % 2 else -20))
    page.mouse.up()


def test_label_before_the_camera_leads_to_its_device(
    camera: tuple[Window, Path], on_site: User, ludwigslust: Authority
) -> None:
    window, path = camera
    device = StoredDeviceFactory(authority=ludwigslust)
    film(path, address_of(device))
    window.sign_in(on_site)
    page = window.open(reverse("handovers:scan"))
    page.get_by_role("button", name="Kamera einschalten").click()
    page.wait_for_url(f"**{device.get_absolute_url()}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(device))


def test_labels_before_the_camera_come_on_the_list_and_are_signed_for(
    camera: tuple[Window, Path], on_site: User, ludwigslust: Authority
) -> None:
    window, path = camera
    handover = HandoverFactory(contact=ContactFactory(authority=ludwigslust))
    devices = [StoredDeviceFactory(authority=ludwigslust), StoredDeviceFactory(authority=ludwigslust)]
    film(path, *(address_of(device) for device in devices))
    window.sign_in(on_site)
    page = window.open(f"{reverse('handovers:scan')}?handover={handover.pk}")
    page.get_by_role("button", name="Kamera einschalten").click()
    for device in devices:
        expect(page.get_by_role("list", name="Geräte auf der Liste")).to_contain_text(str(device), timeout=15_000)
    page.get_by_role("button", name="Kamera ausschalten").click()
    page.get_by_role("link", name="Unterschreiben").click()
    page.get_by_role("button", name="Verbindlich unterschreiben").click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte unterschreiben Sie im Feld")
    signature(page)
    page.get_by_role("button", name="Noch einmal").click()
    expect(page.get_by_role("button", name="Noch einmal")).to_be_disabled()
    signature(page)
    page.get_by_role("button", name="Verbindlich unterschreiben").click()
    page.wait_for_url(f"**{handover.get_absolute_url()}")
    handover.refresh_from_db()
    assert handover.state == State.SIGNED
    assert len(handover.signature[0]) > 5
    assert {item.device for item in handover.items.all()} == set(devices)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_keep_the_rules_of_accessibility(
    scheme: str, open_window: OpenWindow, on_site: User, ludwigslust: Authority
) -> None:
    handover = HandoverFactory(contact=ContactFactory(authority=ludwigslust))
    HandoverItemFactory(handover=handover)
    window = open_window(PHONE, scheme)
    window.sign_in(on_site)
    for path in (
        handover.get_absolute_url(),
        reverse("handovers:sign", args=[handover.pk]),
        f"{reverse('handovers:labels')}?device={handover.items.get().device_id}",
        reverse("handovers:scan"),
        reverse("handovers:new"),
    ):
        page = window.open(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    # axe itself tries out a style that the policy refuses; the pages do not, see test_policy_in_the_browser.py.
    window.complaints[:] = [text for text in window.complaints if "Content Security Policy" not in text]
