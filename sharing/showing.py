"""Costs, shares, savings and gaps in words, for pages, tables and paper."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sharing.draft import NO_QUOTE, Draft, Gap, Line, Saving, Weighed
from sharing.models import Basis, Share, ShareWeight
from sharing.models.keys import percent
from ui import cells
from ui.charts import counted

NO_BASIS = "keine Grundlage"


def euro(value: Decimal | None) -> str:
    """„1.090,00 €“, a credit with a minus."""
    if value is None:
        return ""
    sign = "−" if value < 0 else ""
    return f"{sign}{cells.number(abs(value), 2)}{cells.NO_BREAK_SPACE}€"


def saving_in_words(saving: Decimal | None) -> str:
    """„1.090,00 € gespart“, or „… teurer“ where an authority would pay less alone, or that there is no basis."""
    if saving is None:
        return NO_BASIS
    return f"{euro(abs(saving))} {'teurer' if saving < 0 else 'gespart'}" if saving else "gleich teuer"


def saving_badge(saving: Decimal | None) -> SafeString:
    """The same as a badge: symbol and word, never the colour alone."""
    words = saving_in_words(saving)
    if saving is None:
        return cells.badge("neutral", "block", words)
    return (
        cells.badge("warning", "arrow_upward", words) if saving < 0 else cells.badge("success", "check_circle", words)
    )


def total_saving_in_words(saving: Saving) -> str:
    """The sum with how many are in it, and how many are not because nothing is known of them."""
    if not saving.known:
        return "keine Grundlage: Für keine Behörde liegt ein Angebot für den Alleinbetrieb vor"
    words = f"{saving_in_words(saving.total)}, gerechnet für {counted(saving.known, 'Behörde', 'Behörden')} mit Angebot"
    if saving.unknown:
        words += f"; für {counted(saving.unknown, 'Behörde', 'Behörden')} liegt kein Angebot vor"
    return words


def weight_in_words(one: Weighed | ShareWeight) -> str:
    """„12 von 80 benannte Nutzende“, with its part of the cost where there are several."""
    label = Basis(one.basis).label
    part = f"{percent(one.per_mille)} der Kosten: " if one.per_mille < 1000 else ""
    if one.basis == Basis.EQUAL_PARTS:
        return f"{part}1 von {cells.number(one.total)} gleichen Teilen"
    return f"{part}{cells.number(one.weight)} von {cells.number(one.total)}, {label}"


def weights_in_words(weights: Any) -> str:
    """All bases of a share, one after the other."""
    return "; ".join(weight_in_words(one) for one in weights)


def quote_in_words(line: Line) -> str:
    """The offer with vendor, day and source; or why there is none that can be compared."""
    if quote := line.quote:
        return f"{quote.vendor}, {quote.dated_on:%d.%m.%Y}, Quelle: {quote.source} ({quote.get_certainty_display()})"
    if line.outdated and line.outdated.valid_until:
        return f"{NO_QUOTE} Das letzte galt bis {line.outdated.valid_until:%d.%m.%Y}."
    return NO_QUOTE


def quote_of_share(share: Share) -> str:
    """The same of a fixed share."""
    if share.quote_annual is None or share.quote_dated_on is None:
        return NO_QUOTE
    certainty = share.get_quote_certainty_display()
    return f"{share.quote_vendor}, {share.quote_dated_on:%d.%m.%Y}, Quelle: {share.quote_source} ({certainty})"


def address_of_year(application: int, year: int, page: str = "year") -> str:
    """A page about one instance and year."""
    return reverse(f"sharing:{page}", args=[application, year])


def gap_in_words(gap: Gap, draft: Draft, *, may_record: bool) -> SafeString | str:
    """What is missing, with the way to where it is entered."""
    url, words = _help_for(gap, draft)
    if not (url and may_record):
        return gap.words
    return format_html("{} {}", gap.words, cells.link(url, words))


def _help_for(gap: Gap, draft: Draft) -> tuple[str, str]:
    application, year = draft.application.pk, draft.year
    if gap.kind == "cost":
        return address_of_year(application, year, "add_cost"), "Kosten eintragen"
    if gap.kind == "key":
        if draft.key:
            return reverse("sharing:edit_key", args=[draft.key.pk]), "Schlüssel ändern"
        return address_of_year(application, year, "add_key"), "Schlüssel eintragen"
    if gap.kind == "figure" and gap.authority:
        query = f"?authority={gap.authority.pk}&basis={gap.basis}"
        return address_of_year(application, year, "add_figure") + query, "Zahl eintragen"
    return "", ""
