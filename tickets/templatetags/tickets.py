"""State, priority and deadline of a report in templates: {% load tickets %}."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Count, Q
from django.template import Context
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from knowledge.models import Article
from tickets import badges, folding, posts
from tickets.durations import in_words
from tickets.lifecycle import State
from tickets.models import ArticleUse, Ticket
from tickets.timeline import Post, Step

register = template.Library()


@register.filter
def state_badge(ticket: Ticket) -> SafeString:
    """{{ ticket|state_badge }}"""
    return badges.state_badge(ticket.state)


@register.filter
def priority_mark(ticket: Ticket) -> SafeString:
    """{{ ticket|priority_mark }}"""
    return badges.priority_mark(ticket.priority)


@register.filter
def deadline_mark(ticket: Ticket) -> SafeString | str:
    """{{ ticket|deadline_mark }}"""
    return badges.deadline_mark(ticket, timezone.now())


@register.filter
def folded(text: str) -> SafeString:
    """{{ letter.body|folded }}: in paragraphs, with what is quoted at the end folded away"""
    return folding.folded(text)


@register.filter
def in_workspace(entries: Iterable[Post | Step]) -> SafeString:
    """{{ timeline|in_workspace }}: the rows of a list"""
    return posts.in_workspace(entries)


@register.filter
def in_portal(entries: Iterable[Post | Step]) -> SafeString:
    """{{ timeline|in_portal }}: the rows of a list"""
    return posts.in_portal(entries)


@register.filter
def service_time(minutes: int) -> str:
    """{{ clock.left|service_time }}: hours and minutes, since a day of service is not a day of the calendar."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}\u202fStd."] if hours else []
    if rest or not hours:
        parts.append(f"{rest}\u202fMin.")
    return " ".join(parts)


@register.filter
def duration(seconds: int) -> str:
    """{{ entry.seconds|duration }}: hours and minutes, such as 1:30 h."""
    return in_words(seconds)


@register.simple_tag(takes_context=True)
def step_fields(context: Context) -> SafeString:
    """{% step_fields %}: the hidden part of every one-click form: who asks, which state they saw, which list they came from"""
    return SafeString(
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{context["csrf_token"]}">'
        f'<input type="hidden" name="version" value="{context["ticket"].version}">{came_from(context)}'
    )


@register.simple_tag(takes_context=True)
def came_from(context: Context) -> SafeString:
    """{% came_from %}: the hidden part that says from which list a report was opened; nothing where it was from none"""
    known = context["neighbours"]
    return SafeString(
        f'<input type="hidden" name="list" value="{escape(known["list"])}">' if known["is_from_list"] else ""
    )


@register.inclusion_tag("tickets/_article_uses.html", takes_context=True)
def article_uses(context: Context, article: Article) -> dict[str, Any]:
    """{% article_uses article %}: for how many reports an article was used, and how many of them are solved"""
    solved = Count("pk", filter=Q(ticket__state__in=(State.RESOLVED, State.CLOSED)))
    uses = ArticleUse.objects.visible_to(signed_in(context["request"])).filter(article=article)
    counts = uses.aggregate(used=Count("pk"), solved=solved)
    return {"article": article, **counts}
