"""PDF documents read again, as a reader or a screen reader finds them."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


class Document:
    """A PDF taken apart: its words in order, its tags, what it says of itself."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.catalogue: Any = self.reader.trailer["/Root"]

    @property
    def pages(self) -> list[str]:
        """The words of each page, one space between them, possible breaks inside of words taken out."""
        return [
            " ".join(page.extract_text().replace("\u200b", "").replace("\xad\n", "").split())
            for page in self.reader.pages
        ]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def metadata(self) -> str:
        """The XMP packet, which says which standards the file keeps."""
        return str(self.catalogue["/Metadata"].get_object().get_data(), "utf-8")

    @property
    def tags(self) -> list[str]:
        """The names of all tags, in reading order."""
        return [element["/S"] for element in self.elements()]

    def elements(self) -> Iterator[Any]:
        """All tags in reading order."""
        yield from _below(self.catalogue["/StructTreeRoot"])


def small(words: str) -> bytes:
    """The smallest document that says something, where it does not matter how it looks."""
    stream = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return (
        written
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(written))
    )


def _below(node: Any) -> Iterator[Any]:
    children = node.get_object().get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from _below(element)
