"""What an agent sent as nested plain values, within limits that no well-behaved agent comes near.

Nothing here trusts the sender: what is packed is unpacked piece by piece, XML with a document type or an entity is
refused before a parser sees it, and size, number, depth and length are counted while reading. Nothing outside of the bytes
that were sent is ever opened.
"""

import json
import re
import zlib
from typing import Any

MAX_PLAIN = 16 * 1024 * 1024
"""Bytes of a report once unpacked; a full report of a Linux server with a thousand packages has about 300,000."""
MAX_VALUES = 200_000
MAX_DEPTH = 12
MAX_TEXT = 64 * 1024

XML_TYPES = frozenset({"application/xml", "text/xml"})
JSON_TYPES = frozenset({"application/json"})
PACKED_TYPES = frozenset({"application/x-compress-zlib", "application/x-compress-gzip", "application/x-compress"})
ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
"""Tells zlib to look at the first bytes: agents name both „x-compress“."""
FORBIDDEN_MARKUP = re.compile(r"<!(?!--|\[CDATA\[)")
"""Document types and entities; comments and literal text alone may begin like this."""
CHUNK = 64 * 1024

Section = dict[str, Any]


class Refused(Exception):
    """What was sent is not taken; the sentence says why, the status says it to programs."""

    status = 400

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooLarge(Refused):
    """More than an agent ever has to tell."""

    status = 413


class WrongType(Refused):
    """Announced as something that agents do not send."""

    status = 415


def decode(body: bytes, content_type: str) -> tuple[Section, bool]:
    """The message as nested values with names in small letters, and whether it was JSON."""
    text = _as_text(unpack(body, content_type))
    start = text.lstrip()[:1]
    if start == "<":
        return from_xml(text), False
    if start == "{":
        return from_json(text), True
    raise Refused("Die Meldung ist weder XML noch JSON.")


def unpack(body: bytes, content_type: str) -> bytes:
    """The bytes of the report; what is packed is unpacked no further than the limit."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in XML_TYPES | JSON_TYPES:
        if len(body) > MAX_PLAIN:
            raise TooLarge("Die Meldung ist zu groß.")
        return body
    if kind not in PACKED_TYPES:
        raise WrongType("Diese Art von Inhalt wird nicht angenommen. Agenten senden XML oder JSON, auch komprimiert.")
    stream = zlib.decompressobj(ZLIB_OR_GZIP)
    try:
        plain = stream.decompress(body, MAX_PLAIN + 1)
    except zlib.error as error:
        raise Refused("Die komprimierte Meldung ist beschädigt.") from error
    if len(plain) > MAX_PLAIN:
        raise TooLarge("Die Meldung ist entpackt zu groß.")
    if not stream.eof:
        raise Refused("Die komprimierte Meldung ist unvollständig.")
    if stream.unused_data:
        raise Refused("Hinter der komprimierten Meldung steht noch etwas.")
    return plain


def _as_text(plain: bytes) -> str:
    try:
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("Die Meldung ist nicht in UTF-8 geschrieben.") from error


def from_json(text: str) -> Section:
    """An object of JSON; numbers that are none are refused."""
    if sum(map(text.count, "[{,")) > MAX_VALUES:  # before a list is made of each
        raise TooLarge("Die Meldung enthält zu viele Angaben.")
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused("Die Meldung ist kein gültiges JSON.") from error
    if not isinstance(found, dict):
        raise Refused("Die Meldung ist kein Objekt.")
    _measure(found)
    named: Section = _small_names(found)
    return named


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _measure(found: Section) -> None:
    level: list[Any] = [found]
    for _ in range(MAX_DEPTH):
        level = [value for each in level for value in (each.values() if isinstance(each, dict) else each)]
        if any(isinstance(value, str) and len(value) > MAX_TEXT for value in level):
            raise TooLarge("Die Meldung enthält einen zu langen Text.")
        level = [value for value in level if isinstance(value, dict | list)]
        if not level:
            return
    raise Refused("Die Meldung ist zu tief verschachtelt.")


def _small_names(value: Any) -> Any:
    if isinstance(value, dict):
        return {name.lower(): _small_names(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_small_names(inner) for inner in value]
    return value


def from_xml(text: str) -> Section:
    """The content of the root element; what occurs more than once becomes a list."""
    from lxml import etree  # noqa: PLC0415 – only who receives reports of agents needs it

    if FORBIDDEN_MARKUP.search(text):
        raise Refused("XML mit Dokumenttyp oder Entitäten wird nicht angenommen.")
    if text.count("=") > MAX_VALUES:  # attributes are counted by nobody else; agents use none
        raise TooLarge("Die Meldung enthält zu viele Angaben.")
    builder = _Builder()
    parser = etree.XMLParser(
        target=builder, encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    data = text.encode()
    try:
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Refused("Die Meldung ist kein gültiges XML.") from error
    found = builder.root
    if not isinstance(found, dict):
        raise Refused("Die Meldung ist leer.")
    return found


class _Builder:
    """Builds nested values while the parser reads, and counts."""

    def __init__(self) -> None:
        self.root: Any = None
        self.count = 0
        self.open: list[tuple[Section, list[str]]] = []
        self.length = 0

    def start(self, tag: str, attributes: Any) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise TooLarge("Die Meldung enthält zu viele Angaben.")
        if len(self.open) >= MAX_DEPTH:
            raise Refused("Die Meldung ist zu tief verschachtelt.")
        self.open.append(({}, []))
        self.length = 0

    def data(self, text: str) -> None:
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise TooLarge("Die Meldung enthält einen zu langen Text.")
        self.open[-1][1].append(text)

    def end(self, tag: str) -> None:
        inner, words = self.open.pop()
        self.length = 0
        value: Any = inner or "".join(words).strip()
        if not self.open:
            self.root = value
            return
        around = self.open[-1][0]
        name = tag.rpartition("}")[2].lower()
        if name not in around:
            around[name] = value
        elif isinstance(around[name], list):
            around[name].append(value)
        else:
            around[name] = [around[name], value]

    def close(self) -> None:
        """Nothing is left to do; the parser asks for it."""
