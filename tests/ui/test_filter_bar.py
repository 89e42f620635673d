"""The bar of filters is what the widgets of Django make of its fields, and knows of each page only that page."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

import ksm.urls  # noqa: F401  # all lists of the application are there
from accounts.models import User
from accounts.scope import as_user
from customers.models import Authority
from tests.factories import AuthorityFactory
from tests.world import World
from tickets.filters import TicketFilter
from tickets.models import Ticket
from tickets.views.portal.listing import AuthorityReportFilter
from ui.filter_bar import filter_controls, renewed_counts
from ui.filters import BaseFilterSet

pytestmark = pytest.mark.django_db


def filtersets() -> Iterator[type[BaseFilterSet]]:
    waiting = list(BaseFilterSet.__subclasses__())
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        yield found


def request_of(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def by_django(bound: Any) -> str:
    """What the widget of a field makes; of boxes each with its words."""
    if not isinstance(bound.field.widget, forms.CheckboxSelectMultiple):
        return str(bound)
    return "".join(
        f'<label for="{box.id_for_label}">{box.tag()}<span>{escape(box.choice_label)}</span></label>' for box in bound
    )


def filled_in(form: Any) -> QueryDict:
    """Something in every field; of boxes the first and the last."""
    query = QueryDict(mutable=True)
    for name, field in form.fields.items():
        values = [str(value) for value, _ in getattr(field, "choices", ()) if value != ""]
        if isinstance(field.widget, forms.CheckboxSelectMultiple):
            query.setlist(name, [*values[:1], *values[1:][-1:]])
        else:
            query[name] = values[-1] if values else "2026-11-29" if isinstance(field, forms.DateField) else '4<"'
    return query


@pytest.mark.parametrize("kind", sorted(set(filtersets()), key=str), ids=str)
def test_every_field_of_every_list_looks_as_its_widget_makes_it(
    world: World, kind: type[BaseFilterSet], administrator: User
) -> None:
    rows = Ticket.objects.none()
    request = request_of(administrator)
    with as_user(administrator):
        full = filled_in(kind({}, queryset=rows, request=request).form)
        wrong = QueryDict("&".join(f"{name}=%3Cwrong%22" for name in full))
        empty = QueryDict("&".join(f"{name}=" for name in full))
        for query in (QueryDict(), full, wrong, empty):
            filters = kind(query, queryset=rows, request=request)
            bar = re.sub(r">\s+<", "><", filter_controls(filters))
            for bound in filters.form:
                is_shown = bound.name != "q" and (not bound.is_hidden or bound.name in filters.chosen)
                assert (f' name="{bound.name}"' in bar) == (is_shown and "<" in by_django(bound)), bound.name
                if is_shown:
                    assert re.sub(r">\s+<", "><", by_django(bound)) in bar


def test_menus_say_how_many_values_are_set(service_desk: User) -> None:
    query = QueryDict("state=new&state=closed&priority=wrong&kind=order&created_from=2026-11-29&state=wrong")
    for asked, state, further in ((query, 0, 1), (QueryDict("state=new&state=closed&kind=incident"), 2, 1)):
        filters = TicketFilter(asked, queryset=Ticket.objects.none(), request=request_of(service_desk))
        for made in (filter_controls(filters), renewed_counts(filters)):
            counts = dict(re.findall(r'id="count-(\w+)"[^>]*>(\d+)<', made))
            assert counts == {"state": str(state), "priority": "0", "further": str(further)}


def test_bar_takes_one_statement(service_desk: User) -> None:
    with as_user(service_desk):
        _ = service_desk.reach  # as the middleware has read it
        filters = TicketFilter(QueryDict(), queryset=Ticket.objects.none(), request=request_of(service_desk))
        with CaptureQueriesContext(connection) as queries:
            filter_controls(filters)
    assert len(queries) == 1


def test_what_can_be_chosen_is_that_of_each_person(
    service_desk: User, coordinator: User, ludwigslust: Authority
) -> None:
    AuthorityFactory(name="Amt Neuhaus")
    made = [
        AuthorityReportFilter(QueryDict(), queryset=Ticket.objects.none(), request=request_of(user))
        for user in (service_desk, coordinator, service_desk)
    ]
    forms_made = [filters.form for filters in made]
    shown = [[words for key, words in form.fields["authority"].choices if key] for form in forms_made]  # type: ignore[attr-defined]  # a field of choices

    assert shown[1] == [ludwigslust.name]
    assert "Amt Neuhaus" in shown[0]
    assert shown[0] == shown[2]
    for filters in made:
        assert {one.parent for one in filters.filters.values()} == {filters}
