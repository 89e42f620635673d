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


def _below(node: Any) -> Iterator[Any]:
    children = node.get_object().get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from _below(element)
