"""The facts of the seed files, as the sources tell them."""

from datetime import date
from io import StringIO

from django.core.management import call_command
from django.test import TestCase

from accounts.models import Provider
from applications.models import Product, ProductStatement, PublicService
from contracts.models import Agreement, Decision, Holiday
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


def roles_of(key: str) -> list[tuple[str, date | None, date | None]]:
    """The roles of an authority in time."""
    roles = AuthorityRole.objects.filter(authority__key=key)
    return [(role.role, role.valid_from, role.valid_until) for role in roles]


class SeededFacts(TestCase):
    """The whole folder, loaded once for all tests of this class."""

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("seed", stdout=StringIO())

    def test_facts_about_the_providers(self) -> None:
        assert list(Provider.objects.values_list("code", "legal_form", "operating_since")) == [
            ("KSM", "Anstalt des öffentlichen Rechts", date(2013, 10, 1)),
            ("SIS", "GmbH", date(2006, 1, 1)),
        ]
        assert Site.objects.get(is_data_centre=True).name == "Rechenzentrum Schwerin"

    def test_facts_about_the_stadt_ludwigslust(self) -> None:
        town = Authority.objects.get(key="stadt-ludwigslust")
        assert (town.kind, town.ags, town.ars) == ("municipality_without_amt", "13076090", "130760090090")
        assert roles_of(town.key) == [
            ("customer", date(2016, 1, 1), date(2016, 3, 31)),
            ("carrier", date(2016, 4, 1), None),
        ]
        transfer = TaskTransfer.objects.get(authority=town)
        assert (transfer.scope, transfer.resolved_on) == ("core_it", date(2015, 12, 17))
        assert (transfer.starts_on, transfer.workstations_at_start) == (date(2016, 1, 1), 83)
        assert list(ServicePoint.objects.filter(authorities=town).values_list("name", flat=True)) == [
            "Service-Point Ludwigslust"
        ]

    def test_facts_about_amt_ludwigslust_land(self) -> None:
        role = AuthorityRole.objects.get(authority__key="amt-ludwigslust-land")
        assert (role.role, role.outcome, role.valid_until) == ("prospect", "declined", date(2020, 3, 31))
        assert role.reason
        members = Membership.objects.filter(body__key="amt-ludwigslust-land")
        assert members.filter(valid_until=None).count() == 11
        assert members.get(member__key="gemeinde-leussow").valid_until == date(2019, 5, 25)
        assert not Membership.objects.filter(member__key="stadt-ludwigslust").exists(), "the town belongs to no Amt"

    def test_thirteen_carriers_since_2021(self) -> None:
        carriers = AuthorityRole.objects.filter(role="carrier")
        assert carriers.count() == 13
        assert carriers.filter(valid_from=date(2013, 10, 1)).count() == 2
        assert set(TaskTransfer.objects.filter(authority__key="stadt-parchim").values_list("scope", flat=True)) == {
            "school_it",
            "procurement_office",
        }

    def test_contracts_of_2021_with_the_days_that_are_known(self) -> None:
        found = Agreement.objects.filter(signed_on=date(2021, 1, 13))
        keys = {"stadt-luebtheen", "stadt-wittenburg", "stadt-luebz", "stadt-parchim"}
        assert set(found.values_list("authority__key", flat=True)) == keys
        assert found.count() == 5, "Parchim handed over two tasks"
        days = set(found.values_list("notified_on", "cleared_on", "published_on", "effective_from"))
        assert days == {(date(2021, 2, 24), date(2021, 6, 10), date(2021, 7, 2), None)}

    def test_decisions_that_are_known(self) -> None:
        ludwigslust = Decision.objects.get(authority__key="stadt-ludwigslust")
        assert (ludwigslust.body, ludwigslust.decided_on) == ("Stadtvertretung", date(2015, 12, 17))
        assert ludwigslust.agreements.get().resolved_on == ludwigslust.decided_on
        stralendorf = Decision.objects.get(authority__key="amt-stralendorf")
        assert (stralendorf.kind, stralendorf.decided_on) == ("policy", date(2018, 12, 17))

    def test_what_somebody_took_further_is_not_set_back(self) -> None:
        agreement = Agreement.objects.get(authority__key="stadt-grabow")
        agreement.name, agreement.version = "Neu benannt", 2
        agreement.save()
        call_command("seed", stdout=StringIO())
        agreement.refresh_from_db()
        assert agreement.name == "Neu benannt"

    def test_official_keys_of_the_district(self) -> None:
        municipalities = Authority.objects.filter(ags__startswith="13076")
        assert municipalities.count() == 142
        for town in Authority.objects.exclude(ags=""):
            assert len(town.ags) == 8
            assert len(town.ars) == 12
            assert town.ags == town.ars[:5] + town.ars[-3:]
        members = Membership.objects.filter(kind="member_of_amt", valid_until=None)
        for membership in members.select_related("member", "body"):
            assert membership.member.ars.startswith(membership.body.ars)
        assert members.count() == 137
        assert Authority.objects.filter(kind="amt").count() == 15

    def test_leussow_became_part_of_goehlen(self) -> None:
        succession = Succession.objects.get()
        assert (succession.predecessor.key, succession.successor.key) == ("gemeinde-leussow", "gemeinde-goehlen")
        assert succession.effective_on == date(2019, 5, 26)

    def test_coordinates_lie_where_their_neighbours_do(self) -> None:
        located = Location.objects.filter(authority__isnull=False).select_related("authority")
        assert set(Authority.objects.filter(location=None).values_list("key", flat=True)) == {
            "gemeinde-leussow",
            "dvz-mv",
            "ikt-ost",
        }
        amt = dict(Membership.objects.filter(kind="member_of_amt").values_list("member", "body"))
        by_authority = {one.authority_id: (float(one.latitude), float(one.longitude)) for one in located}
        for one in located:
            latitude, longitude = by_authority[one.authority_id]
            assert 53.0 < latitude < 54.0
            assert 10.6 < longitude < 12.4
            if one.authority_id in amt:
                seat = by_authority[amt[one.authority_id]]
                assert abs(latitude - seat[0]) < 0.3, one.authority
                assert abs(longitude - seat[1]) < 0.35, one.authority
        assert ServicePoint.objects.get(key="service-point-ludwigslust").location
        assert Site.objects.get(is_data_centre=True).location

    def test_what_is_said_of_products(self) -> None:
        meso = Product.objects.get(name="MESO")
        assert str(meso.successor) == "VOIS|MESO"
        said = ProductStatement.objects.get(product__name="VOIS|MESO", subject=ProductStatement.Subject.SPREAD)
        assert (said.stated_on, said.certainty) == (date(2019, 1, 1), "B")
        assert PublicService.objects.get().key_in_groups == "99 107 108 017 000"

    def test_every_row_names_its_source(self) -> None:
        for model in (
            Provider,
            Authority,
            Membership,
            AuthorityRole,
            TaskTransfer,
            Succession,
            Location,
            Site,
            ServicePoint,
            Holiday,
            Product,
            ProductStatement,
            PublicService,
            Decision,
            Agreement,
        ):
            assert not model._default_manager.filter(source="").exists()
            assert not model._default_manager.filter(is_demo=True).exists()
