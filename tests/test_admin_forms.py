"""Forms of the web admin: nobody is shown a list of all workstations, devices, people or reports to choose one from."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin, RelatedFieldWidgetWrapper
from django.db.models import Model
from django.test import RequestFactory

from accounts.models import User
from customers.models import Contact, Room
from tickets.models import Attachment, Message, Ticket
from workstations.models import Device, Workstation

pytestmark = pytest.mark.django_db

GROWING: tuple[type[Model], ...] = (Attachment, Contact, Device, Message, Room, Ticket, Workstation)


def lists(form: type[forms.BaseForm]) -> Iterator[str]:
    """The fields of a form that show all rows of a table that grows."""
    for name, field in form.base_fields.items():  # type: ignore[attr-defined]  # the stubs know it of declared forms only
        widget: Any = field.widget
        widget = widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget
        is_list = isinstance(widget, forms.Select) and not isinstance(widget, AutocompleteMixin)
        if is_list and issubclass(getattr(getattr(field, "queryset", None), "model", object), GROWING):
            yield name


@pytest.mark.parametrize("page", admin.site._registry.values(), ids=str)
def test_no_form_lists_all_rows_of_what_grows(page: Any, administrator: User) -> None:
    request = RequestFactory().get("/")
    request.user = administrator
    if not page.has_add_permission(request):
        return  # what is only looked at has no form
    shown = list(lists(page.get_form(request)))
    for inline in page.get_inline_instances(request):
        shown += lists(inline.get_formset(request).form)
    assert shown == []
