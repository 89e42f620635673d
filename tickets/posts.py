"""How what was written and done about a report looks, as its rows of a list: a report can have hundreds of them."""

from collections.abc import Callable, Iterable

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from tickets.folding import folded
from tickets.timeline import Post, Step
from ui import cells


def in_workspace(entries: Iterable[Post | Step]) -> SafeString:
    """For the service: every post says who reads it."""
    return _rows(entries, _for_service)


def in_portal(entries: Iterable[Post | Step]) -> SafeString:
    """For an authority, which is shown nothing that it may not read."""
    return _rows(entries, _for_authority)


def _rows(entries: Iterable[Post | Step], post: Callable[[Post], str]) -> SafeString:
    return SafeString("\n".join(post(entry) if isinstance(entry, Post) else _step(entry) for entry in entries))


def _for_service(post: Post) -> str:
    if post.is_note:
        look, kind = " ku-post--note", "Interne Notiz"
        seen = f"{cells.icon('lock_person')}Interne Notiz – für die Behörde nicht sichtbar"
    else:
        look, kind = " ku-post--reply" if post.by_staff else "", "Meldung" if post.is_report else "Antwort"
        seen = f"{cells.icon('visibility')}öffentlich"
    place = f'<span class="ku-muted">{escape(post.place)}</span>' if post.place else ""
    files = "".join(f"<li>{_file(file)}</li>" for file in post.files)
    return _post(
        post, look, kind, f'{place}{cells.moment(post.at)}<span class="ku-visibility">{seen}</span>',
        f'<ul class="ku-attachments">{files}</ul>' if files else "",
    )  # fmt: skip


def _for_authority(post: Post) -> str:
    files = " ".join(_file(file) for file in post.files)
    return _post(
        post, " ku-post--reply" if post.by_staff else "", "Meldung" if post.is_report else "Nachricht",
        f'<span class="ku-muted">{escape(post.place)}</span>{cells.moment(post.at)}',
        f'<p class="ku-attachments">{files}</p>' if files else "",
    )  # fmt: skip


def _post(post: Post, look: str, kind: str, head: str, files: str) -> str:
    author = escape(post.author)
    filled_in = render_to_string("tickets/_particulars.html", {"rows": post.particulars}) if post.particulars else ""
    return (
        f'<li>{cells.avatar(post.author, large=True)}<article class="ku-post{look}" aria-label="{kind} von {author}">'
        f"<header><b>{author}</b>{head}</header>"
        f'<div class="ku-post__text">{filled_in}{folded(post.text)}{files}</div></article></li>'
    )


def _file(file: object) -> str:
    return render_to_string("tickets/_file.html", {"file": file})


def _step(step: Step) -> str:
    reason = f" ({escape(step.reason)})" if step.reason else ""
    return (
        f'<li><span class="ku-event-dot">{cells.icon(step.icon)}</span><p class="ku-event"><b>{escape(step.who)}</b> '
        f"{escape(step.words)}{reason} · {cells.moment(step.at)}</p></li>"
    )
