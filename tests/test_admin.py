"""Promises over the whole web admin: who gets in, how many queries lists and forms take, exports, German throughout."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.contrib import admin
from django.db import connection, models
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import roles
from accounts.models import RoleAssignment, User
from applications.models import SpecialistApplication
from customers.models import Authority
from tests import factories
from tests.people import employed
from tests.world import World

FACTORIES: dict[str, Callable[..., models.Model]] = {
    "processtemplate": factories.ProcessTemplateFactory,
    "templatephase": factories.TemplatePhaseFactory,
    "checklisttemplate": factories.ChecklistTemplateFactory,
    "replacementrule": factories.ReplacementRuleFactory,
    "upgradepath": factories.UpgradePathFactory,
    "user": factories.UserFactory,
    "mailbox": factories.MailboxFactory,
    "provider": factories.ProviderFactory,
    "team": factories.TeamFactory,
    "staffmember": factories.StaffMemberFactory,
    "authority": factories.AuthorityFactory,
    "membership": factories.MembershipFactory,
    "authorityrole": factories.AuthorityRoleFactory,
    "tasktransfer": factories.TaskTransferFactory,
    "succession": factories.SuccessionFactory,
    "location": factories.LocationFactory,
    "site": factories.SiteFactory,
    "room": factories.RoomFactory,
    "contact": factories.ContactFactory,
    "contactfunction": factories.ContactFunctionFactory,
    "servicepoint": factories.ServicePointFactory,
    "announcement": factories.AnnouncementFactory,
    "topic": factories.TopicFactory,
    "article": factories.ArticleFactory,
    "servicearea": factories.ServiceAreaFactory,
    "serviceoffer": factories.ServiceOfferFactory,
    "formfield": factories.FormFieldFactory,
    "operatingsystem": factories.OperatingSystemFactory,
    "workstation": factories.WorkstationFactory,
    "device": factories.DeviceFactory,
    "devicemodel": factories.DeviceModelFactory,
    "lease": factories.LeaseFactory,
    "loan": factories.LoanFactory,
    "dataerasure": factories.DataErasureFactory,
    "stockminimum": factories.StockMinimumFactory,
    "kit": factories.KitFactory,
    "infrastructureitem": factories.InfrastructureItemFactory,
    "campaign": factories.CampaignFactory,
    "vendor": factories.VendorFactory,
    "product": factories.ProductFactory,
    "specialistapplication": factories.SpecialistApplicationFactory,
    "applicationuse": factories.ApplicationUseFactory,
    "productversion": factories.ProductVersionFactory,
    "productstatement": factories.ProductStatementFactory,
    "interface": factories.InterfaceFactory,
    "datacategory": factories.DataCategoryFactory,
    "applicationdata": factories.ApplicationDataFactory,
    "usecontact": factories.UseContactFactory,
    "training": factories.TrainingFactory,
    "publicservice": factories.PublicServiceFactory,
    "providedservice": factories.ProvidedServiceFactory,
    "relation": factories.RelationFactory,
    "holiday": factories.HolidayFactory,
    "servicecalendar": factories.ServiceCalendarFactory,
    "serviceagreement": factories.ServiceAgreementFactory,
    "blockedtime": factories.BlockedTimeFactory,
    "decision": factories.DecisionFactory,
    "agreement": factories.AgreementFactory,
    "servicespecification": factories.ServiceSpecificationFactory,
    "agreementdocument": factories.AgreementDocumentFactory,
    "weeklyblockedtime": factories.WeeklyBlockedTimeFactory,
    "category": factories.CategoryFactory,
    "textmodule": factories.TextModuleFactory,
    "macro": factories.MacroFactory,
    "tickettemplate": factories.TicketTemplateFactory,
    "ticket": factories.TicketFactory,
}
KEPT = {model._meta.model_name: model for model in admin.site._registry}
ENGLISH = ("Save and", ">History<", "View on site", "Add another", "object (", "relationship", "None</")


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps all master data."""
    return client_for(administrator)


