"""Pages of changes: planning in steps, cohorts, the calendar of weeks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, ProductVersion, SpecialistApplication
from changes.actions import change_change, leave_out, submit_change, withdraw_change
from changes.actions.publishing import publish
from changes.cohorts import support_in_words
from changes.lifecycle import State
from changes.models import Change
from changes.views.weeks import MONTH, WEEK, span_of
from customers.models import Authority
from tests.changes.conftest import Plan, soon
from tests.factories import (
    ApplicationUseFactory,
    BlockedTimeFactory,
    ProductFactory,
    ProductVersionFactory,
    SpecialistApplicationFactory,
)
from tests.factories_changes import AffectedByChangeFactory, published_change

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


def typed(**values: object) -> dict[str, object]:
    """What somebody types into the first step."""
    starts = timezone.localtime(soon())
    return {
        "title": "Haushalt aktualisieren",
        "kind": "normal",
        "reason": "Sicherheitslücke",
        "work": "Neue Version",
        "risk": "low",
        "backout": "Sicherung",
        "starts_at": f"{starts:%Y-%m-%dT%H:%M}",
        "ends_at": f"{starts + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "effect": 4,
        "public_text": "Bitte abmelden.",
        **values,
    }


def test_from_the_first_step_to_the_approval(
    planners_browser: Client, approver: User, client_for: ClientFor, use: ApplicationUse
) -> None:
    assert "Änderung anlegen" in planners_browser.get(reverse("changes:new")).content.decode()
    answer = planners_browser.post(reverse("changes:new"), typed(thing=f"application-{use.application_id}"))
    change = Change.objects.get()
    assert answer["Location"] == change.get_absolute_url()
    BlockedTimeFactory(authority=use.authority, starts_at=change.starts_at, ends_at=change.ends_at, reason="Wahl")
    page = planners_browser.get(change.get_absolute_url()).content.decode()
    assert "nutzt Haushalt" in page
    assert "Wahl" in page
    submit = reverse("changes:submit", args=[change.pk])
    preview = planners_browser.get(submit).content.decode()
    assert "1 Behörde ist betroffen." in preview
    assert "Nächstes freies Fenster" in preview
    label = preview[preview.index("Trotzdem zu dieser Zeit") :]
    assert "Optional" not in label[: label.index("</label>")]
    refused = planners_browser.post(submit, {"version": change.version}).content.decode()
    assert "trotzdem zu dieser Zeit" in refused
    planners_browser.post(submit, {"version": change.version, "conflict_reason": "Es eilt."})
    boss = client_for(approver)
    assert "Freigeben" in boss.get(change.get_absolute_url()).content.decode()
    assert "Es eilt." in boss.get(reverse("changes:approve", args=[change.pk])).content.decode()
    boss.post(reverse("changes:approve", args=[change.pk]), {"note": ""})
    change.refresh_from_db()
    assert change.state == State.APPROVED


def test_errors_keep_what_was_typed(planners_browser: Client, use: ApplicationUse) -> None:
    page = planners_browser.post(reverse("changes:new"), typed(title="Nur dies")).content.decode()
    assert "Bitte wählen Sie, woran gearbeitet wird." in page
    assert "Nur dies" in page
    assert not Change.objects.exists()
    late = typed(thing=f"application-{use.application_id}", ends_at="2020-01-01T10:00")
    assert "Das Ende liegt vor dem Beginn." in planners_browser.post(reverse("changes:new"), late).content.decode()


def test_risk_and_effect_are_said_and_not_left_as_they_are(planners_browser: Client, use: ApplicationUse) -> None:
    address = reverse("changes:new")
    form = planners_browser.get(address).context["form"]
    assert [(form[name].value(), form.fields[name].choices[0][1]) for name in ("risk", "effect")] == [
        ("", "Bitte wählen"),
        ("", "Bitte wählen"),
    ]
    answer = planners_browser.post(address, typed(thing=f"application-{use.application_id}", risk="", effect=""))
    assert set(answer.context["form"].errors) == {"risk", "effect"}


def test_beginning_that_is_past_is_refused_when_it_is_typed(
    planners_browser: Client, use: ApplicationUse, plan: Plan
) -> None:
    late = timezone.localtime() - timedelta(hours=1)
    data = typed(thing=f"application-{use.application_id}", starts_at=f"{late:%Y-%m-%dT%H:%M}")
    for address in (reverse("changes:new"), reverse("changes:edit", args=[plan().pk])):
        answer = planners_browser.post(address, data)
        assert "liegt in der Vergangenheit" in str(answer.context["form"].errors["starts_at"])
    assert planners_browser.post(reverse("changes:new"), data | {"kind": "emergency"}).status_code == 302


def test_submitting_too_late_names_the_way_to_another_time(planners_browser: Client, plan: Plan) -> None:
    change = plan(starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=1))
    page = planners_browser.post(reverse("changes:submit", args=[change.pk])).content.decode()
    assert "über „Angaben ändern“" in page


def test_somebody_quicker_is_told_at_the_fields(planners_browser: Client, plan: Plan, planner: User) -> None:
    change = plan(starts_at=soon(), title="Alt")
    address = reverse("changes:edit", args=[change.pk])
    change_change(change=change, by=planner, title="Von jemand anderem", work="Anderes")
    page = planners_browser.post(address, typed(version=change.version, title="Von mir")).content.decode()
    assert "inzwischen geändert" in page
    assert "Jetzt steht hier: „Von jemand anderem“" in page
    assert "Von mir" in page


def test_things_are_found_added_and_removed(planners_browser: Client, plan: Plan, use: ApplicationUse) -> None:
    change, other = plan(), SpecialistApplicationFactory(name="Wahlverfahren")
    found = planners_browser.get(reverse("changes:choices", args=["thing"]), {"q": "wahlver"}).content.decode()
    assert f'value="application-{other.pk}"' in found
    planners_browser.post(reverse("changes:add_thing", args=[change.pk]), {"thing": f"application-{other.pk}"})
    assert change.applications.count() == 2
    remove = reverse("changes:remove_thing", args=[change.pk, "application", other.pk])
    assert "Wahlverfahren" in planners_browser.get(remove).content.decode()
    planners_browser.post(remove)
    assert list(change.applications.all()) == [use.application]
    assert planners_browser.get(reverse("changes:choices", args=["other"])).status_code == 404


def test_who_is_left_out_is_not_counted_among_the_affected(planners_browser: Client, plan: Plan, planner: User) -> None:
    change = plan(starts_at=soon())
    assert "Betroffene Behörden (1)" in planners_browser.get(change.get_absolute_url()).content.decode()
    leave_out(affected=change.affected.get(), reason="hat geschlossen", by=planner)
    page = planners_browser.get(change.get_absolute_url()).content.decode()
    assert "Betroffene Behörden (0, 1 ausgenommen)" in page


def test_links_of_many_rows_say_what_they_are_for(planners_browser: Client, plan: Plan, use: ApplicationUse) -> None:
    page = planners_browser.get(plan(starts_at=soon()).get_absolute_url()).content.decode()
    assert 'Ausnehmen<span class="kern-sr-only">: Stadt Hagenow</span>' in page
    assert 'Entfernen<span class="kern-sr-only">: Haushalt</span>' in page
    every = planners_browser.get(reverse("changes:standings")).content.decode()
    assert 'Verlauf ansehen<span class="kern-sr-only">: Haushalt</span>' in every


def test_page_takes_as_many_queries_however_many_are_affected(planners_browser: Client, plan: Plan) -> None:
    change = plan(starts_at=soon())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert planners_browser.get(change.get_absolute_url()).status_code == 200
        return len(captured)

    queries()
    with_one = queries()
    for _ in range(6):
        AffectedByChangeFactory(change=change)
    assert queries() == with_one


# Versions in use


@pytest.fixture
def cohort(db: None) -> ProductVersion:
    """A version in which two instances run."""
    product = ProductFactory(name="proDoppik")
    version = ProductVersionFactory(product=product, name="9.1", released_on=date(2024, 1, 1))
    ProductVersionFactory(product=product, name="9.4", released_on=date(2026, 5, 1))
    for name in ("Haushalt Nord", "Haushalt Süd"):
        application = SpecialistApplicationFactory(name=name, product=product, product_version=version)
        ApplicationUseFactory(application=application, user_count=7)
    SpecialistApplicationFactory(
        name="Altverfahren", product=product, product_version=version, operated_until=date(2020, 1, 1)
    )
    return version


def test_versions_in_use_count_instances_authorities_and_users(
    planners_browser: Client, cohort: ProductVersion
) -> None:
    page = planners_browser.get(reverse("changes:versions")).content.decode()
    assert "proDoppik" in page
    assert "9.4" not in page
    row = page[page.index(f'data-id="{cohort.pk}"') :]
    assert row.index(">2<") < row.index(">14<")


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (None, ""),
        (date(2026, 11, 15), "nicht mehr unterstützt"),
        (date(2026, 11, 16), "Unterstützung endet bald"),
        (date(2027, 5, 16), "Unterstützung endet bald"),
        (date(2027, 5, 17), ""),
    ],
)
def test_end_of_support_is_told_half_a_year_before(until: date | None, words: str) -> None:
    assert support_in_words(ProductVersion(supported_until=until), date(2026, 11, 16)) == words


def test_change_for_a_cohort_takes_its_instances_and_the_newest_version(
    planners_browser: Client, cohort: ProductVersion
) -> None:
    address = f"{reverse('changes:new')}?version={cohort.pk}"
    page = planners_browser.get(address).content.decode()
    assert "Haushalt Nord, Haushalt Süd" in page
    assert "Aktualisierung von proDoppik auf 9.4" in page
    newest = ProductVersion.objects.get(name="9.4")
    planners_browser.post(address, typed(target_version=newest.pk))
    change = Change.objects.get()
    names = set(change.applications.values_list("name", flat=True))
    assert names == {"Haushalt Nord", "Haushalt Süd"}
    assert change.target_version == newest


def test_version_after_is_one_of_the_product_at_which_is_worked(
    planners_browser: Client, cohort: ProductVersion, plan: Plan
) -> None:
    other = ProductVersionFactory(product__name="Archivo", name="1.0")
    change = plan(things=list(SpecialistApplication.objects.filter(product_version=cohort)))
    new, edit = reverse("changes:new"), reverse("changes:edit", args=[change.pk])
    for address in (f"{new}?version={cohort.pk}", edit):
        field = planners_browser.get(address).context["form"].fields["target_version"]
        assert [words for _, words in field.choices] == ["keine", "proDoppik 9.4", "proDoppik 9.1"]
        found = planners_browser.get(f"{field.widget.url}&q=1").content.decode()
        assert "proDoppik 9.1" in found
        assert "Archivo" not in found
    everywhere = planners_browser.get(reverse("changes:choices", args=["version"]), {"product": "x"})
    assert str(other.product) in everywhere.content.decode()


def test_cohort_that_is_too_large_is_not_cut(planners_browser: Client, cohort: ProductVersion) -> None:
    for _ in range(39):
        SpecialistApplicationFactory(product=cohort.product, product_version=cohort)
    address = f"{reverse('changes:new')}?version={cohort.pk}"
    assert "höchstens 40 Dinge" in planners_browser.get(address).content.decode()
    answer = planners_browser.post(address, typed())
    assert "höchstens 40 Dinge" in str(answer.context["form"].errors)
    assert not Change.objects.exists()


def test_versions_are_found_by_how_they_are_supported(planners_browser: Client, cohort: ProductVersion) -> None:
    today = timezone.localdate()
    for until, state in ((today - timedelta(days=1), "ended"), (today, "ending"), (None, "unknown")):
        ProductVersion.objects.filter(pk=cohort.pk).update(supported_until=until)
        for asked in ("ended", "ending", "unknown", "supported"):
            page = planners_browser.get(reverse("changes:versions"), {"support": asked}).content.decode()
            assert (f'data-id="{cohort.pk}"' in page) is (asked == state)


def test_year_that_nobody_plans_in_is_told_at_the_field(planners_browser: Client, use: ApplicationUse) -> None:
    data = typed(
        thing=f"application-{use.application_id}", starts_at="9999-12-31T22:00", ends_at="9999-12-31T23:59"
    )  # fmt: skip
    answer = planners_browser.post(reverse("changes:new"), data)
    assert "Jahr von 2000 bis 2100" in answer.content.decode()
    assert set(answer.context["form"].errors) == {"starts_at", "ends_at"}


def test_who_decides_sees_what_was_changed_meanwhile(
    plan: Plan, planner: User, approver: User, client_for: ClientFor
) -> None:
    change = submit_change(change=plan(starts_at=soon()), by=planner, now=timezone.now())
    boss, address = client_for(approver), reverse("changes:approve", args=[change.pk])
    seen = boss.get(address).context["form"].initial["version"]
    change = withdraw_change(change=change, by=planner)
    change = change_change(change=change, by=planner, title="Etwas ganz anderes")
    change = submit_change(change=change, by=planner, now=timezone.now())
    page = boss.post(address, {"note": "Mit Auflage.", "version": seen}).content.decode()
    assert "inzwischen geändert" in page
    assert "Etwas ganz anderes" in page
    assert "Mit Auflage." in page
    reject = reverse("changes:reject", args=[change.pk])
    assert "inzwischen geändert" in boss.post(reject, {"reason": "Nein.", "version": seen}).content.decode()
    boss.post(address, {"note": "Mit Auflage.", "version": change.version})
    change.refresh_from_db()
    assert (change.state, change.decision_note) == (State.APPROVED, "Mit Auflage.")


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (1, "ändert sich auf den Statusseiten nichts."),
        (4, "lesen die Behörden auf den Statusseiten: ausgefallen."),
    ],
)
def test_beginning_says_what_the_status_pages_will(
    planners_browser: Client, use: ApplicationUse, effect: int, words: str
) -> None:
    change = published_change(use.authority, effect=effect)
    assert words in planners_browser.get(reverse("changes:start", args=[change.pk])).content.decode()


def test_portal_says_that_a_window_is_called_off(
    planners_browser: Client, ludwigslust: Authority, coordinator: User, client_for: ClientFor
) -> None:
    change = published_change(ludwigslust, title="Nachtarbeit")
    publish(change, now=timezone.now())
    change.save()
    address, portal = reverse("changes:cancel", args=[change.pk]), client_for(coordinator)
    assert "Wartung: Nachtarbeit" in portal.get(reverse("portal:start")).content.decode()
    assert "„Abgesagt“" in planners_browser.get(address).content.decode()
    planners_browser.post(address, {"reason": "Der Hersteller hat sie zurückgezogen."})
    page = portal.get(reverse("portal:start")).content.decode()
    assert "Abgesagt: Nachtarbeit" in page
    assert "findet nicht statt" in page
    assert change.public_text not in page


def test_beginning_long_before_the_window_takes_a_tick(planners_browser: Client, use: ApplicationUse) -> None:
    change = published_change(use.authority)
    address = reverse("changes:start", args=[change.pk])
    page = planners_browser.get(address).content.decode()
    assert f"Das Fenster beginnt erst am {timezone.localtime(change.starts_at):%d.%m.%Y, %H:%M} Uhr" in page
    assert "sehen die Auswirkung ab jetzt" in page
    assert "Bitte bestätigen Sie" in planners_browser.post(address).content.decode()
    change.refresh_from_db()
    assert change.state == State.APPROVED
    planners_browser.post(address, {"is_meant_early": "on"})
    change.refresh_from_db()
    assert change.state == State.RUNNING


def test_beginning_in_time_asks_for_nothing(planners_browser: Client, use: ApplicationUse) -> None:
    change = published_change(use.authority, starts_at=timezone.now() + timedelta(minutes=5))
    address = reverse("changes:start", args=[change.pk])
    assert "beginnt erst am" not in planners_browser.get(address).content.decode()
    planners_browser.post(address)
    change.refresh_from_db()
    assert change.state == State.RUNNING


def test_unknown_version_or_application_in_the_address_is_no_fault(planners_browser: Client) -> None:
    for query in ("version=999999", "version=x", "application=999999", "application=%00"):
        assert planners_browser.get(f"{reverse('changes:new')}?{query}").status_code == 200


# The calendar of weeks


def test_week_and_month_show_each_day(
    planners_browser: Client, application: SpecialistApplication, use: ApplicationUse
) -> None:
    change = published_change(use.authority, title="Nachtarbeit")
    day = timezone.localtime(change.starts_at).date()
    page = planners_browser.get(reverse("changes:calendar"), {"day": day.isoformat()}).content.decode()
    assert "Nachtarbeit" in page
    assert f"{day:%d.%m.%Y}" in page
    month = planners_browser.get(
        reverse("changes:calendar"), {"view": "month", "day": day.isoformat()}
    ).content.decode()
    assert "Nachtarbeit" in month
    for wrong in ("x", "2026-99-99", "9999-12-31", "\x00"):
        assert planners_browser.get(reverse("changes:calendar"), {"day": wrong}).status_code == 200


def test_spans() -> None:
    assert span_of(WEEK, date(2026, 11, 18)) == (date(2026, 11, 16), date(2026, 11, 23))
    assert span_of(MONTH, date(2026, 12, 18)) == (date(2026, 12, 1), date(2027, 1, 1))
