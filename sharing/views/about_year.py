"""What the pages about one instance and year share."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from customers.models import Authority
from sharing.models import FIRST_YEAR, LAST_YEAR
from sharing.showing import address_of_year
from sharing.weights import participants
from ui.pages import ActionPage, Link, filtered


def year_of(text: Any) -> int:
    """A year of an address; one that cannot be is not found."""
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404("Dieses Jahr gibt es hier nicht.")
    return year


class OfYear(ActionPage):
    """Something that is done about one instance in a year."""

    model = SpecialistApplication

    @property
    def year(self) -> int:
        """The year of the address."""
        return year_of(self.kwargs["year"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.has_permission():
            year_of(kwargs["year"])
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        """Back to what it belongs to."""
        return address_of_year(self.kwargs["pk"], self.year)

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return way_to(self.object, self.year)


def way_to(application: SpecialistApplication, year: int) -> list[Link]:
    """The links above a page that belongs to an instance and year."""
    return [
        Link(f"Kosten und Einsparung {year}", filtered("sharing:overview", year=year)),
        Link(application.name, address_of_year(application.pk, year)),
    ]


def authorities_of(application: SpecialistApplication, year: int, request: HttpRequest) -> list[Authority]:
    """Whoever uses the instance on any day of the year."""
    found = participants(application, year, date(year, 6, 30), signed_in(request))
    return [*found.authorities, *found.others]


def this_year() -> int:
    """The year of today."""
    return timezone.localdate().year
