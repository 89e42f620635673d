"""Mails as nobody should send them and everybody does, each with what becomes of it.

`becomes` is report, answer (to the report 26-000123 of Anke Muster), or the status and the reason.
"""

import base64
import io
import quopri
import zipfile
from dataclasses import dataclass

FROM = "From: Anke Muster <anke@ludwigslust.example>"
ID = "<frage-1@ludwigslust.example>"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
NUMBER = "26-000123"


@dataclass(frozen=True)
class Odd:
    name: str
    raw: bytes
    becomes: str = "report"
    says: str = ""  # stands in the text
    keeps: str = ""  # stands in what is folded
    never: str = ""  # stands nowhere
    subject: str = ""
    files: tuple[str, ...] = ()
    refused: str = ""


def mail(
    body: bytes | str = "Der Drucker druckt nicht.", *headers: str, sender: str = FROM, subject: str | None = "Drucker"
) -> bytes:
    """A mail with these headers above its body; text in UTF-8 unless it comes as bytes."""
    lines = [line for line in (sender, f"Subject: {subject}" if subject is not None else "", *headers) if line]
    content = body.encode() if isinstance(body, str) else body
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + content


def multi(kind: str, *parts: bytes, headers: tuple[str, ...] = (), end: bool = True, subject: str = "Drucker") -> bytes:
    """A mail of several parts, each with its headers and its body."""
    content = b"".join(b"--grenze\r\n" + part + b"\r\n" for part in parts) + (b"--grenze--\r\n" if end else b"")
    return mail(content, "MIME-Version: 1.0", f'Content-Type: {kind}; boundary="grenze"', *headers, subject=subject)


def part(kind: str, content: bytes | str, *headers: str) -> bytes:
    body = content.encode() if isinstance(content, str) else content
    return "\r\n".join([f"Content-Type: {kind}", *headers]).encode() + b"\r\n\r\n" + body


def attached(name: str, content: bytes, kind: str = "application/octet-stream") -> bytes:
    return part(
        f'{kind}; name="{name}"', base64.encodebytes(content), "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{name}"',
    )  # fmt: skip


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nullen.txt", b"0" * 5_000_000)
    return packed.getvalue()


def nested(depth: int) -> bytes:
    inner = part("text/plain", "Ganz innen.")
    for level in range(depth):
        mark = f"g{level}".encode()
        inner = (
            b'Content-Type: multipart/mixed; boundary="'
            + mark
            + b'"\r\n\r\n--'
            + mark
            + b"\r\n"
            + inner
            + b"\r\n--"
            + mark
            + b"--\r\n"
        )
    return f"{FROM}\r\nSubject: Drucker\r\nMIME-Version: 1.0\r\n".encode() + inner


TEXT = part("text/plain; charset=utf-8", "Der Drucker druckt nicht.")
REPLY = f"AW: [{NUMBER}] Drucker"
OUTLOOK_DE = """Er geht wieder.

Von: Servicebetrieb <service@service.example>
Gesendet: Montag, 16. November 2026 09:12
An: Muster, Anke <anke@ludwigslust.example>
Betreff: [26-000123] Drucker

Haben Sie ihn neu gestartet?
"""
OUTLOOK_EN = (
    OUTLOOK_DE.replace("Von:", "From:")
    .replace("Gesendet:", "Sent:")
    .replace("An:", "To:")
    .replace("Betreff:", "Subject:")
)