def address(model: type[models.Model], page: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def text_of(response: HttpResponseBase) -> str:
    return b"".join(response).decode()


def test_every_kept_model_is_tested_here() -> None:
    assert set(KEPT) == set(FACTORIES)


MADE_ELSEWHERE = (
    "ticket",
    "campaign",
    "loan",
    "article",
    "agreement",
    "servicespecification",
    "agreementdocument",
)  # in the workspace, step by step; the web admin shows them


@pytest.mark.parametrize("role", roles.ALL_ROLES, ids=lambda role: role.key)
def test_list_and_form_open_for_exactly_the_roles_that_may_see_or_keep(
    role: roles.Role, world: World, db: None
) -> None:
    client = Client()
    client.force_login(world.people[role.key])
    wrong = []
    for name, model in KEPT.items():
        app = model._meta.app_label
        may_view = role.uses_admin and any(f"{app}.{verb}_{name}" in role.permissions for verb in ("view", "change"))
        may_add = role.uses_admin and f"{app}.add_{name}" in role.permissions and name not in MADE_ELSEWHERE
        for page, expected in (("changelist", may_view), ("add", may_add)):
            status = client.get(address(model, page), follow=True).status_code
            if status != (200 if expected else 403):
                wrong.append((name, page, status))
    assert wrong == []


def test_strangers_sign_in_at_the_one_door(client: Client) -> None:
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("accounts:login"))


def test_who_is_no_staff_stays_outside_whatever_role_the_account_was_given(
    client_for: Callable[[User], Client], db: None
) -> None:
    user = factories.UserFactory()
    RoleAssignment.objects.create(user=user, role=roles.ADMINISTRATION.key)
    assert client_for(user).get(reverse("admin:index"), follow=True).status_code == 403


@pytest.mark.parametrize("name", sorted(KEPT))
def test_list_takes_as_many_queries_with_twenty_rows_as_with_two(name: str, keeper: Client) -> None:
    url = address(KEPT[name], "changelist")
    [FACTORIES[name]() for _ in range(2)]
    keeper.get(url)
    few = queries_of(keeper, url)
    [FACTORIES[name]() for _ in range(18)]
    assert queries_of(keeper, url) == few
    assert few <= 16


@pytest.mark.parametrize("name", sorted(KEPT))
def test_form_is_german_and_offers_no_list_of_thousands(name: str, keeper: Client) -> None:
    row = FACTORIES[name]()
    response = keeper.get(address(KEPT[name], "change", row.pk))
    assert response.status_code == 200
    text = text_of(response)
    for word in ENGLISH:
        assert word not in text, word
    big = {"Authority", "Contact", "Workstation", "Site", "Room", "Ticket", "Device", "User"}
    form = response.context["adminform"].form
    for field_name, field in form.fields.items():
        queryset = getattr(field, "queryset", None)
        if queryset is not None and queryset.model.__name__ in big:
            assert (
                "RawId" in type(getattr(field.widget, "widget", field.widget)).__name__
                or "KnownRow" in type(field.widget).__name__
            ), field_name


def test_form_with_many_uses_takes_as_many_queries_as_with_few(keeper: Client) -> None:
    application = factories.SpecialistApplicationFactory()
    url = address(SpecialistApplication, "change", application.pk)
    [factories.ApplicationUseFactory(application=application) for _ in range(2)]
    keeper.get(url)
    few = queries_of(keeper, url)
    [factories.ApplicationUseFactory(application=application) for _ in range(18)]
    assert queries_of(keeper, url) == few


