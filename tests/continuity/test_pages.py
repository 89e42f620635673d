"""What the pages tell: the order with files and paper, ranks with preview, forms, and what an authority sees of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from continuity.models import ContinuityPlan, Exercise, PlanDocument, ProtectionDeviation, ProtectionNeed
from continuity.sections import continuity_of, protection_section
from customers.models import Authority
from dependencies.nodes import Node
from tests.documents import Document
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    InfrastructureItemFactory,
    RelationFactory,
    SpecialistApplicationFactory,
    WeeklyBlockedTimeFactory,
)
from tests.factories_continuity import (
    ContinuityPlanFactory,
    ExerciseFactory,
    PlanDocumentFactory,
    ProtectionDeviationFactory,
    ProtectionNeedFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def caring(application_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who looks after Fachverfahren."""
    return client_for(application_care)


@pytest.fixture
def own(coordinator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of an IT-Koordination."""
    return client_for(coordinator)


@pytest.fixture
def application(ludwigslust: Authority) -> SpecialistApplication:
    """A planned Fachverfahren that Ludwigslust uses, on a server."""
    row = SpecialistApplicationFactory(name="Meldewesen")
    ApplicationUseFactory(application=row, authority=ludwigslust)
    ContinuityPlanFactory(application=row, restart_rank=2, rto_hours=48, paper_fallback="Vordrucke im Schrank.")
    server = InfrastructureItemFactory(name="Server A", state="in_service", in_service_on=date(2026, 1, 1))
    RelationFactory(source_application=row, target_item=server)
    return row


def text(client: Client, name: str, *arguments: object, **query: object) -> str:
    response = client.get(reverse(f"continuity:{name}", args=arguments), query)
    assert response.status_code == 200
    return response.content.decode()


def page(name: str, *arguments: object) -> str:
    return reverse(f"continuity:{name}", args=arguments)


def test_the_restart_says_what_comes_when_and_why(caring: Client, application: SpecialistApplication) -> None:
    shown = text(caring, "restart")
    assert shown.index("Server A") < shown.rindex("Meldewesen")
    assert "weil „Meldewesen“ (Rang 2) es braucht" in shown
    assert "kein Plandokument" in shown
    assert "2 Tage" in shown


def test_the_restart_of_an_authority_leaves_out_what_it_does_not_need(
    caring: Client, application: SpecialistApplication, ludwigslust: Authority
) -> None:
    ApplicationUseFactory(application=SpecialistApplicationFactory(name="Fremdverfahren"))
    assert "Fremdverfahren" in text(caring, "restart")
    assert "Fremdverfahren" not in text(caring, "restart", authority=ludwigslust.pk)
    assert caring.get(page("restart"), {"authority": AuthorityFactory().pk}).status_code == 404
    assert caring.get(page("restart"), {"authority": "x"}).status_code == 404


def test_the_restart_as_file_and_on_paper(caring: Client, application: SpecialistApplication) -> None:
    sent = b"".join(caring.get(page("restart"), {"export": "csv"})).decode("utf-8-sig").splitlines()
    assert sent[0].startswith("Schritt;Name;Art;Rang")
    assert [line.split(";")[1] for line in sent[1:]] == ["Server A", "Meldewesen"]
    response = caring.get(page("restart_document"))
    assert response["Content-Type"] == "application/pdf"
    words = Document(response.content).text
    assert "Server A" in words
    assert "Rang 2 vereinbart" in words


def test_paper_and_file_of_an_authority_name_nobody_else_and_nothing_that_only_others_use(
    caring: Client, application: SpecialistApplication, ludwigslust: Authority
) -> None:
    server, database = application.needs.get().target_item, InfrastructureItemFactory(name="Datenbank B")
    foreign = SpecialistApplicationFactory(name="Fremdverfahren")
    ApplicationUseFactory(application=foreign, authority=AuthorityFactory(name="Amt Anderswo", short_name="Anderswo"))
    ContinuityPlanFactory(application=foreign, restart_rank=1, rto_hours=1)
    RelationFactory(source_application=foreign, target_item=server)
    RelationFactory(source_application=application, target_item=database)
    ContinuityPlan.objects.filter(application=application).update(rto_hours=4)

    def told(**query: object) -> tuple[str, str]:
        file = b"".join(caring.get(page("restart"), {"export": "csv", **query})).decode("utf-8-sig")
        return file, Document(caring.get(page("restart_document"), query).content).text

    for words in told():
        assert "Anderswo" in words
        assert "Behörden" in words
        assert "Fremdverfahren" in words
    for words in told(authority=ludwigslust.pk):
        assert "Anderswo" not in words
        assert "Behörden" not in words.replace("anderer Behörden", "").replace("andere Behörden", "")
        assert "Fremdverfahren" not in words
        assert "weil ein Fachverfahren anderer Behörden (Rang 1) es braucht" in " ".join(words.split())
        assert "weil „Meldewesen“ (Rang 2) es braucht" in words
    shown = caring.get(page("restart"), {"authority": ludwigslust.pk}).context["steps"]
    assert "Behörden" not in shown.headings
    assert "Anderswo" not in str(shown.rows)
    for words in (text(caring, "restart", authority=ludwigslust.pk), told(authority=ludwigslust.pk)[1]):
        assert "Nummern der Reihenfolge des Hauses" in " ".join(words.split())


def test_what_starts_too_late_for_others_is_told_without_their_names(
    caring: Client, application: SpecialistApplication, ludwigslust: Authority
) -> None:
    foreign = SpecialistApplicationFactory(name="Fremdverfahren")
    ContinuityPlanFactory(application=foreign, rto_hours=1)
    RelationFactory(kind="depends_on", source_application=foreign, target_item=None, target_application=application)
    assert "„Meldewesen“ für „Fremdverfahren“" in text(caring, "restart")
    shown = text(caring, "restart", authority=ludwigslust.pk)
    assert "„Meldewesen“ für ein Fachverfahren anderer Behörden" in shown
    assert "Fremdverfahren" not in shown


def test_a_circle_stands_above_the_order(caring: Client, application: SpecialistApplication) -> None:
    server = application.needs.get().target_item
    other = InfrastructureItemFactory(name="Server B")
    for source, target in ((server, other), (other, server)):
        RelationFactory(kind="depends_on", source_application=None, source_item=source, target_item=target)
    shown = text(caring, "restart")
    assert "Kreis: Server A → Server B → Server A" in shown
    assert shown.count("im Kreis") == 2


def ranks(*rows: tuple[SpecialistApplication, str, str], step: str = "preview", **said: str) -> dict[str, str]:
    """What the page of ranks sends."""
    values = {"agreed_on": "2026-03-01", "agreed_with": "Runde der IT-Koordinationen", "step": step, **said}
    for row, seen, rank in rows:
        values |= {f"seen_{row.pk}": seen, f"rank_{row.pk}": rank}
    return values


def previewed(shown: str) -> str:
    """What the page of ranks remembers of its preview."""
    return shown.split('name="previewed" value="')[1].split('"', maxsplit=1)[0]


def button(shown: str, step: str) -> str:
    """The tag of an arrow."""
    return shown.split(f'value="{step}"')[1].split(">", maxsplit=1)[0]


def test_ranks_are_shown_before_they_are_saved(caring: Client, application: SpecialistApplication) -> None:
    other = SpecialistApplicationFactory(name="Kfz")
    sent = ranks((application, "2", "1"), (other, "", "4"))
    shown = caring.post(page("ranks"), sent).content.decode()
    assert "noch ist nichts gespeichert" in shown
    assert ContinuityPlan.objects.get().restart_rank == 2
    response = caring.post(page("ranks"), {**sent, "step": "apply", "previewed": previewed(shown)})
    assert response.status_code == 302
    assert dict(ContinuityPlan.objects.values_list("application__name", "restart_rank")) == {"Meldewesen": 1, "Kfz": 4}
    assert set(ContinuityPlan.objects.values_list("rank_agreed_with", flat=True)) == {"Runde der IT-Koordinationen"}


def test_a_rank_moves_up_without_a_script_and_nothing_typed_is_lost(
    caring: Client, application: SpecialistApplication
) -> None:
    other = SpecialistApplicationFactory(name="Kfz")
    sent = ranks((application, "2", "2"), (other, "", "7"), step=f"up-{other.pk}", agreed_with="Krisenstab")
    form = caring.post(page("ranks"), sent).context["form"]
    assert (form[f"rank_{other.pk}"].value(), form[f"rank_{application.pk}"].value()) == (1, 2)
    assert form[f"seen_{application.pk}"].value() == "2"
    assert form["agreed_with"].value() == "Krisenstab"
    assert ContinuityPlan.objects.get().restart_rank == 2


def test_an_unranked_one_becomes_the_last_that_has_a_rank(caring: Client, application: SpecialistApplication) -> None:
    other, third = SpecialistApplicationFactory(name="Kfz"), SpecialistApplicationFactory(name="Bau")
    sent = ranks((application, "2", "2"), (other, "", ""), (third, "", ""), step=f"up-{other.pk}")
    form = caring.post(page("ranks"), sent).context["form"]
    assert [form[f"rank_{row.pk}"].value() for row in (application, other, third)] == [1, 2, ""]


def test_the_keyboard_stays_on_the_arrow_and_is_told_where_it_went(
    caring: Client, application: SpecialistApplication
) -> None:
    second, third = SpecialistApplicationFactory(name="Kfz"), SpecialistApplicationFactory(name="Bau")
    rows = ((application, "2", "1"), (second, "", "2"), (third, "", "3"))
    shown = caring.post(page("ranks"), ranks(*rows, step=f"up-{third.pk}")).content.decode()
    assert "Bau steht jetzt auf Rang 2." in shown.split('role="status"')[1]
    assert "autofocus" in button(shown, f"up-{third.pk}")
    assert shown.count("autofocus") == 1
    shown = caring.post(page("ranks"), ranks(*rows, step=f"up-{second.pk}")).content.decode()
    assert "disabled" in button(shown, f"up-{second.pk}")
    assert "autofocus" in button(shown, f"down-{second.pk}")


def test_down_gives_no_rank_to_one_that_has_none(caring: Client, application: SpecialistApplication) -> None:
    other = SpecialistApplicationFactory(name="Kfz")
    response = caring.post(page("ranks"), ranks((application, "2", "2"), (other, "", ""), step=f"down-{other.pk}"))
    assert response.context["form"][f"rank_{other.pk}"].value() == ""
    assert "disabled" in button(response.content.decode(), f"down-{other.pk}")
    assert "Kfz bleibt ohne Rang." in response.content.decode()


def test_the_preview_refuses_what_could_not_be_saved(caring: Client, application: SpecialistApplication) -> None:
    response = caring.post(page("ranks"), ranks((application, "2", "1"), agreed_on="2999-01-01"))
    assert "Dieser Tag liegt in der Zukunft." in response.context["form"].errors["agreed_on"]
    assert "Vorschau: noch" not in response.content.decode()


def test_only_what_was_previewed_is_saved(caring: Client, application: SpecialistApplication) -> None:
    shown = caring.post(page("ranks"), ranks((application, "2", "1"))).content.decode()
    changed = ranks((application, "2", "7"), step="apply", previewed=previewed(shown))
    shown = caring.post(page("ranks"), changed).content.decode()
    assert "andere als in der letzten Vorschau" in shown
    assert ContinuityPlan.objects.get().restart_rank == 2
    assert caring.post(page("ranks"), {**changed, "previewed": previewed(shown)}).status_code == 302
    assert ContinuityPlan.objects.get().restart_rank == 7


def test_an_error_of_a_rank_belongs_to_its_field(caring: Client, application: SpecialistApplication) -> None:
    shown = caring.post(page("ranks"), ranks((application, "2", "x"))).content.decode()
    name = f"id_rank_{application.pk}_error"
    assert f'aria-describedby="{name}"' in shown
    assert f'id="{name}"><span class="kern-icon' in shown


def test_ranks_that_changed_meanwhile_are_refused_with_what_was_typed(
    caring: Client, application: SpecialistApplication
) -> None:
    response = caring.post(page("ranks"), ranks((application, "5", "1"), step="apply"))
    assert response.status_code == 422
    assert "inzwischen geändert" in response.content.decode()
    assert response.context["form"][f"rank_{application.pk}"].value() == "1"


NEED = {
    "confidentiality": "2", "confidentiality_reason": "Meldedaten.", "integrity": "1", "integrity_reason": "Wird geprüft.",
    "availability": "3", "availability_reason": "Ausweise.", "assessed_on": "2026-01-02", "review_on": "", "version": "",
}  # fmt: skip


def test_a_need_is_entered_and_infrastructure_inherits_it(caring: Client, application: SpecialistApplication) -> None:
    assert caring.post(page("need", application.pk), NEED).status_code == 302
    assert ProtectionNeed.objects.get().availability == 3
    server = application.needs.get().target_item
    assert server is not None
    shown = text(caring, "item", server.pk)
    assert "sehr hoch" in shown
    assert "Meldewesen" in shown
    assert "sehr hoch" in text(caring, "items", availability="3")
    assert server.name not in text(caring, "items", availability="1")


def test_who_was_slower_sees_what_stands_there_now(caring: Client, application: SpecialistApplication) -> None:
    ProtectionNeedFactory(application=application, availability_reason="Von jemand anderem.")
    response = caring.post(page("need", application.pk), NEED)
    shown = response.content.decode()
    assert "Von jemand anderem." in shown
    assert "Meldedaten." in shown
    again = {**NEED, "version": "1"}
    assert caring.post(page("need", application.pk), again).status_code == 302


def test_a_missing_reason_is_told_at_its_field(caring: Client, application: SpecialistApplication) -> None:
    response = caring.post(page("need", application.pk), {**NEED, "integrity_reason": ""})
    assert "Begründung der Integrität" in str(response.context["form"].problems())
    assert not ProtectionNeed.objects.exists()


def test_days_in_the_wrong_order_are_told_at_their_field(caring: Client, application: SpecialistApplication) -> None:
    server = application.needs.get().target_item
    assert server is not None
    deviation = {"effect": "other", "level": "3", "reason": "", "decided_on": "2026-02-02", "review_on": "2026-02-02"}
    exercise = {
        "held_on": "2026-05-05",
        "kind": "restart",
        "outcome": "passed",
        "open_findings": "",
        "next_on": "2026-05-04",
    }
    for address, sent, expected in (
        (page("need", application.pk), {**NEED, "review_on": "2026-01-01", "integrity_reason": ""}, ["integrity_reason", "review_on"]),
        (page("deviate", server.pk, "availability"), deviation, ["reason", "review_on"]),
        (page("add_exercise", application.pk), exercise, ["open_findings", "next_on"]),
    ):  # fmt: skip
        errors = caring.post(address, sent).context["form"].errors
        assert list(errors) == expected


def test_a_plan_comes_with_its_document(caring: Client, application: SpecialistApplication) -> None:
    sent = {
        "mtpd_hours": "72", "rto_hours": "24", "rpo_hours": "0", "minimum_operation": "Auskunft", "paper_fallback": "Vordrucke",
        "review_on": "", "version": "1", "title": "Wiederanlaufplan",
        "files": SimpleUploadedFile("plan.txt", b"Zuerst", content_type="text/plain"),
    }  # fmt: skip
    assert caring.post(page("plan", application.pk), sent).status_code == 302
    assert (ContinuityPlan.objects.get().rto_hours, PlanDocument.objects.get().version) == (24, 1)
    shown = text(caring, "application", application.pk)
    assert "Wiederanlaufplan" in shown
    assert "keiner" in shown  # no data may be lost


def test_an_empty_plan_is_refused_and_none_is_said_to_be_planned(caring: Client) -> None:
    bare = SpecialistApplicationFactory()
    sent = {"review_on": "2027-01-01", "version": "", "title": "Wiederanlaufplan"}
    shown = caring.post(page("plan", bare.pk), sent).content.decode()
    assert "wenigstens eine Zeit" in shown
    assert not ContinuityPlan.objects.exists()
    ContinuityPlanFactory(application=bare, mtpd_hours=None, rto_hours=None, rpo_hours=None, paper_fallback="")
    assert "noch nichts geplant" in text(caring, "application", bare.pk)
    assert "noch nichts geplant" not in text(
        caring,
        "application",
        ContinuityPlanFactory(restart_rank=None, rank_agreed_on=None, rank_agreed_with="").application_id,
    )


def test_the_day_of_a_need_is_no_row_of_its_levels(caring: Client, application: SpecialistApplication) -> None:
    ProtectionNeedFactory(application=application, review_on=date(2999, 5, 6))
    section = caring.get(page("application", application.pk)).context["sections"][0]
    assert [one.label for one in section.properties] == ["Festgestellt am", "Zu prüfen am"]
    assert [row[0] for row in section.rows] == ["Vertraulichkeit", "Integrität", "Verfügbarkeit"]


def test_a_plan_that_an_internal_one_replaced_is_outdated_for_the_authority(
    caring: Client, own: Client, application: SpecialistApplication
) -> None:
    PlanDocumentFactory(application=application, title="Wiederanlaufplan", version=1)
    assert "überholt" not in text(own, "application", application.pk)
    file = SimpleUploadedFile("plan.txt", b"Innen", content_type="text/plain")
    sent = {"title": "wiederanlaufplan", "files": file, "is_internal": "on"}
    response = caring.post(page("add_document", application.pk), sent, follow=True)
    assert "Sie sehen weiter Fassung 1 von „Wiederanlaufplan“" in response.content.decode()
    shown = text(own, "application", application.pk)
    assert "überholt" in shown
    assert "wiederanlaufplan</a>" not in shown
    assert "überholt" in text(own, "own_order")


def test_a_plan_with_a_bad_file_is_not_half_saved(caring: Client, application: SpecialistApplication) -> None:
    bad = SimpleUploadedFile("plan.exe", b"MZ", content_type="application/pdf")
    sent = {"rto_hours": "5", "version": "1", "title": "Wiederanlaufplan", "files": bad}
    assert caring.post(page("plan", application.pk), sent).status_code != 302
    assert ContinuityPlan.objects.get().rto_hours == 48


def test_exercises_are_entered_corrected_and_removed(caring: Client, application: SpecialistApplication) -> None:
    sent = {
        "held_on": "2026-05-05", "kind": "restart", "outcome": "flawed", "findings": "Nummern veraltet.", "open_findings": "1",
        "next_on": "", "version": "",
    }  # fmt: skip
    assert caring.post(page("add_exercise", application.pk), sent).status_code == 302
    exercise = Exercise.objects.get()
    assert "Meldewesen" in text(caring, "plans", findings="open")
    caring.post(page("exercise", exercise.pk), {**sent, "open_findings": "0", "version": "1"})
    assert "Meldewesen" not in text(caring, "plans", findings="open").split('id="list"')[1]
    caring.post(page("remove_exercise", exercise.pk))
    assert not Exercise.objects.exists()


def test_the_question_names_the_exercise(caring: Client, application: SpecialistApplication) -> None:
    row = ExerciseFactory(application=application, kind="tabletop", held_on=date(2026, 5, 5))
    assert '<h1 class="ku-h1">„Planbesprechung am 05.05.2026“ entfernen?</h1>' in text(
        caring, "remove_exercise", row.pk
    )


def test_limits_are_told_in_plain_words(caring: Client, application: SpecialistApplication) -> None:
    sent = {"held_on": "2026-05-05", "kind": "restart", "outcome": "passed", "findings": "Nummern.", "next_on": ""}
    for said, expected in (
        ("-1", "Erlaubt ist 0 oder mehr."),
        ("40000", "Erlaubt sind höchstens 999."),
        ("", "Bitte ausfüllen"),
    ):
        errors = (
            caring.post(page("add_exercise", application.pk), {**sent, "open_findings": said}).context["form"].errors
        )
        assert expected in str(errors["open_findings"])
    errors = caring.post(page("plan", application.pk), {"rto_hours": "999999", "version": "1"}).context["form"].errors
    assert "Erlaubt sind höchstens 8784." in str(errors["rto_hours"])
    assert not Exercise.objects.exists()


def test_links_that_show_the_same_words_say_which_they_are(
    caring: Client, own: Client, application: SpecialistApplication
) -> None:
    for version in (1, 2):
        PlanDocumentFactory(application=application, title="Wiederanlaufplan", version=version)
    shown = text(caring, "application", application.pk)
    for version in (1, 2):
        assert f'Wiederanlaufplan<span class="kern-sr-only">, Fassung {version}</span></a>' in shown
    assert 'Wiederanlaufplan<span class="kern-sr-only"> für Meldewesen</span></a>' in text(own, "own_order")
    assert 'class="kern-sr-only">, kein' in text(caring, "restart")


def test_only_what_somebody_else_changed_is_marked(caring: Client, application: SpecialistApplication) -> None:
    sent = {
        "rto_hours": "48",
        "mtpd_hours": "72",
        "rpo_hours": "4",
        "paper_fallback": "Vordrucke im Schrank.",
        "version": "1",
    }
    assert caring.post(page("plan", application.pk), {**sent, "rto_hours": "10"}).status_code == 302
    form = caring.post(page("plan", application.pk), {**sent, "rto_hours": "12", "paper_fallback": "Neu."}).context[
        "form"
    ]
    assert "Jetzt steht hier: „10“" in str(form.errors["rto_hours"])
    assert set(form.errors) == {"__all__", "rto_hours"}
    assert form["paper_fallback"].value() == "Neu."


def test_findings_keep_their_lines(caring: Client, application: SpecialistApplication) -> None:
    ExerciseFactory(application=application, outcome="flawed", findings="Nummern veraltet.\nSchlüssel <fehlt>.")
    assert "Nummern veraltet.<br>Schlüssel &lt;fehlt&gt;." in text(caring, "application", application.pk)


def test_a_deviation_is_decided_and_taken_back(caring: Client, application: SpecialistApplication) -> None:
    ProtectionNeedFactory(application=application, availability=2)
    server = application.needs.get().target_item
    assert server is not None
    sent = {
        "effect": "cumulation",
        "level": "3",
        "reason": "Alles.",
        "decided_on": "2026-02-02",
        "review_on": "",
        "version": "",
    }
    assert caring.get(page("deviate", server.pk, "nonsense")).status_code == 404
    refused = caring.post(page("deviate", server.pk, "availability"), {**sent, "level": "1"})
    assert "Kumulation erhöht" in refused.content.decode()
    assert caring.post(page("deviate", server.pk, "availability"), sent).status_code == 302
    assert "Kumulation" in text(caring, "items", origin="deviation")
    assert "Alles." in text(caring, "item", server.pk)
    caring.post(page("withdraw", ProtectionDeviation.objects.get().pk))
    assert not ProtectionDeviation.objects.exists()


def test_why_a_deviation_was_decided_is_read_after_it_was_withdrawn(
    caring: Client, application: SpecialistApplication
) -> None:
    server = application.needs.get().target_item
    assert server is not None
    ProtectionDeviationFactory(item=server, reason="Drei Standorte hängen daran.")
    ProtectionDeviationFactory(reason="Von einem anderen Gerät.")
    assert "Frühere Abweichungen" not in text(caring, "item", server.pk)
    sent = {
        "effect": "other", "level": "3", "reason": "Jetzt alle.", "decided_on": "2026-02-02", "review_on": "", "version": "1"
    }  # fmt: skip
    assert caring.post(page("deviate", server.pk, "availability"), sent).status_code == 302
    caring.post(page("withdraw", ProtectionDeviation.objects.get(item=server).pk))
    past = text(caring, "item", server.pk).split("Frühere Abweichungen", maxsplit=1)[1]
    assert past.index("Jetzt alle.") < past.index("Drei Standorte hängen daran.")
    assert "aufgehoben am" in past
    assert "neu entschieden am" in past
    assert "Von einem anderen Gerät." not in past


def test_the_histories_of_need_and_plan_stand_on_the_page_and_say_whose_they_are(
    caring: Client, application: SpecialistApplication
) -> None:
    need = ProtectionNeedFactory(application=application)
    shown = text(caring, "application", application.pk)
    for kind, row, title in (
        ("protectionneed", need.pk, "Änderungen am Schutzbedarf"),
        ("continuityplan", application.continuity_plan.pk, "Änderungen an der Notfallplanung"),
    ):
        assert f'hx-get="{reverse("history:changes", args=[f"continuity.{kind}", row])}"' in shown
        assert f">{title}</h2>" in shown
    assert ">Verlauf</h2>" not in shown


def test_what_is_missing_and_due_is_listed(caring: Client, application: SpecialistApplication) -> None:
    SpecialistApplicationFactory(name="Ungeplant")
    ContinuityPlan.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    listed = text(caring, "plans", gap="rank").split('id="list"')[1]
    assert "Ungeplant" in listed
    assert "Meldewesen" not in listed
    assert "Meldewesen" in text(caring, "plans", review="overdue").split('id="list"')[1]
    assert "Ungeplant" in text(caring, "needs", assessed="no").split('id="list"')[1]


def test_an_authority_sees_its_own_in_the_agreed_order_and_nothing_below(
    own: Client, application: SpecialistApplication, ludwigslust: Authority
) -> None:
    first = SpecialistApplicationFactory(name="Sozialwesen")
    ContinuityPlanFactory(application=first, restart_rank=1)
    ApplicationUseFactory(application=first, authority=ludwigslust)
    ApplicationUseFactory(application=first, authority=AuthorityFactory(name="Amt Anderswo"))
    foreign = SpecialistApplicationFactory(name="Fremdverfahren")
    ApplicationUseFactory(application=foreign)
    PlanDocumentFactory(application=application, title="Wiederanlaufplan")
    inner = PlanDocumentFactory(application=first, title="Kennwörter", is_internal=True)
    listed = text(own, "own_order").split('id="list"')[1]
    assert listed.index("Sozialwesen") < listed.index("Meldewesen")
    assert "Vordrucke im Schrank." in listed
    assert "Wiederanlaufplan" in listed
    for hidden in ("Fremdverfahren", "Server A", "Anderswo", "Kennwörter"):
        assert hidden not in listed
    for name, row in (("application", foreign.pk), ("document", inner.pk)):
        assert own.get(page(name, row)).status_code == 404
    assert own.get(page("restart")).status_code == 403


def test_an_authority_has_its_order_on_paper_with_the_way_to_go_on(
    own: Client, application: SpecialistApplication, ludwigslust: Authority
) -> None:
    foreign = SpecialistApplicationFactory(name="Fremdverfahren")
    ContinuityPlanFactory(application=foreign, restart_rank=1)
    ApplicationUseFactory(application=SpecialistApplicationFactory(name="Kfz"), authority=ludwigslust)
    shown = text(own, "own_order")
    assert page("own_document") in shown
    assert f'href="{reverse("dashboards:our_applications")}"' in shown.split("ku-breadcrumb")[1]
    assert "Wo welche fehlen" in shown
    words = " ".join(Document(own.get(page("own_document")).content).text.split())
    for told in ("Meldewesen", "2 Tage", "Vordrucke im Schrank.", ludwigslust.name, "noch nichts geplant"):
        assert told in words
    assert words.count("noch nichts geplant") == 1  # of Kfz, and not below what is planned
    for hidden in ("Fremdverfahren", "Server A"):
        assert hidden not in words


def test_what_an_authority_uses_no_more_it_does_not_see(
    own: Client, application: SpecialistApplication, ludwigslust: Authority
) -> None:
    paper = PlanDocumentFactory(application=application)
    assert b"".join(own.get(page("document", paper.pk))) == b"Zuerst"
    application.uses.update(used_until=timezone.localdate() - timedelta(days=1))
    assert "Meldewesen" not in text(own, "own_order")
    for name, row in (("application", application.pk), ("document", paper.pk)):
        assert own.get(page(name, row)).status_code == 404


def test_sections_for_other_pages_are_empty_for_whoever_sees_nothing(
    application: SpecialistApplication, service_desk: User, coordinator: User, reporter: User
) -> None:
    today = timezone.localdate()
    assert continuity_of(application, service_desk, today).properties
    assert continuity_of(application, coordinator, today).properties
    assert not continuity_of(application, reporter, today).is_shown
    assert not continuity_of(SpecialistApplicationFactory(), coordinator, today).is_shown
    item = application.needs.get().target_item
    assert item is not None
    assert protection_section(item, service_desk, today).is_shown
    assert not protection_section(item, coordinator, today).is_shown


def test_the_impact_names_open_counters(
    caring: Client, application: SpecialistApplication, ludwigslust: Authority
) -> None:
    ApplicationUseFactory(application=application)
    now = timezone.localtime()
    WeeklyBlockedTimeFactory(
        authority=ludwigslust, kind="counter_hours", weekday=now.weekday(), begins_at="00:00", ends_at="23:59:59"
    )
    shown = caring.get(Node.of(application).page("impact")).content.decode()
    assert "Betrifft 2 Behörden; bei 1 davon ist gerade Sprechzeit." in shown
    assert "bis 23:59 Uhr" in shown


def test_the_restart_takes_as_many_queries_with_more(caring: Client, application: SpecialistApplication) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            text(caring, "restart")
        return len(queries)

    count()
    before = count()
    for _ in range(5):
        row = ContinuityPlanFactory().application
        ExerciseFactory(application=row)
        ApplicationUseFactory(application=row)
        RelationFactory(source_application=row)
    assert count() == before