CHARSETS = [
    Odd("plain", mail(), says="Der Drucker druckt nicht.", subject="Drucker"),
    Odd("bare line feeds", mail().replace(b"\r\n", b"\n"), says="druckt nicht"),
    Odd("old Mac line ends in the body", mail(b"Eins\rZwei"), says="Eins\nZwei"),
    Odd("charset nobody knows", mail("Größe".encode(), "Content-Type: text/plain; charset=klingonisch-8"), says="Größe"),
    Odd("charset that is a codec", mail("Größe".encode(), "Content-Type: text/plain; charset=base64"), says="Größe"),
    Odd("charset with quotes and blanks", mail("Größe".encode("latin-1"), 'Content-Type: text/plain; charset=" ISO-8859-1 "'), says="Größe"),
    Odd("charset is a lie", mail("Größe".encode("cp1252"), "Content-Type: text/plain; charset=utf-8"), says="Größe"),
    Odd("8 bit without charset", mail("Größe".encode("cp1252")), says="Größe"),
    Odd("euro in what names itself Latin 1", mail(b"Kostet 5 \x80", "Content-Type: text/plain; charset=iso-8859-1"), says="5 €"),
    Odd("UTF-16", mail("Größe".encode("utf-16"), "Content-Type: text/plain; charset=utf-16"), says="Größe"),
    Odd("UTF-7 stays text", mail(b"+ADw-script+AD4-", "Content-Type: text/plain; charset=utf-7"), says="<script>"),
    Odd("NUL bytes", mail(b"Der\x00 Drucker\x00"), says="Der Drucker"),
    Odd("control characters and turned text", mail("Rechnung \u202efdp.exe\x07"), says="Rechnung fdp.exe", never="\u202e"),
    Odd("wrong base64", mail(b"RGVyIERydWNrZXI!!!=*", "Content-Transfer-Encoding: base64"), says="Der Drucker"),
    Odd("base64 that never was", mail("Kein Base64, nur Text?", "Content-Transfer-Encoding: base64"), becomes="report"),
    Odd("broken quoted-printable", mail(b"Gr=C3=B6=DFe =ZZ =", "Content-Transfer-Encoding: quoted-printable"), says="=ZZ"),
    Odd("quoted-printable", mail(quopri.encodestring("Größe".encode()), "Content-Transfer-Encoding: quoted-printable"), says="Größe"),
    Odd("encoding nobody knows", mail("Hallo Welt", "Content-Transfer-Encoding: 9bit"), says="Hallo Welt"),
    Odd("very long line", mail("x" * 300_000), says="[Der Text ist hier gekürzt.]"),
    Odd("flowed", mail("Der Drucker \r\ndruckt nicht.", "Content-Type: text/plain; format=flowed"), says="Der Drucker druckt nicht."),
    Odd("flowed, deleting blanks", mail("Dru \r\ncker", "Content-Type: text/plain; format=flowed; delsp=yes"), says="Drucker"),
]  # fmt: skip
HEADERS = [
    Odd("encoded subject", mail(subject="=?utf-8?q?Gr=C3=B6=C3=9Fe?="), subject="Größe"),
    Odd("encoded word of wrong base64", mail(subject="=?utf-8?b?R3LDtsOf!?="), becomes="report"),
    Odd("encoded word of unknown charset", mail(subject="=?klingonisch?q?Gr=C3=B6=C3=9Fe?="), subject="Größe"),
    Odd("encoded words broken inside a letter", mail(subject="=?utf-8?q?Gr=C3?=\r\n =?utf-8?q?=B6=C3=9Fe?="), becomes="report"),
    Odd("8 bit subject", mail(subject="Größe"), subject="Größe"),
    Odd("no subject", mail(subject=None), subject="E-Mail ohne Betreff"),
    Odd("subject of one letter", mail(subject="?"), subject="E-Mail ohne Betreff"),
    Odd("endless subject", mail(subject="Drucker " * 200), says="druckt nicht"),
    Odd("folded subject", mail(subject="Drucker\r\n\tim Keller"), subject="Drucker im Keller"),
    Odd("subject with markup", mail(subject="<img src=x onerror=alert(1)>"), subject="<img src=x onerror=alert(1)>"),
    Odd("prefixes", mail(subject="AW: WG: Re[2]: Drucker"), subject="Drucker"),
    Odd("header without colon", mail().replace(b"Subject", b"Das ist kein Kopf\r\nSubject"), says="druckt nicht"),
    Odd("content type is nonsense", mail("Hallo Welt", "Content-Type: ;;;///"), says="Hallo Welt"),
    Odd("five hundred headers", mail("Hallo Welt", *(f"X-Nr-{n}: {n}" for n in range(600))), says="Hallo Welt"),
    Odd("message id without brackets", mail("Hallo Welt", "Message-ID: egal"), says="Hallo Welt"),
    Odd("name with comma and umlaut", mail(sender='From: "Müßter, Anke" <anke@ludwigslust.example>'), "report"),
    Odd("address in capitals", mail(sender="From: ANKE@LUDWIGSLUST.EXAMPLE"), "report"),
]  # fmt: skip
SENDERS = [
    Odd("no sender", mail(sender=""), "review:unclear"),
    Odd("empty sender", mail(sender="From:"), "review:unclear"),
    Odd("two lines of senders", mail(sender=f"{FROM}\r\nFrom: chef@anderswo.example"), "review:unclear"),
    Odd("two senders in one line", mail(sender=f"{FROM}, chef@anderswo.example"), "review:unclear"),
    Odd("address as a name", mail(sender='From: "anke@ludwigslust.example" <dieb@anderswo.example>'), "review:unknown"),
    Odd("two brackets", mail(sender="From: <anke@ludwigslust.example> <dieb@anderswo.example>"), "review:unclear"),
    Odd("comment holds an address", mail(sender="From: dieb@anderswo.example (anke@ludwigslust.example)"), "review:unclear"),
    Odd("group", mail(sender="From: Gruppe: anke@ludwigslust.example;"), "report"),
    Odd("Cyrillic a", mail(sender="From: \u0430nke@ludwigslust.example"), "review:unclear"),
    Odd("full-width at", mail(sender="From: anke\uff20ludwigslust.example"), "review:unclear"),
    Odd("long s that becomes S in capitals", mail(sender="From: anke@ludwig\u017flust.example"), "review:unclear"),
    Odd("invisible character", mail(sender="From: an\u200bke@ludwigslust.example"), "review:unclear"),
    Odd("encoded address", mail(sender="From: =?utf-8?q?anke=40ludwigslust.example?="), "review:unclear"),
    Odd("NUL in the address", mail(sender="From: anke@ludwigslust.example\x00.anderswo.example"), "review:unclear"),
    Odd("stranger", mail(sender="From: fremd@anderswo.example"), "review:unknown"),
    Odd("contact without account", mail(sender="From: ohne.konto@ludwigslust.example"), "review:no_account"),
    Odd("former contact", mail(sender="From: frueher@ludwigslust.example"), "review:unknown"),
    Odd("one address at two authorities", mail(sender="From: doppelt@ludwigslust.example"), "review:ambiguous"),
    Odd("staff", mail(sender="From: kollege@service.example"), "review:staff"),
    Odd("staff answers a report", mail(sender="From: kollege@service.example", subject=REPLY), "review:staff"),
    Odd("service itself", mail(sender="From: service@service.example"), "discarded:own"),
]  # fmt: skip
MACHINES = [
    Odd("RFC 3834", mail("Bin weg.", "Auto-Submitted: auto-replied"), "discarded:automatic"),
    Odd("said to be no machine", mail("Hallo Welt", "Auto-Submitted: no"), "report"),
    Odd("Outlook absence", mail("Bin weg.", "Auto-Submitted: auto-generated", subject="Automatische Antwort: Drucker"), "discarded:automatic"),
    Odd("absence by its subject alone", mail("Bin weg.", subject="Automatische Antwort: Drucker"), "review:automatic"),
    Odd("Abwesenheitsnotiz with an empty return path", mail("Bin weg.", "Return-Path: <>", subject="Abwesenheitsnotiz: Drucker"), "discarded:automatic"),
    Odd("Abwesenheitsnotiz that cannot be switched on", mail("Bitte helfen.", subject="Abwesenheitsnotiz lässt sich nicht einschalten")),
    Odd("what fails out of the house", mail("Bitte helfen.", subject="Außer Haus: VPN geht nicht"), "review:automatic"),
    Odd("Out of Office is to be set up", mail("Bitte helfen.", subject="Out of Office in Outlook einrichten")),
    Odd("mails that cannot be delivered", mail("Bitte helfen.", subject="Unzustellbare Mails seit heute früh")),
    Odd("mails to the district that fail", mail("Bitte helfen.", subject="Zustellung fehlgeschlagen bei Mails an den Landkreis")),
    Odd("returned by its subject alone", mail("Siehe unten.", subject="Unzustellbar: Drucker"), "review:returned"),
    Odd("read by its subject alone", mail("Gelesen.", "X-MS-TNEF-Correlator: 1", subject="Gelesen: Drucker"), "review:receipt"),
    Odd("absence of an empty return path", mail("Bin weg.", "Return-Path: <>", "Auto-Submitted: auto-replied"), "discarded:automatic"),
    Odd("out of office", mail("I am away.", "X-Autoreply: yes", subject="Out of Office: Drucker"), "discarded:automatic"),
    Odd("precedence", mail("Hallo", "Precedence: bulk"), "discarded:circular"),
    Odd("mailing list", mail("Hallo", "List-Id: <rathaus.example>"), "discarded:circular"),
    Odd("loop", mail("Hallo", "X-Loop: service@service.example"), "discarded:own"),
    Odd("empty return path", mail("Hallo", "Return-Path: <>"), "discarded:returned"),
    Odd("mailer daemon", mail("Hallo", sender="From: MAILER-DAEMON@ludwigslust.example"), "discarded:returned"),
    Odd("delivery report", multi("multipart/report; report-type=delivery-status", TEXT, part("message/delivery-status", "Status: 5.1.1")), "discarded:returned"),
    Odd("read receipt", multi("multipart/report; report-type=disposition-notification", TEXT, part("message/disposition-notification", "Disposition: x")), "discarded:receipt"),
    Odd("noreply", mail("Hallo", sender="From: noreply@ludwigslust.example"), "discarded:circular"),
]  # fmt: skip
PARTS = [
    Odd("nothing", b"", "review:unreadable"),
    Odd("noise", bytes(range(256)) * 20, "review:unreadable"),
    Odd("headers only", mail(b""), "review:empty"),
    Odd("HTML only", mail("<html><head><style>p{}</style></head><body><p>Der <b>Drucker</b></p><script>alert(1)</script><p>streikt</p></body></html>", "Content-Type: text/html; charset=utf-8"), says="Der Drucker\n\nstreikt", never="alert"),
    Odd("HTML that never ends", mail("<div><p>Der Drucker <a href='http://boese.example/x'>hier", "Content-Type: text/html"), says="Der Drucker"),
    Odd("link that says something else", mail("<a href='https://boese.example/'>www.bank.example</a>", "Content-Type: text/html"), says="<https://boese.example/>"),
    Odd("charset in the page", mail('<meta charset="windows-1252">Größe'.encode("cp1252"), "Content-Type: text/html"), says="Größe"),
    Odd("alternative", multi("multipart/alternative", TEXT, part("text/html", "<p>anders</p>")), says="Der Drucker", never="anders"),
    Odd("alternative with empty text", multi("multipart/alternative", part("text/plain", " "), part("text/html", "<p>Nur hier</p>")), says="Nur hier"),
    Odd("no end", multi("multipart/mixed", TEXT, end=False), says="druckt nicht"),
    Odd("boundary missing", mail("Hallo Welt", "Content-Type: multipart/mixed"), says="Hallo Welt"),
    Odd("boundary nobody uses", mail("Hallo Welt", "Content-Type: multipart/mixed; boundary=x"), says=""),
    Odd("nested", nested(12), says="Ganz innen."),
    Odd("nested without end", nested(2_000), "review:unreadable"),
    Odd("picture", multi("multipart/mixed", TEXT, attached("bild.png", PNG, "image/png")), files=("bild.png",)),
    Odd("program", multi("multipart/mixed", TEXT, attached("update.exe", b"MZ" + b"\0" * 60)), refused="update.exe"),
    Odd("program called a picture", multi("multipart/mixed", TEXT, attached("bild.png", b"MZ" + b"\0" * 60)), refused="bild.png"),
    Odd("name that leads away", multi("multipart/mixed", TEXT, attached("../../etc/bild.png", PNG)), files=("bild.png",)),
    Odd("empty file", multi("multipart/mixed", TEXT, attached("leer.txt", b"")), says="druckt nicht"),
    Odd("zip bomb stays packed", multi("multipart/mixed", TEXT, attached("nullen.zip", zip_bomb())), files=("nullen.zip",)),
    Odd("winmail.dat", multi("multipart/mixed", TEXT, attached("winmail.dat", b"\x78\x9f\x3e\x22" + b"\0" * 20, "application/ms-tnef")), refused="winmail.dat"),
    Odd("invitation", multi("multipart/alternative", TEXT, part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR")), refused="Termin.ics"),
    Odd("mail in a mail", multi("multipart/mixed", TEXT, part("message/rfc822", mail("Innen."))), files=("Nachricht.eml",), never="Innen."),
    Odd("twelve files", multi("multipart/mixed", TEXT, *(attached(f"{n}.png", PNG) for n in range(12))), refused="höchstens 10"),
    Odd("only a file", multi("multipart/mixed", attached("bild.png", PNG, "image/png")), files=("bild.png",)),
    Odd("encoded file name", multi("multipart/mixed", TEXT, attached("=?utf-8?q?gr=C3=B6=C3=9Fe=2Epng?=", PNG)), files=("größe.png",)),
    Odd("S/MIME signed", multi('multipart/signed; protocol="application/pkcs7-signature"', TEXT, attached("smime.p7s", b"x" * 30, "application/pkcs7-signature")), says="druckt nicht", never="smime"),
    Odd("S/MIME encrypted", mail(base64.encodebytes(b"geheim"), "Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "Content-Transfer-Encoding: base64"), "review:encrypted"),
    Odd("PGP encrypted", multi("multipart/encrypted", part("application/pgp-encrypted", "Version: 1"), attached("x.asc", b"---")), "review:encrypted"),
]  # fmt: skip
QUOTES = [
    Odd("Outlook, German", mail(OUTLOOK_DE, subject=REPLY), "answer", says="Er geht wieder.", keeps="neu gestartet"),
    Odd("Outlook, English", mail(OUTLOOK_EN, subject=REPLY), "answer", says="Er geht wieder.", keeps="neu gestartet"),
    Odd("old Outlook", mail("Er geht.\n\n-----Ursprüngliche Nachricht-----\nVon: x\n\nAlt", subject=REPLY), "answer", says="Er geht.", keeps="Alt"),
    Odd("Thunderbird", mail("Er geht.\n\nAm 16.11.26 um 09:12 schrieb Servicebetrieb:\n> Neu gestartet?\n", subject=REPLY), "answer", says="Er geht.", keeps="Neu gestartet?"),
    Odd("Gmail, broken line", mail("It works.\n\nOn Mon, 16 Nov 2026 at 09:12, Servicebetrieb <\nservice@service.example> wrote:\n\n> Restarted?\n", subject=REPLY), "answer", says="It works.", keeps="Restarted?"),
    Odd("Apple Mail", mail("Geht.\n\n> Am 16.11.2026 um 09:12 schrieb Service <s@service.example>:\n> \n> Neu?\n", subject=REPLY), "answer", says="Geht.", keeps="Neu?"),
    Odd("HTML with blockquote", mail("<div>Geht.</div><blockquote><p>Neu?</p></blockquote>", "Content-Type: text/html", subject=REPLY), "answer", says="Geht.", keeps="Neu?"),
    Odd("answer below", mail("Am 16.11.26 um 09:12 schrieb Service:\n> Neu gestartet?\n\nJa, geht.", subject=REPLY), "answer", says="Ja, geht.", keeps="Neu gestartet?"),
    Odd("answers in between", mail("> Neu gestartet?\nJa.\n> Wann?\nHeute.", subject=REPLY), "answer", says="> Neu gestartet?\nJa.\n> Wann?\nHeute."),
    Odd("passed on without a word, very long", mail("> " + "Alt. " * 80_000, subject="WG: Drucker"), says="[Der Text ist hier gekürzt.]"),
    Odd("only quoted", mail("> Neu gestartet?", subject=REPLY), "answer", keeps="Neu gestartet?"),
    Odd("number of nobody's report", mail(subject="AW: [26-999999] Drucker"), "report"),
    Odd("number of another's report", mail(subject="AW: [26-000555] Drucker"), "review:not_theirs"),
    Odd("number of a solved report", mail(subject="AW: [26-000777] Drucker"), "review:done"),
    Odd("number without brackets means nothing", mail(subject="Vorgang 26-000123"), "report"),
    Odd("forged id of a letter", mail("Hallo", f"In-Reply-To: <{NUMBER}.0.{'0' * 20}@service.example>"), "report"),
]  # fmt: skip
ODD_MAILS = [*CHARSETS, *HEADERS, *SENDERS, *MACHINES, *PARTS, *QUOTES]
