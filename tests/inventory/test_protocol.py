"""Messages of agents: read alike whichever way they come, and refused with a clear sentence whatever is wrong."""

import gzip
import json
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import protocol, reports
from inventory.decoding import MAX_DEPTH, MAX_PLAIN, MAX_TEXT, MAX_VALUES, Refused, TooLarge, WrongType
from tests.inventory.agents import GZIP, JSON, PACKINGS, XML, ZLIB, Machine, contact, prolog

PC = Machine()
FROM_JSON = protocol.read(PC.json, JSON)


def report(message: protocol.Message) -> reports.Report:
    return reports.read(message.content, message.agent_id)


@pytest.mark.parametrize("kind", PACKINGS)
@pytest.mark.parametrize("plain", [PC.xml, PC.json], ids=["xml", "json"])
def test_packed_report_says_the_same(kind: str, plain: bytes) -> None:
    message = protocol.read(PACKINGS[kind](plain), f"{kind}; charset=utf-8")
    assert message.kind is protocol.Kind.REPORT
    assert message.agent_id == PC.agent_id
    told = report(message)
    assert (told.serial, told.uuid, told.macs) == ("5CG1234XYZ", PC.uuid.lower(), PC.macs)
    assert told.facts | {"agent": ""} == report(FROM_JSON).facts | {"agent": ""}
    assert told.software == report(FROM_JSON).software


def test_plain_report_is_taken_too() -> None:
    assert report(protocol.read(PC.xml, XML)).name == "LUP-PC-0815"
    assert report(protocol.read(b"\xef\xbb\xbf" + PC.xml, "text/xml;charset=utf-8")).name == "LUP-PC-0815"


def test_greetings_are_answered_in_the_language_of_the_agent() -> None:
    old = protocol.read(zlib.compress(prolog()), ZLIB)
    assert old.kind is protocol.Kind.GREETING
    assert "<RESPONSE>SEND</RESPONSE>" in protocol.greeting(old, speaks_json=False).body
    assert json.loads(protocol.greeting(old, speaks_json=True).body) == {"status": "ok", "expiration": 24}
    new = protocol.read(zlib.compress(contact()), ZLIB)
    assert new.kind is protocol.Kind.GREETING
    assert json.loads(protocol.greeting(new, speaks_json=False).body)["status"] == "ok"


