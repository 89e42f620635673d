"""What each seed file holds, and how one of its rows finds and fills its row in the database.

The order of `SEED_FILES` is the order of loading: a file points only to files above it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from django.db import models

from accounts.models import Provider, Team
from contracts.models import Holiday
from customers.models import (
    Authority,
    AuthorityRole,
    Location,
    Membership,
    ServicePoint,
    Site,
    Succession,
    TaskTransfer,
)
from ksm.seeding.agreements import AGREEMENT, DECISION, load_agreement, load_decision
from ksm.seeding.holiday_rules import day_of, rule_problem
from ksm.seeding.reading import FollowUpError, RefusedRowError, Row
from ksm.seeding.storing import Outcome, store
from tickets.models import Category

FIRST_HOLIDAY_YEAR = 2013  # KSM works since October 2013
HOLIDAY_YEARS_AHEAD = 3

Sourced = TypeVar("Sourced", bound=models.Model)


@dataclass
class Run:
    """What the rows of one run share: the day, and what was refused so far (rows by file and first column of the key)."""

    today: date
    refused_files: set[str] = field(default_factory=set)
    refused_rows: set[tuple[str, str]] = field(default_factory=set)

    def find(self, model: type[Sourced], file: str, row: Row, column: str, lookup: str) -> Sourced:
        """The row that a column points to by its natural key."""
        key = row.required(column)
        if file in self.refused_files or (file, key) in self.refused_rows:
            raise FollowUpError
        found = model._default_manager.filter(**{lookup: key}).first()
        if found is None:
            raise RefusedRowError(f"{column}: „{key}“ steht nicht in {file}.")
        return found

    def authority(self, row: Row, column: str = "authority") -> Authority:
        """The authority that a column points to."""
        return self.find(Authority, "authorities.csv", row, column, "key")

    def provider(self, row: Row) -> Provider:
        """The provider that a row belongs to."""
        return self.find(Provider, "providers.csv", row, "provider", "code")


class SeedFile(NamedTuple):
    """A seed file: its columns without the source, the columns that find a row again, and what loads one row."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    load: Callable[[Run, Row], list[Outcome]]


def load_provider(run: Run, row: Row) -> list[Outcome]:
    """KSM or SIS."""
    provider = Provider.objects.filter(code=row.required("code")).first() or Provider(code=row.text("code"))
    texts = {column: row.text(column) for column in ("name", "legal_form", "city", "street")}
    return [store(provider, {**texts, "operating_since": row.day("operating_since"), **row.sourced()})]


def load_authority(run: Run, row: Row) -> list[Outcome]:
    """An authority or partner body."""
    authority = Authority.objects.filter(key=row.required("key")).first() or Authority(key=row.text("key"))
    columns = ("name", "short_name", "kind", "ags", "ars", "city", "street", "postcode")
    return [store(authority, {**{column: row.text(column) for column in columns}, **row.sourced()})]


def load_membership(run: Run, row: Row) -> list[Outcome]:
    """A municipality belongs to an Amt, or runs it."""
    keys = {"member": run.authority(row, "member"), "body": run.authority(row, "body"), "kind": row.text("kind")}
    membership = in_period(Membership.objects.filter(**keys), row, "valid_from") or Membership(**keys)
    return [
        store(membership, {"valid_from": row.day("valid_from"), "valid_until": row.day("valid_until"), **row.sourced()})
    ]


def load_role(run: Run, row: Row) -> list[Outcome]:
    """What an authority was to the providers in a period."""
    keys = {"authority": run.authority(row), "role": row.text("role")}
    role = in_period(AuthorityRole.objects.filter(**keys), row, "valid_from") or AuthorityRole(**keys)
    texts = {column: row.text(column) for column in ("outcome", "reason", "note")}
    return [
        store(
            role, {"valid_from": row.day("valid_from"), "valid_until": row.day("valid_until"), **texts, **row.sourced()}
        )
    ]


def load_task_transfer(run: Run, row: Row) -> list[Outcome]:
    """A task that an authority handed over."""
    keys = {"authority": run.authority(row), "scope": row.text("scope"), "subject": row.text("subject")}
    transfer = in_period(TaskTransfer.objects.filter(**keys), row, "starts_on") or TaskTransfer(**keys)
    days = {column: row.day(column) for column in ("resolved_on", "contracted_on", "starts_on", "ends_on")}
    count = row.number("workstations_at_start")
    return [store(transfer, {**days, "workstations_at_start": count, "note": row.text("note"), **row.sourced()})]


def load_succession(run: Run, row: Row) -> list[Outcome]:
    """What became of an authority that is no more."""
    keys = {"predecessor": run.authority(row, "predecessor"), "successor": run.authority(row, "successor")}
    succession = Succession.objects.filter(**keys).first() or Succession(**keys)
    return [store(succession, {"effective_on": row.day("effective_on"), "kind": row.text("kind"), **row.sourced()})]


def load_site(run: Run, row: Row) -> list[Outcome]:
    """A place of a provider or of an authority."""
    site = Site.objects.filter(key=row.required("key")).first() or Site(key=row.text("key"))
    owners = {
        "provider": run.provider(row) if row.text("provider") else None,
        "authority": run.authority(row) if row.text("authority") else None,
    }
    texts = {column: row.text(column) for column in ("name", "street", "postcode", "city")}
    return [store(site, {**owners, **texts, "is_data_centre": row.flag("is_data_centre"), **row.sourced()})]


def load_service_point(run: Run, row: Row) -> list[Outcome]:
    """A place near the authorities where people get help on site."""
    point = ServicePoint.objects.filter(key=row.required("key")).first() or ServicePoint(key=row.text("key"))
    texts = {column: row.text(column) for column in ("name", "city", "note")}
    return [store(point, {"provider": run.provider(row), **texts, **row.sourced()})]


