"""What agents say and what they expect to hear: the older protocol in XML, the newer one of the GLPI agent in JSON.

An agent begins with a greeting, „PROLOG“ in XML or „contact“ in JSON, and sends its report if the answer asks for it. A
GLPI agent says with the header GLPI-Agent-ID that it also speaks JSON; whoever answers it in JSON gets JSON from then on.
"""

import json
from enum import Enum
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from inventory.decoding import Refused, Section, decode

HOURS_BETWEEN_REPORTS = 24
TAKEN_ITEMS = frozenset({"computer", "phone"})


class Kind(Enum):
    """What an agent wants."""

    GREETING = "greeting"
    REPORT = "report"


class Message(NamedTuple):
    """One message of an agent."""

    kind: Kind
    content: Section
    agent_id: str
    is_json: bool


class Answer(NamedTuple):
    """What is sent back."""

    body: str
    content_type: str
    status: int = 200


def read(body: bytes, content_type: str) -> Message:
    """What was sent as a message; `Refused` says what is wrong with it."""
    found, is_json = decode(body, content_type)
    wanted = _word(found, "action") or _word(found, "query") or ("inventory" if is_json else "")
    agent_id = str(found.get("deviceid") or "")[:200]
    if wanted in ("prolog", "contact"):
        return Message(Kind.GREETING, {}, agent_id, is_json)
    if wanted != "inventory":
        raise Refused("Diese Art von Meldung wird nicht angenommen, nur Inventarmeldungen.")
    if (_word(found, "itemtype") or "computer") not in TAKEN_ITEMS:
        raise Refused("Angenommen werden nur Meldungen von Computern und Telefonen.")
    content = found.get("content")
    if not isinstance(content, dict) or not content:
        raise Refused("Die Meldung enthält keine Angaben über ein Gerät.")
    return Message(Kind.REPORT, content, agent_id, is_json)


def _word(found: Section, name: str) -> str:
    value = found.get(name)
    return value.lower() if isinstance(value, str) else ""


def greeting(message: Message, *, speaks_json: bool) -> Answer:
    """Please send your report, and come back after a day."""
    if message.is_json or speaks_json:
        return _json({"status": "ok", "expiration": HOURS_BETWEEN_REPORTS})
    return _xml(f"<PROLOG_FREQ>{HOURS_BETWEEN_REPORTS}</PROLOG_FREQ><RESPONSE>SEND</RESPONSE>")


def receipt(message: Message) -> Answer:
    """Your report is stored."""
    if message.is_json:
        return _json({"status": "ok", "expiration": HOURS_BETWEEN_REPORTS})
    return _xml("<RESPONSE>OK</RESPONSE>")


def refusal(sentence: str, status: int, *, is_json: bool) -> Answer:
    """Your message was not taken, and why."""
    if is_json:
        return _json({"status": "error", "message": sentence, "expiration": HOURS_BETWEEN_REPORTS}, status)
    return _xml(f"<ERROR>{escape(sentence)}</ERROR>", status)


def _xml(inner: str, status: int = 200) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<REPLY>{inner}</REPLY>\n'
    return Answer(body, "application/xml; charset=utf-8", status)


def _json(values: dict[str, Any], status: int = 200) -> Answer:
    return Answer(json.dumps(values, ensure_ascii=False), "application/json", status)