BOMB = (
    b"<REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS><SSN>"
    + b"A" * (MAX_PLAIN + 10)
    + b"</SSN></BIOS></CONTENT></REQUEST>"
)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><REQUEST><QUERY>&b;</QUERY></REQUEST>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><REQUEST><DEVICEID>&x;</DEVICEID></REQUEST>'
PARAMETER = b'<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]><REQUEST/>'
HOSTILE = {
    "billion laughs": (LAUGHS, XML, Refused),
    "external entity": (OUTSIDE, XML, Refused),
    "parameter entity": (PARAMETER, XML, Refused),
    "document type alone": (b"<!DOCTYPE html><REQUEST><QUERY>PROLOG</QUERY></REQUEST>", XML, Refused),
    "undefined entity": (b"<REQUEST><QUERY>&nobody;</QUERY></REQUEST>", XML, Refused),
    "document type in another alphabet": (LAUGHS.decode().encode("utf-16"), XML, Refused),
    "document type in seven bits": (b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<REQUEST/>', XML, Refused),
    "bomb in zlib": (zlib.compress(BOMB), ZLIB, TooLarge),
    "bomb in gzip": (gzip.compress(BOMB), GZIP, TooLarge),
    "element of ten megabytes": (zlib.compress(b"<REQUEST><QUERY>" + b"A" * 10_000_000 + b"</QUERY></REQUEST>"), ZLIB, TooLarge),
    "tag of ten megabytes": (zlib.compress(b"<" + b"A" * 10_000_000 + b"/>"), ZLIB, Refused),
    "attribute of ten megabytes": (zlib.compress(b'<REQUEST a="' + b"A" * 10_000_000 + b'"/>'), ZLIB, Refused),
    "a million attributes": (
        zlib.compress(b"<REQUEST " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/>"),
        ZLIB,
        TooLarge,
    ),
    "deeply nested": (b"<a>" * 100_000 + b"</a>" * 100_000, XML, Refused),
    "nested just too deep": (b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1), XML, Refused),
    "too many elements": (zlib.compress(b"<REQUEST>" + b"<A/>" * (MAX_VALUES + 1) + b"</REQUEST>"), ZLIB, TooLarge),
    "never closed": (b"<REQUEST><QUERY>PROLOG", XML, Refused),
    "two roots": (b"<REQUEST><QUERY>PROLOG</QUERY></REQUEST><REQUEST/>", XML, Refused),
    "bytes that are no text": (b"<REQUEST><QUERY>\xff\xfe</QUERY></REQUEST>", XML, Refused),
    "signs that XML forbids": (b"<REQUEST><QUERY>\x00</QUERY></REQUEST>", XML, Refused),
    "cut off": (zlib.compress(PC.xml)[:-20], ZLIB, Refused),
    "damaged": (zlib.compress(PC.xml)[:40] + b"\x00" * 40, ZLIB, Refused),
    "something behind it": (zlib.compress(prolog()) + b"more", ZLIB, Refused),
    "not packed at all": (PC.xml, ZLIB, Refused),
    "packed but called plain": (zlib.compress(PC.xml), XML, Refused),
    "a page": (prolog(), "text/html", WrongType),
    "a form": (b"a=b", "application/x-www-form-urlencoded", WrongType),
    "no type": (prolog(), "", WrongType),
    "nothing": (b"", XML, Refused),
    "neither": (b"hello", JSON, Refused),
    "not a number": (b'{"action": "inventory", "content": {"hardware": {"memory": NaN}}}', JSON, Refused),
    "without end": (b'{"action": "inventory", "content": {"hardware": {"memory": -Infinity}}}', JSON, Refused),
    "a number of 5000 digits": (b'{"a": ' + b"9" * 5000 + b"}", JSON, Refused),
    "deep arrays": (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", JSON, Refused),
    "arrays just too deep": (b'{"a":' + b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1) + b"}", JSON, Refused),
    "millions of values": (zlib.compress(b'{"a":[' + b"[]," * 5_000_000 + b"1]}"), ZLIB, TooLarge),
    "a text too long": (zlib.compress(b'{"a": "' + b"A" * (MAX_TEXT + 1) + b'"}'), ZLIB, TooLarge),
    "cut JSON": (PC.json[:-3], JSON, Refused),
    "another query": (b"<REQUEST><QUERY>SNMPQUERY</QUERY><CONTENT><A>1</A></CONTENT></REQUEST>", XML, Refused),
    "another action": (b'{"action": "get_params", "deviceid": "x"}', JSON, Refused),
    "another kind of thing": (b'{"action": "inventory", "itemtype": "NetworkEquipment", "content": {"a": 1}}', JSON, Refused),
    "no content": (b"<REQUEST><QUERY>INVENTORY</QUERY><CONTENT></CONTENT></REQUEST>", XML, Refused),
    "content of the wrong kind": (b'{"action": "inventory", "content": ["a"]}', JSON, Refused),
    "action of the wrong kind": (b'{"action": {"a": 1}, "content": {}}', JSON, Refused),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_message_is_refused_with_little_memory(name: str) -> None:
    body, kind, expected = HOSTILE[name]
    tracemalloc.start()
    with pytest.raises(Refused) as refused:
        protocol.read(body, kind)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.type is expected
    assert refused.value.sentence.endswith(".")
    assert most < 8 * MAX_PLAIN


@given(st.binary(max_size=400), st.sampled_from([ZLIB, GZIP, XML, JSON]))
def test_any_bytes_are_refused_and_nothing_worse(body: bytes, kind: str) -> None:
    with pytest.raises(Refused):
        protocol.read(body, kind)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**308, 10**400)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
SECTIONS = st.dictionaries(
    st.sampled_from(["ssn", "smodel", "uuid", "name", "mac", "memory", "capacity", "disksize", "version", "publisher", "description", "serial", "virtualdev"]),
    VALUES,
)  # fmt: skip
CONTENTS = st.dictionaries(
    st.sampled_from(["bios", "hardware", "networks", "operatingsystem", "cpus", "memories", "storages", "monitors", "softwares", "versionprovider", "versionclient"]),
    SECTIONS | st.lists(SECTIONS | VALUES, max_size=3) | VALUES,
    min_size=1,
)  # fmt: skip


@given(CONTENTS)
def test_any_content_is_read_and_kept_alike(content: dict[str, object]) -> None:
    body = json.dumps({"action": "inventory", "deviceid": "x", "content": content}).encode()
    told = report(protocol.read(body, JSON))
    assert reports.Report.from_json(json.loads(json.dumps(told.as_json()))) == told
    written = json.dumps(told.as_json(), ensure_ascii=False)
    assert "\x00" not in written
    written.encode()  # no half of a pair of surrogates either
