"""What hangs on a Fachverfahren is entered, changed and removed by pages; nobody writes over what somebody else changed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationData, ApplicationUse, Interface, SpecialistApplication, Training, UseContact
from customers.models import Authority
from tests.factories import (
    ApplicationDataFactory,
    ApplicationUseFactory,
    AuthorityFactory,
    ContactFactory,
    DataCategoryFactory,
    InterfaceFactory,
    ProductFactory,
    ProductVersionFactory,
    ProvidedServiceFactory,
    SpecialistApplicationFactory,
    TeamFactory,
    TrainingFactory,
    UseContactFactory,
)

BrowserFor = Callable[[User], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def care(client_for: BrowserFor, application_care: User) -> Client:
    return client_for(application_care)


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_an_instance_is_taken_up_and_changed(care: Client) -> None:
    product, team = ProductFactory(), TeamFactory()
    begun: Any = care.post(
        "/applications/new/",
        {
            "name": "Meldewesen",
            "product": product.pk,
            "hosting": "dvz",
            "team": team.pk,
            "operated_since": "2026-01-01",
        },
    )
    row = SpecialistApplication.objects.get(name="Meldewesen")
    assert begun.url == f"/applications/{row.pk}/"
    version = ProductVersionFactory(product=product, name="4.2", supported_until=date(2026, 1, 31))
    foreign = ProductVersionFactory(name="9.9")
    address = f"/applications/{row.pk}/edit/"
    form = {"name": "Meldewesen", "hosting": "dvz", "team": team.pk, "version": 1}

    assert list(errors(care.post(address, form | {"product_version": foreign.pk}))) == ["product_version"]
    care.post(address, form | {"product_version": version.pk, "legal_basis": "Beschluss vom 17.12.2015"})
    row.refresh_from_db()
    assert (row.product_version, row.legal_basis, row.version) == (version, "Beschluss vom 17.12.2015", 2)
    page = care.get(f"/applications/{row.pk}/").content.decode()
    assert "4.2, nicht mehr unterstützt seit 31.01.2026" in page
    assert "Beschluss vom 17.12.2015" in page


def test_whose_use_has_ended_sees_no_more_of_it(coordinator: User, ludwigslust: Authority, service_desk: User) -> None:
    today, day = timezone.localdate(), timedelta(days=1)
    use = ApplicationUseFactory(authority=ludwigslust)
    ApplicationUseFactory(application=use.application)  # by another one, for as long as it likes
    factories = (InterfaceFactory, ApplicationDataFactory, ProvidedServiceFactory)
    rows = [factory(application=use.application) for factory in factories]
    periods = (
        (None, None, True), (None, today, True), (today + day, None, True),
        (None, today - day, False), (date(2015, 1, 1), date(2019, 12, 31), False),
    )  # fmt: skip
    for since, until, is_seen in periods:
        ApplicationUse.objects.filter(pk=use.pk).update(used_since=since, used_until=until)
        for row in rows:
            gate = type(row).objects
            assert list(gate.visible_to(coordinator)) == ([row] if is_seen else []), (row, since, until)
            assert list(gate.visible_to(service_desk)) == [row]


def test_whoever_saves_second_sees_what_the_first_one_wrote(care: Client) -> None:
    use = ApplicationUseFactory(user_count=10, scope="Pass")
    address = f"/application-uses/{use.pk}/edit/"
    form = {"used_since": "2020-01-01", "user_count": 12, "scope": "Pass", "version": 1}
    assert care.post(address, form).status_code == 302
    refused = care.post(address, form | {"user_count": 14})

    assert refused.status_code == 200
    assert "inzwischen geändert" in refused.content.decode()
    assert errors(refused)["user_count"] == ["Jetzt steht hier: „12“"]
    assert ApplicationUse.objects.get(pk=use.pk).user_count == 12


def test_a_use_is_entered_once_at_a_time(care: Client, ludwigslust: Authority) -> None:
    application = SpecialistApplicationFactory()
    address = f"/applications/{application.pk}/uses/new/"
    form = {"authority": ludwigslust.pk, "used_since": "2024-01-01", "user_count": 7, "edition": "Basis"}
    assert care.post(address, form).status_code == 302
    again = care.post(address, form)

    assert "Diese Behörde nutzt das Fachverfahren in diesem Zeitraum schon." in str(errors(again))
    assert 'value="2024-01-01"' in again.content.decode()
    assert ApplicationUse.objects.get(application=application).edition == "Basis"


def test_one_person_of_the_authority_has_the_procedure(care: Client, ludwigslust: Authority) -> None:
    use = ApplicationUseFactory(authority=ludwigslust)
    own, other = ContactFactory(authority=ludwigslust), ContactFactory(authority=AuthorityFactory())
    address = f"/application-uses/{use.pk}/people/new/"

    assert "contact" in errors(care.post(address, {"contact": other.pk, "role": "owner"}))
    assert care.post(address, {"contact": own.pk, "role": "owner"}).status_code == 302
    second = care.post(address, {"contact": ContactFactory(authority=ludwigslust).pk, "role": "owner"})
    assert "Die Fachverantwortung ist schon vergeben" in str(errors(second))
    person = UseContact.objects.get()
    assert str(own) in care.get(f"/application-uses/{use.pk}/").content.decode()
    care.post(f"/application-people/{person.pk}/remove/")
    assert not UseContact.objects.exists()


def test_trainings_count_heads_and_name_nobody(care: Client) -> None:
    use = ApplicationUseFactory()
    form = {"held_on": "2026-03-02", "topic": "Grundlagen", "participants": 12}
    care.post(f"/application-uses/{use.pk}/trainings/new/", form)
    training = Training.objects.get()
    care.post(f"/application-trainings/{training.pk}/", form | {"participants": 14, "version": 1})
    page = care.get(f"/application-uses/{use.pk}/").content.decode()

    assert "Grundlagen" in page
    assert "14" in page
    care.post(f"/application-trainings/{training.pk}/remove/")
    assert not Training.objects.exists()


def test_an_interface_names_the_other_procedure_exactly_when_it_is_one(care: Client) -> None:
    application, other = SpecialistApplicationFactory(), SpecialistApplicationFactory(name="Finanzwesen")
    address = f"/applications/{application.pk}/interfaces/new/"
    form = {"name": "Buchungen", "partner": "application", "direction": "out"}

    assert "partner_application" in errors(care.post(address, form))
    care.post(address, form | {"partner_application": other.pk, "needs_state_network": "on"})
    care.post(address, {"name": "KBA", "partner": "kba", "direction": "both", "partner_application": other.pk})
    found = {row.name: row for row in Interface.objects.all()}
    assert found["Buchungen"].partner_application == other
    assert found["KBA"].partner_application is None
    page = care.get(f"/applications/{application.pk}/").content.decode()
    assert "Finanzwesen" in page
    assert "über das Landesnetz" in page


def test_the_database_itself_refuses_an_interface_without_its_partner() -> None:
    row = InterfaceFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Interface.objects.filter(pk=row.pk).update(partner="application")


def test_data_are_entered_once_a_category(care: Client) -> None:
    application, health = SpecialistApplicationFactory(), DataCategoryFactory(name="Gesundheitsdaten", is_special=True)
    address = f"/applications/{application.pk}/data/new/"
    care.post(address, {"category": health.pk, "persons": "Antragstellende", "kept_for": "10 Jahre"})

    assert health not in care.get(address).context["form"].fields["category"].queryset
    row = ApplicationData.objects.get()
    care.post(f"/application-data/{row.pk}/", {"persons": "Kinder", "kept_for": "10 Jahre", "version": 1})
    page = care.get(f"/applications/{application.pk}/").content.decode()
    assert "besonders geschützt" in page
    assert "Kinder" in page


def test_an_authority_sees_its_own_people_and_trainings_only(
    client_for: BrowserFor, coordinator: User, reporter: User, ludwigslust: Authority
) -> None:
    application = SpecialistApplicationFactory()
    own = ApplicationUseFactory(application=application, authority=ludwigslust)
    foreign = ApplicationUseFactory(application=application, authority=AuthorityFactory(name="Amt Nebenan"))
    UseContactFactory(use=own, role="owner", contact=ContactFactory(authority=ludwigslust, last_name="Eigenmann"))
    UseContactFactory(
        use=foreign, role="owner", contact=ContactFactory(authority=foreign.authority, last_name="Fremdling")
    )
    TrainingFactory(use=own, topic="Hier geschult")
    TrainingFactory(use=foreign, topic="Dort geschult")
    partner = SpecialistApplicationFactory(name="Geheimverfahren")
    InterfaceFactory(application=application, partner="application", partner_application=partner, name="Übergabe")
    ApplicationDataFactory(application=application, category=DataCategoryFactory(name="Meldedaten"))
    coordination = client_for(coordinator)

    for address in (f"/applications/{application.pk}/", f"/application-uses/{own.pk}/", "/applications/ours/"):
        page = coordination.get(address).content.decode()
        assert "Eigenmann" in page
        for secret in ("Fremdling", "Dort geschult", "Amt Nebenan", "Geheimverfahren"):
            assert secret not in page
    assert "Meldedaten" in coordination.get(f"/applications/{application.pk}/").content.decode()
    assert coordination.get(f"/application-uses/{foreign.pk}/").status_code == 404
    assert [row.pk for row in coordination.get("/application-uses/").context["page"].object_list] == [own.pk]
    for address in (f"/applications/{application.pk}/", "/applications/ours/"):
        page = client_for(reporter).get(address).content.decode()
        assert application.name in page
        for secret in ("Eigenmann", "Meldedaten", "Hier geschult"):
            assert secret not in page
