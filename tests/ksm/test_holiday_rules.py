"""The public holidays of Mecklenburg-Vorpommern, against known days and against an independent calendar."""

from datetime import date
from io import StringIO

import holidays
import pytest
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from contracts.models import Holiday
from ksm.seeding.holiday_rules import easter_sunday, rule_problem


def days_of(year: int) -> list[date]:
    """The seeded holidays of a year."""
    return list(Holiday.objects.filter(day__year=year).values_list("day", flat=True))


def days(year: int, *months_and_days: tuple[int, int]) -> list[date]:
    """Days of a year by month and day."""
    return [date(year, month, day) for month, day in months_and_days]


class SeededHolidays(TestCase):
    """The whole folder, loaded once for all tests of this class."""

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("seed", stdout=StringIO())

    def test_eleven_holidays_of_2026(self) -> None:
        easter = [(4, 3), (4, 6), (5, 1), (5, 14), (5, 25)]
        assert days_of(2026) == days(2026, (1, 1), (3, 8), *easter, (10, 3), (10, 31), (12, 25), (12, 26))

    def test_eleven_holidays_of_2027(self) -> None:
        easter = [(3, 26), (3, 29), (5, 1), (5, 6), (5, 17)]
        assert days_of(2027) == days(2027, (1, 1), (3, 8), *easter, (10, 3), (10, 31), (12, 25), (12, 26))

    def test_womens_day_is_a_holiday_since_2023(self) -> None:
        assert date(2022, 3, 8) not in days_of(2022)
        assert date(2023, 3, 8) in days_of(2023)

    def test_days_reach_from_2013_to_three_years_ahead(self) -> None:
        years = [day.year for day in Holiday.objects.dates("day", "year")]
        assert years == list(range(2013, timezone.localdate().year + 4))

    def test_days_agree_with_an_independent_calendar(self) -> None:
        for year in range(2013, timezone.localdate().year + 4):
            assert days_of(year) == sorted(holidays.country_holidays("DE", subdiv="MV", years=year))


@pytest.mark.parametrize("sunday", [date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25), date(2285, 3, 22)])
def test_easter_sunday(sunday: date) -> None:
    assert easter_sunday(sunday.year) == sunday


@pytest.mark.parametrize("rule", ["fixed:02-29", "fixed:13-01", "easter:39", "easter:+1000", "christmas", ""])
def test_rule_without_a_day_in_each_year_is_refused(rule: str) -> None:
    assert rule_problem(rule)