def test_form_of_an_authority_takes_as_many_queries_with_many_rows_as_with_few(keeper: Client) -> None:
    authority = factories.AuthorityFactory()
    url = address(Authority, "change", authority.pk)

    def more(count: int, first_year: int) -> None:
        for year in range(first_year, first_year + count):
            factories.SiteFactory(authority=authority)
            factories.MembershipFactory(member=authority, valid_from=f"{year}-01-01", valid_until=f"{year}-12-31")

    more(2, 1990)
    keeper.get(url)
    few = queries_of(keeper, url)
    more(18, 2000)
    assert queries_of(keeper, url) == few


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_long_list_is_counted_no_further_than_its_pages_lead(keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.paging.BoundedPaginator.limit", 5)
    [factories.VendorFactory() for _ in range(7)]
    assert "mehr als 5 Hersteller" in text_of(keeper.get(address(KEPT["vendor"], "changelist")))


@pytest.mark.parametrize("name", sorted(KEPT))
def test_list_is_exported_as_csv_and_xlsx(name: str, keeper: Client) -> None:
    FACTORIES[name]()
    rows = list(csv.reader(io.StringIO(text_of(keeper.get(address(KEPT[name], "export", "csv")))[1:]), delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(keeper.get(address(KEPT[name], "export", "xlsx")))))
    sheet = book.worksheets[0]
    assert len(rows) >= 2
    assert sheet.max_row == len(rows)
    assert [cell.value for cell in sheet[1]] == rows[0]


def test_export_has_all_rows_of_the_search_and_the_filter_and_no_other(keeper: Client) -> None:
    for number in range(60):
        factories.AuthorityFactory(name=f"Schule {number:02}", kind=Authority.Kind.SCHOOL)
    factories.AuthorityFactory(name="Schule ohne Art", kind=Authority.Kind.OTHER)
    factories.AuthorityFactory(name="Eigenbetrieb", kind=Authority.Kind.SCHOOL)
    page = keeper.get(address(Authority, "changelist"), {"q": "schule", "kind__exact": "school"})
    link = f"{address(Authority, 'export', 'csv')}?kind__exact=school&amp;q=schule"
    assert link in text_of(page)
    lines = text_of(keeper.get(link.replace("&amp;", "&"))).strip().split("\r\n")
    assert len(lines) == 61


def test_export_of_accounts_holds_no_password(keeper: Client) -> None:
    text = text_of(keeper.get(address(User, "export", "csv")))
    assert "md5$" not in text
    assert "asswort" not in text


def test_export_needs_the_right_to_see_the_list(client_for: Callable[[User], Client], db: None) -> None:
    desk = client_for(employed(roles.SERVICE_DESK))
    assert desk.get(address(User, "export", "csv")).status_code == 403
    assert text_of(desk.get(address(KEPT["workstation"], "export", "csv")))
    assert desk.get(address(KEPT["workstation"], "export", "pdf")).status_code == 404


def test_invented_rows_are_marked(keeper: Client) -> None:
    factories.VendorFactory(name="Erfundenes Haus", is_demo=True)
    text = text_of(keeper.get(address(KEPT["vendor"], "changelist")))
    assert text.count("ku-demo-mark") == 1


@pytest.mark.parametrize(
    "name",
    ["authority", "servicepoint", "contact", "workstation", "infrastructureitem", "specialistapplication", "ticket"],
)
def test_form_leads_to_the_page_in_the_workspace(name: str, keeper: Client) -> None:
    row: Any = FACTORIES[name]()
    text = text_of(keeper.get(address(KEPT[name], "change", row.pk)))
    assert f'<a href="{row.get_absolute_url()}" class="viewsitelink">Im Arbeitsbereich öffnen</a>' in text


def test_row_that_others_need_stays_and_the_page_links_to_them(keeper: Client) -> None:
    authority = factories.AuthorityFactory()
    workstations = [factories.WorkstationFactory(authority=authority) for _ in range(7)]
    url = address(Authority, "delete", authority.pk)
    text = text_of(keeper.get(url))
    assert address(KEPT["workstation"], "change", workstations[0].pk) in text
    assert "IT-Arbeitsplätze: und weitere" in text
    assert keeper.post(url, {"post": "yes"}).status_code == 200
    assert Authority.objects.filter(pk=authority.pk).exists()


def test_row_that_nobody_needs_is_deleted(keeper: Client) -> None:
    vendor = factories.VendorFactory()
    keeper.post(address(KEPT["vendor"], "delete", vendor.pk), {"post": "yes"})
    assert not KEPT["vendor"]._default_manager.filter(pk=vendor.pk).exists()


def test_start_page_names_the_parts_in_german(keeper: Client) -> None:
    text = text_of(keeper.get(reverse("admin:index")))
    for words in ("Behörden", "Fachverfahren", "Konten und Rollen", "Meldungen", "IT-Arbeitsplätze", "Feiertage"):
        assert words in text
    assert "Procrastinate" not in text
    assert "Groups" not in text