def load_service_point_authority(run: Run, row: Row) -> list[Outcome]:
    """A service point serves an authority."""
    point = run.find(ServicePoint, "service_points.csv", row, "service_point", "key")
    authority = run.authority(row)
    if point.authorities.filter(pk=authority.pk).exists():
        return [Outcome.UNCHANGED]
    point.authorities.add(authority)
    return [Outcome.NEW]


def load_location(run: Run, row: Row) -> list[Outcome]:
    """Where an authority, a service point or a site lies."""
    owners = {
        "authority": run.authority(row) if row.text("authority") else None,
        "service_point": run.find(ServicePoint, "service_points.csv", row, "service_point", "key")
        if row.text("service_point")
        else None,
        "site": run.find(Site, "sites.csv", row, "site", "key") if row.text("site") else None,
    }
    known = {name: owner for name, owner in owners.items() if owner is not None}
    location = (Location.objects.filter(**known).first() if known else None) or Location(**owners)
    place = {"latitude": row.decimal("latitude"), "longitude": row.decimal("longitude")}
    return [store(location, {**owners, **place, **row.sourced()})]


def load_holiday(run: Run, row: Row) -> list[Outcome]:
    """A rule becomes one day for each year from 2013 on."""
    rule = row.text("rule")
    if problem := rule_problem(rule):
        raise RefusedRowError(f"rule: {problem}")
    first = max(row.number("since_year") or FIRST_HOLIDAY_YEAR, FIRST_HOLIDAY_YEAR)
    days = [day_of(rule, year) for year in range(first, run.today.year + HOLIDAY_YEARS_AHEAD + 1)]
    known = {holiday.day: holiday for holiday in Holiday.objects.filter(day__in=days)}
    values = {"name": row.text("name"), **row.sourced()}
    return [store(known.get(day) or Holiday(day=day), values) for day in days]


def load_team(run: Run, row: Row) -> list[Outcome]:
    """A group of staff with a queue of its own."""
    team = Team.objects.filter(key=row.required("key")).first() or Team(key=row.text("key"))
    return [store(team, {"name": row.text("name"), "description": row.text("description"), **row.sourced()})]


def load_category(run: Run, row: Row) -> list[Outcome]:
    """What a report may be about, and the team that sees it first."""
    category = Category.objects.filter(key=row.required("key")).first() or Category(key=row.text("key"))
    team = run.find(Team, "teams.csv", row, "team", "key")
    texts = {"name": row.text("name"), "icon": row.text("icon")}
    return [store(category, {**texts, "position": row.number("position") or 0, "team": team, **row.sourced()})]


def in_period(rows: models.QuerySet[Sourced], row: Row, column: str) -> Sourced | None:
    """The one of these rows that begins on the day of the seed row.

    Where file and database have one period each, it is the same one, though its start may have been corrected.
    """
    start = row.day(column)
    begins = {f"{column}__isnull": True} if start is None else {column: start}
    exact = rows.filter(**begins).first()
    if exact or not row.is_alone:
        return exact
    sourced = rows.exclude(source="")[:2]
    return sourced[0] if len(sourced) == 1 else None


SEED_FILES = (
    SeedFile(
        "providers.csv", ("code", "name", "legal_form", "operating_since", "city", "street"), ("code",), load_provider
    ),
    SeedFile(
        "authorities.csv",
        ("key", "name", "short_name", "kind", "ags", "ars", "city", "street", "postcode"),
        ("key",),
        load_authority,
    ),
    SeedFile(
        "memberships.csv",
        ("member", "body", "kind", "valid_from", "valid_until"),
        ("member", "body", "kind", "valid_from"),
        load_membership,
    ),
    SeedFile(
        "roles.csv",
        ("authority", "role", "valid_from", "valid_until", "outcome", "reason", "note"),
        ("authority", "role", "valid_from"),
        load_role,
    ),
    SeedFile(
        "task_transfers.csv",
        (
            "authority",
            "scope",
            "subject",
            "resolved_on",
            "contracted_on",
            "starts_on",
            "ends_on",
            "workstations_at_start",
            "note",
        ),
        ("authority", "scope", "subject", "starts_on"),
        load_task_transfer,
    ),
    SeedFile("decisions.csv", DECISION, ("authority", "kind", "decided_on"), load_decision),
    SeedFile("agreements.csv", AGREEMENT, ("authority", "scope", "signed_on"), load_agreement),
    SeedFile(
        "successions.csv",
        ("predecessor", "successor", "effective_on", "kind"),
        ("predecessor", "successor"),
        load_succession,
    ),
    SeedFile(
        "sites.csv",
        ("key", "provider", "authority", "name", "street", "postcode", "city", "is_data_centre"),
        ("key",),
        load_site,
    ),
    SeedFile("service_points.csv", ("key", "provider", "name", "city", "note"), ("key",), load_service_point),
    SeedFile(
        "service_point_authorities.csv",
        ("service_point", "authority"),
        ("service_point", "authority"),
        load_service_point_authority,
    ),
    SeedFile(
        "locations.csv",
        ("authority", "service_point", "site", "latitude", "longitude"),
        ("authority", "service_point", "site"),
        load_location,
    ),
    SeedFile("holidays.csv", ("key", "name", "rule", "since_year"), ("key",), load_holiday),
    SeedFile("teams.csv", ("key", "name", "description"), ("key",), load_team),
    SeedFile("categories.csv", ("key", "name", "icon", "position", "team"), ("key",), load_category),
)
