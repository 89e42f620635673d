"""The page of a service point and its rota, as the people behind the counter and those in front of it read them."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Authority, OpeningException, ServicePoint, Shift
from customers.models.service_points import Weekday
from tests.factories import (
    AbsenceFactory,
    AuthorityFactory,
    DeviceFactory,
    HolidayFactory,
    OpeningExceptionFactory,
    OpeningHoursFactory,
    ServicePointFactory,
    ShiftFactory,
    SiteFactory,
    StaffMemberFactory,
    StoredDeviceFactory,
    TeamFactory,
    TicketFactory,
)

BrowserFor = Callable[[User], Client]
TUESDAY = date(2026, 11, 17)


@pytest.fixture(autouse=True)
def tuesday_morning() -> Iterator[None]:
    with time_machine.travel(datetime.fromisoformat("2026-11-17T09:00+01:00"), tick=False):
        yield


@pytest.fixture
def point(ludwigslust: Authority) -> ServicePoint:
    """Open on Tuesdays and Thursdays from 8 to 16."""
    place = ServicePointFactory(name="Service-Point Ludwigslust", authorities=[ludwigslust], team=TeamFactory())
    for weekday in (Weekday.TUESDAY, Weekday.THURSDAY):
        OpeningHoursFactory(service_point=place, weekday=weekday, opens_at=time(8), closes_at=time(16))
    return place


@pytest.fixture
def planner(on_site: User, client_for: BrowserFor) -> Client:
    return client_for(on_site)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_holiday_and_exception_close_it_and_the_page_says_when_it_opens_next(
    point: ServicePoint, reporter: User, client_for: BrowserFor
) -> None:
    client = client_for(reporter)
    assert "geöffnet bis 16:00 Uhr" in text(client, point.get_absolute_url())
    HolidayFactory(day=TUESDAY, name="Tag der Probe")
    for url in (point.get_absolute_url(), reverse("counter:service_points"), reverse("portal:start")):
        page = text(client, url)
        assert "jetzt geschlossen" in page, url
        assert "öffnet Donnerstag, 19.11.2026 um 8:00 Uhr" in page, url
    assert "Tag der Probe" in text(client, point.get_absolute_url())
    OpeningExceptionFactory(
        service_point=point, first_day=date(2026, 11, 19), last_day=date(2026, 11, 20), reason="Umzug"
    )
    page = text(client, point.get_absolute_url())
    assert "öffnet Dienstag, 24.11.2026" in page
    assert "19.11.2026 bis 20.11.2026" in page
    assert "19.11.2026 geschlossen: Umzug" in text(client, reverse("portal:start"))


def test_open_on_a_holiday_where_an_exception_says_so(
    point: ServicePoint, reporter: User, client_for: BrowserFor
) -> None:
    HolidayFactory(day=TUESDAY)
    OpeningExceptionFactory(
        service_point=point, first_day=TUESDAY, last_day=TUESDAY, opens_at=time(9), closes_at=time(11), reason="Wahltag"
    )
    assert "geöffnet bis 11:00 Uhr" in text(client_for(reporter), point.get_absolute_url())


def test_exception_is_entered_changed_and_removed(point: ServicePoint, planner: Client) -> None:
    typed = {"first_day": "2026-12-28", "last_day": "2026-12-31", "reason": "Zwischen den Jahren"}
    add = reverse("counter:add_exception", args=[point.pk])
    assert "Zwischen den Jahren" in planner.post(add, typed, follow=True).content.decode()
    row = OpeningException.objects.get()
    assert "Für einen dieser Tage ist schon eine Ausnahme eingetragen." in planner.post(add, typed).content.decode()
    page = planner.post(reverse("counter:exception", args=[row.pk]), {**typed, "opens_at": "08:00"})
    assert "Bitte geben Sie Beginn und Ende an" in page.content.decode()
    planner.post(reverse("counter:exception", args=[row.pk]), {**typed, "opens_at": "08:00", "closes_at": "12:00"})
    row.refresh_from_db()
    assert not row.is_closed
    assert "8:00 bis 12:00 Uhr" in text(planner, point.get_absolute_url())
    planner.post(reverse("counter:remove_exception", args=[row.pk]))
    assert not OpeningException.objects.exists()


def test_deputy_steps_in_when_the_first_is_away(point: ServicePoint, planner: Client) -> None:
    first, deputy = StaffMemberFactory(display_name="Frieda Erst"), StaffMemberFactory(display_name="Olaf Ersatz")
    ShiftFactory(service_point=point, day=TUESDAY, member=first, deputy=deputy)
    page = text(planner, point.get_absolute_url())
    assert "Frieda Erst" in page
    assert "vertritt" not in page
    AbsenceFactory(member=first, first_day=TUESDAY, last_day=TUESDAY, substitute=deputy)
    assert "Olaf Ersatz, vertritt Frieda Erst" in text(planner, point.get_absolute_url())
    AbsenceFactory(member=deputy, first_day=TUESDAY, last_day=TUESDAY, substitute=StaffMemberFactory())
    page = text(planner, point.get_absolute_url())
    assert "niemand: bitte umplanen" in page
    assert "niemand eingeteilt" in page


def test_rota_warns_of_open_hours_with_nobody_and_not_of_closed_days(point: ServicePoint, planner: Client) -> None:
    ShiftFactory(service_point=point, day=TUESDAY, begins_at=time(8), ends_at=time(12))
    page = text(planner, reverse("counter:rota", args=[point.pk]))
    assert "12:00 bis 16:00 Uhr" in page.split("niemand eingeteilt")[1]
    assert page.count("niemand eingeteilt") == 2  # and on Thursday
    HolidayFactory(day=date(2026, 11, 19))
    assert text(planner, reverse("counter:rota", args=[point.pk])).count("niemand eingeteilt") == 1


def test_absence_on_another_day_is_told_to_those_who_plan_and_to_nobody_else(
    point: ServicePoint, planner: Client, service_desk: User, client_for: BrowserFor
) -> None:
    thursday = date(2026, 11, 19)
    first, deputy = StaffMemberFactory(display_name="Frieda Erst"), StaffMemberFactory(display_name="Olaf Ersatz")
    ShiftFactory(service_point=point, day=thursday, member=first, deputy=deputy)
    AbsenceFactory(member=first, first_day=thursday, last_day=thursday, substitute=deputy)
    url = reverse("counter:rota", args=[point.pk])
    assert "vertritt Frieda Erst" in text(planner, url)
    assert "vertritt Frieda Erst" not in text(client_for(service_desk), url)


def test_duty_is_entered_changed_and_removed(point: ServicePoint, planner: Client) -> None:
    first, other = StaffMemberFactory(), StaffMemberFactory()
    point.staff.add(first)
    add = f"{reverse('counter:add_shift', args=[point.pk])}?day=2026-11-19"
    page = text(planner, add)
    assert 'value="2026-11-19"' in page
    assert 'value="08:00"' in page
    typed = {"day": "2026-11-19", "begins_at": "08:00", "ends_at": "16:00", "member": first.pk}
    planner.post(add, typed)
    shift = Shift.objects.get()
    assert (
        "In dieser Zeit ist diese Person schon eingeteilt."
        in planner.post(add, {**typed, "ends_at": "09:00"}).content.decode()
    )
    assert planner.post(add, {**typed, "member": other.pk}).status_code == 200, "works elsewhere"
    page = planner.post(reverse("counter:shift", args=[shift.pk]), {**typed, "deputy": first.pk}).content.decode()
    assert "Niemand vertritt sich selbst." in page
    planner.post(reverse("counter:shift", args=[shift.pk]), {**typed, "ends_at": "12:00"})
    shift.refresh_from_db()
    assert shift.ends_at == time(12)
    planner.post(reverse("counter:remove_shift", args=[shift.pk]))
    assert not Shift.objects.exists()


def test_week_is_shown_before_it_is_copied_and_copied_once(point: ServicePoint, planner: Client) -> None:
    first = StaffMemberFactory(display_name="Frieda Erst")
    ShiftFactory(service_point=point, day=TUESDAY, member=first)
    ShiftFactory(service_point=point, day=date(2026, 11, 19), member=first)
    HolidayFactory(day=date(2026, 11, 24), name="Tag der Probe")
    url = reverse("counter:copy_week", args=[point.pk])
    page = text(planner, f"{url}?source=2026-11-16")
    assert "Der Service-Point ist geschlossen." in page
    weeks = {"source": "2026-11-18", "target": "2026-11-25"}
    assert "wird nicht übernommen" in planner.post(url, {**weeks, "preview": "1"}).content.decode()
    assert Shift.objects.count() == 2, "the preview stores nothing"
    assert "Einiges stand dagegen" in planner.post(url, weeks, follow=True).content.decode()
    assert list(Shift.objects.order_by("day").values_list("day", flat=True))[-1] == date(2026, 11, 26)
    planner.post(url, weeks)
    assert Shift.objects.count() == 3
    assert (
        "Bitte wählen Sie eine andere Woche." in planner.post(url, {**weeks, "target": "2026-11-17"}).content.decode()
    )
    assert "höchstens ein Jahr entfernt" in planner.post(url, {**weeks, "target": "2999-01-01"}).content.decode()


def test_counter_sees_the_work_of_its_team_for_its_authorities_alone(
    point: ServicePoint, ludwigslust: Authority, planner: Client
) -> None:
    TicketFactory(authority=ludwigslust, team=point.team, subject="Hier zu tun")
    TicketFactory(authority=ludwigslust, subject="Anderes Team")
    elsewhere = TicketFactory(authority=AuthorityFactory(), team=point.team, subject="Andere Behörde")
    page = text(planner, point.get_absolute_url())
    assert "Hier zu tun" in page
    assert "Anderes Team" not in page
    assert "Andere Behörde</td>" not in page
    url = next(link for link in re.findall('href="([^"]+)"', page) if "view=open" in link).replace("&amp;", "&")
    rows = planner.get(url).context["page"].object_list
    assert [row.subject for row in rows] == ["Hier zu tun"]
    assert elsewhere.subject not in text(planner, url)


def test_counter_sees_what_lies_ready_for_its_authorities(
    point: ServicePoint, ludwigslust: Authority, planner: Client
) -> None:
    ready = StoredDeviceFactory(authority=ludwigslust, stored_at=point)
    used = DeviceFactory(authority=ludwigslust, workstation=None)
    elsewhere = StoredDeviceFactory(authority=ludwigslust)
    page = text(planner, point.get_absolute_url())
    assert ready.inventory_number in page
    assert used.inventory_number not in page
    assert elsewhere.inventory_number not in page


def test_vorsprache_leads_to_the_form_with_authority_and_way_chosen(
    point: ServicePoint, ludwigslust: Authority, planner: Client, reporter: User, client_for: BrowserFor
) -> None:
    url = f"{reverse('tickets:open-for', args=[ludwigslust.pk])}?channel=on_site"
    assert f'href="{url}"' in text(planner, point.get_absolute_url())
    assert '<option value="on_site" selected>' in text(planner, url)
    answer = planner.post(f"{reverse('tickets:open')}?channel=on_site", {"authority": ludwigslust.pk})
    assert answer.status_code in (200, 302)
    point.authorities.add(AuthorityFactory())
    assert f'href="{reverse("tickets:open")}?channel=on_site"' in text(planner, point.get_absolute_url())
    assert "Vorsprache" not in text(client_for(reporter), point.get_absolute_url())


def test_authority_reads_hours_and_its_own_sites_and_nothing_of_how_the_service_works(
    point: ServicePoint, ludwigslust: Authority, coordinator: User, client_for: BrowserFor
) -> None:
    point.sites.set([SiteFactory(authority=ludwigslust, name="Rathaus"), SiteFactory(name="Fremdes Amtshaus")])
    ShiftFactory(service_point=point, day=TUESDAY, member=StaffMemberFactory(display_name="Frieda Erst"))
    client = client_for(coordinator)
    page = text(client, point.get_absolute_url())
    assert "Rathaus" in page
    for words in ("Fremdes Amtshaus", "Frieda Erst", "Offene Arbeit", "Dienstplan"):
        assert words not in page
    assert client.get(reverse("counter:rota", args=[point.pk])).status_code == 403


def test_page_and_rota_take_as_many_queries_with_many_duties_as_with_few(
    point: ServicePoint, planner: Client, django_assert_max_num_queries: Callable
) -> None:
    for _ in range(12):
        ShiftFactory(service_point=point, day=TUESDAY)
    for url in (point.get_absolute_url(), reverse("counter:rota", args=[point.pk])):
        text(planner, url)
        with django_assert_max_num_queries(30):
            text(planner, url)
