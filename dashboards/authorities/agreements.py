"""What was agreed with an authority, as its page shows it."""

from datetime import date

from accounts.models import User
from contracts.models import Agreement
from contracts.tables import deadline_cell, state_badge
from customers.models import Authority
from customers.views.facts import span
from ui import cells
from ui.pages import Section

MOST = 20
TITLE = "Vereinbarungen"


def agreements(authority: Authority, user: User, day: date) -> Section:
    """Its contracts with where they stand and which deadline comes next; for those who may read them."""
    if not user.has_perm("contracts.view_agreement"):
        return Section(TITLE)
    rows = [
        (
            cells.link(row.get_absolute_url(), row.name),
            row.scope_in_words,
            state_badge(row.state),
            "" if row.is_open else span(row.effective_from, row.effective_until),
            deadline_cell(row, day),
        )
        for row in Agreement.objects.visible_to(user).filter(authority=authority)[:MOST]
    ]
    return Section(TITLE, headings=("Vereinbarung", "Aufgabe", "Stand", "Geltung", "Nächste Frist"), rows=rows)
