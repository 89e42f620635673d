"""What is asked on the pages of authorities, their places and their people."""

from typing import Any

from django import forms

from customers.models import Contact, ContactFunction, Room, Site
from ui.forms import KernForm, KernModelForm


class DayForm(KernForm):
    """For which day a page tells what holds; empty is today."""

    day = forms.DateField(label="Stand am", required=False)


class FunctionForm(KernModelForm):
    """What somebody is there for; how they are reached is asked for emergency contacts alone."""

    class Meta:
        model = ContactFunction
        fields = ("kind", "is_deputy", "valid_from", "valid_until", "phone", "email", "consented_on")
        help_texts = {
            "phone": "Nur für den Notfallkontakt: erreichbar, auch wenn Netz und Telefonanlage der Behörde ausfallen.",
            "email": "Nur für den Notfallkontakt: ein Postfach außerhalb der Behörde.",
            "consented_on": "Nur für den Notfallkontakt: An diesem Tag hat die Person zugestimmt, dass ihre Nummer hier steht.",
        }

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.contact = contact
        if self.instance.pk:
            del self.fields["kind"]
            if not self.instance.is_emergency:
                for name in ("phone", "email", "consented_on"):
                    del self.fields[name]


class EndFunctionForm(KernForm):
    """Until when somebody has a function."""

    last_day = forms.DateField(label="Letzter Tag")


class SiteForm(KernModelForm):
    """A building of an authority."""

    class Meta:
        model = Site
        fields = ("name", "street", "postcode", "city")


class RoomForm(KernModelForm):
    """A room of a site."""

    class Meta:
        model = Room
        fields = ("name", "floor")
