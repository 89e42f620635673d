"""Small files that hang on reports: pictures and logs, made in memory."""

import struct
import zlib
from functools import cache
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

WIDTH, HEIGHT = 360, 220
PICTURE_NAMES = ("Bildschirmfoto.png", "Meldung.png", "Fehlerbild.png")
LOG = """{day} Start des Programms
{day} Verbindung zum Server wird aufgebaut
{day} Fehler: Zeitüberschreitung nach 30 Sekunden
{day} Programm beendet
"""

Colour = tuple[int, int, int]


def some_file(random: Random, day: str) -> SimpleUploadedFile:
    """A picture of a window with a message, now and then a log."""
    if random.random() < 0.3:
        return SimpleUploadedFile("protokoll.txt", LOG.format(day=day).encode(), content_type="text/plain")
    return SimpleUploadedFile(random.choice(PICTURE_NAMES), picture(random.randrange(3)), content_type="image/png")


@cache
def picture(variant: int) -> bytes:
    """A drawing of a window: title bar, a few lines, a button."""
    accent: Colour = ((32, 84, 147), (170, 48, 48), (60, 110, 70))[variant]
    rows = b"".join(b"\x00" + b"".join(bytes(pixel(x, y, accent)) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pixel(x: int, y: int, accent: Colour) -> Colour:
    """The colour at one place of the drawing."""
    if not (30 <= x < WIDTH - 30 and 25 <= y < HEIGHT - 25):
        return (206, 214, 224)
    if y < 50 or (x > WIDTH - 120 and x < WIDTH - 50 and 155 < y < 180):
        return accent
    is_line = 50 < x < 270 and 70 < y < 140 and y % 18 < 6
    return (150, 156, 166) if is_line else (255, 255, 255)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG file with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
