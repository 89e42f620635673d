"""Ordering from the catalogue: only what is asked counts, nothing typed is lost, and each order becomes one report."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse
from catalogue.actions import copy_offer
from catalogue.models import Condition, FormField, ServiceOffer
from customers.models import Contact
from tests.factories import (
    AuthorityFactory,
    ConditionFactory,
    ContactFactory,
    FormFieldFactory,
    ServiceOfferFactory,
    WorkstationFactory,
)
from tests.people import contact_at, contact_of
from tests.world import World
from tickets.actions.opening import check_belongings
from tickets.lifecycle import State
from tickets.models import Attachment, Category, Ticket

Sign = Callable[[User], Client]
Kind = FormField.Kind
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def offer(world: World, db: None) -> ServiceOffer:
    """A device, for what if it is a laptop, from when, and the place it is for."""
    made: ServiceOffer = ServiceOfferFactory(title="Gerät leihen", subject="{{geraet}} ab {{von}}", is_demo=True)
    device = FormFieldFactory(
        offer=made, key="geraet", label="Welches Gerät?", kind=Kind.ONE_OF, choices="Notebook\nBeamer", is_required=True
    )
    why = FormFieldFactory(offer=made, key="wozu", label="Wozu?", is_required=True)
    ConditionFactory(field=why, on=device, value="Notebook")
    FormFieldFactory(offer=made, key="von", label="Ab wann?", kind=Kind.DAY, is_required=True)
    FormFieldFactory(offer=made, key="platz", label="Für welchen Platz?", kind=Kind.WORKSTATION)
    return made


@pytest.fixture
def browser(world: World, client_for: Sign, db: None) -> Client:
    return client_for(world.people["reporter"])


def filled(step: str = "", **answers: Any) -> dict[str, Any]:
    """The form as it is sent: a laptop for a training, unless told otherwise."""
    typed = {"geraet": "Notebook", "wozu": "Schulung", "von": "2026-11-12", "platz": "", **answers}
    data = {f"answer_{key}": value for key, value in typed.items()}
    return {"token": "1b671a64-40d5-491e-99b0-da01ff1f3341", "remark": "", "step": step, **data}


def page(offer: ServiceOffer) -> str:
    return reverse("catalogue:service", args=[offer.pk])


def newest() -> Ticket:
    return Ticket.objects.order_by("-pk")[0]


def rows_of(ticket: Ticket) -> dict[str, str]:
    return dict(ticket.particulars.values_list("label", "value"))


def test_list_shows_what_the_authority_can_order_today(
    world: World, offer: ServiceOffer, browser: Client, client_for: Sign
) -> None:
    ServiceOfferFactory(title="Noch nicht fertig", is_active=False)
    ServiceOfferFactory(title="Vorbei", valid_until="2020-12-31")
    text = text_of(browser.get(reverse("catalogue:services")))
    assert offer.title in text
    assert str(world.own["offer"]) in text
    for hidden in (str(world.foreign["offer"]), "Noch nicht fertig", "Vorbei"):
        assert hidden not in text
    found = text_of(browser.get(reverse("catalogue:services"), {"q": "leihen"}))
    assert offer.title in found
    assert str(world.own["offer"]) not in found
    assert "Nichts gefunden" in text_of(browser.get(reverse("catalogue:services"), {"q": "Raumschiff"}))


def test_page_of_a_service_is_for_the_authorities_that_may_order_it(world: World, client_for: Sign) -> None:
    first, second, third = (AuthorityFactory(name=f"Amt {letter}") for letter in "ABC")
    person = contact_at(first)
    for authority in (second, third):
        ContactFactory(authority=authority, user=person)
    offer = ServiceOfferFactory(title="Nur für B", is_for_all=False, authorities=[second])
    browser = client_for(person)
    shown = browser.get(page(offer))
    text = shown.content.decode()
    assert "Amt B" in text_of(shown)
    assert "Lieber für" not in text
    assert (
        text.count(f'href="{reverse("catalogue:services")}?authority={second.pk}"') == 2
    )  # breadcrumb and „Abbrechen“
    assert browser.get(page(offer), {"authority": first.pk}).status_code == 404
    offer.authorities.add(third)
    text = text_of(browser.get(page(offer)))
    assert "Lieber für Amt C ?" in text
    browser.post(page(offer), {"step": "send", "remark": "Bitte bald."})
    assert newest().authority == second


def test_what_cannot_be_ordered_any_more_is_not_found(offer: ServiceOffer, browser: Client) -> None:
    ServiceOffer.objects.filter(pk=offer.pk).update(is_active=False)
    assert browser.get(page(offer)).status_code == 404
    assert browser.post(page(offer), filled("send")).status_code == 404


def test_service_without_a_category_to_go_to_is_not_offered(offer: ServiceOffer, browser: Client) -> None:
    Category.objects.filter(pk=offer.category_id).update(is_active=False)
    assert offer.title not in text_of(browser.get(reverse("catalogue:services")))
    assert browser.get(page(offer)).status_code == 404


def test_order_is_looked_at_before_it_is_sent_and_sent_once(world: World, offer: ServiceOffer, browser: Client) -> None:
    before = Ticket.objects.count()
    summary = browser.post(page(offer), filled("", wozu="Schulung & Vorführung"))
    assert "Noch ist nichts gesendet" in text_of(summary)
    assert "Schulung &amp; Vorführung" in summary.content.decode()
    assert "12.11.2026" in text_of(summary)
    assert Ticket.objects.count() == before
    again = browser.post(page(offer), filled("change"))
    assert 'value="Schulung"' in again.content.decode()
    answers = [browser.post(page(offer), filled("send")) for _ in range(2)]
    assert Ticket.objects.count() == before + 1
    ticket = newest()
    assert {answer["Location"] for answer in answers} == {f"{reverse('portal:ticket', args=[ticket.number])}?filed=yes"}
    assert (ticket.kind, ticket.subject, ticket.state) == ("service_request", "Notebook ab 12.11.2026", State.NEW)
    assert ticket.requester == contact_of(world.people["reporter"])
    assert (ticket.category, ticket.team) == (offer.category, offer.category.team)
    assert rows_of(ticket) == {
        "Leistung": "Gerät leihen", "Welches Gerät?": "Notebook", "Wozu?": "Schulung", "Ab wann?": "12.11.2026",
    }  # fmt: skip


def test_way_back_from_the_check_finds_what_was_typed(offer: ServiceOffer, browser: Client) -> None:
    for shown in (browser.get(page(offer)), browser.post(page(offer), filled())):
        assert "no-store" not in shown.headers["Cache-Control"]


def test_what_is_not_asked_is_neither_demanded_nor_kept(offer: ServiceOffer, browser: Client) -> None:
    browser.post(page(offer), filled("send", geraet="Beamer", wozu="geheim " * 100))
    ticket = newest()
    assert "Wozu?" not in rows_of(ticket)
    assert "geheim" not in ticket.description
    assert rows_of(ticket)["Welches Gerät?"] == "Beamer"


def test_subject_that_would_be_too_short_is_the_title(offer: ServiceOffer, browser: Client) -> None:
    ServiceOffer.objects.filter(pk=offer.pk).update(subject="{{wozu}}")
    browser.post(page(offer), filled("send", wozu="PC"))
    assert newest().subject == "Gerät leihen"


def test_what_is_asked_and_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    offer: ServiceOffer, browser: Client
) -> None:
    before = Ticket.objects.count()
    refused = browser.post(page(offer), filled("send", wozu="", von="gestern"))
    text = refused.content.decode()
    assert 'href="#id_answer_wozu"' in text
    assert 'href="#id_answer_von"' in text
    assert re.search(r'value="Notebook"[^>]*checked', text)
    assert Ticket.objects.count() == before


def test_workstation_of_another_authority_is_refused_as_one_that_does_not_exist(
    world: World, offer: ServiceOffer, browser: Client
) -> None:
    said = []
    for key in (world.foreign["workstation"].pk, 999_999_999):
        refused = text_of(browser.post(page(offer), filled("send", platz=str(key))))
        assert "Bitte prüfen Sie eine Angabe" in refused
        said.append(refused)
    assert said[0] == said[1]
    own = world.own["workstation"]
    browser.post(page(offer), filled("send", platz=str(own.pk)))
    assert newest().workstation == own


def test_fachverfahren_is_offered_while_the_authority_uses_it(
    world: World, offer: ServiceOffer, browser: Client, client_for: Sign
) -> None:
    use: Any = world.own["application_use"]
    desk = client_for(world.people["service-desk"])
    FormFieldFactory(offer=offer, key="verfahren", label="Womit?", kind=Kind.APPLICATION)
    chosen, open_for = {"answer_verfahren": use.application_id}, f"/tickets/choices/{use.authority_id}/application/"
    assert use.application.name in text_of(browser.get(page(offer)))
    assert use.application.name in desk.get(open_for).content.decode()
    ApplicationUse.objects.filter(pk=use.pk).update(used_until=timezone.localdate() - timedelta(days=1))
    assert use.application.name not in text_of(browser.get(page(offer)))
    assert use.application.name not in desk.get(open_for).content.decode()
    assert "Bitte prüfen Sie eine Angabe" in text_of(browser.post(page(offer), filled("send") | chosen))
    with pytest.raises(ValidationError, match="nutzt Ihre Behörde nicht"):
        check_belongings(contact_of(world.people["reporter"]), None, use.application, today=timezone.localdate())


def test_files_come_with_the_order_and_a_refused_one_loses_no_answer(offer: ServiceOffer, browser: Client) -> None:
    before = Ticket.objects.count()
    refused = browser.post(page(offer), filled("send") | {"files": SimpleUploadedFile("x.exe", b"MZ\x90\x00" * 20)})
    assert "nicht erlaubt" in text_of(refused)
    assert "Prüfen und absenden" in text_of(refused)  # where the file was chosen
    assert 'name="answer_wozu" value="Schulung"' in refused.content.decode()
    assert Ticket.objects.count() == before
    browser.post(page(offer), filled("send") | {"files": SimpleUploadedFile("plan.png", PNG)})
    assert list(Attachment.objects.filter(ticket=newest()).values_list("name", flat=True)) == ["plan.png"]


def test_old_orders_keep_what_was_asked_and_are_found_by_it(offer: ServiceOffer, browser: Client) -> None:
    browser.post(page(offer), filled("send", wozu="Winterfortbildung"))
    ticket = newest()
    FormField.objects.filter(offer=offer).update(label="Etwas ganz anderes?")
    offer.fields.all().delete()
    shown = text_of(browser.get(reverse("portal:ticket", args=[ticket.number])))
    assert "Wozu? Winterfortbildung" in shown
    assert "Etwas ganz anderes?" not in shown
    assert ticket.subject in text_of(browser.get(reverse("portal:tickets"), {"q": "Winterfortbildung"}))


def test_form_says_before_anybody_types_who_has_to_approve(world: World, browser: Client, client_for: Sign) -> None:
    offer = world.own["offer"]
    assert "Nach dem Absenden entscheidet die IT-Koordination" in text_of(browser.get(page(offer)))
    coordinator = client_for(world.people["it-coordinator"])
    assert "Das sind Sie selbst" in text_of(coordinator.get(page(offer)))
    Contact.objects.filter(user=world.people["it-coordinator"]).update(is_active=False)
    assert "keine IT-Koordination mit Zugang" in text_of(browser.get(page(offer)))


def test_desk_orders_for_whoever_calls(world: World, offer: ServiceOffer, client_for: Sign) -> None:
    desk = client_for(world.people["service-desk"])
    authority, caller = world.own["authority"], contact_of(world.people["reporter"])
    address = reverse("catalogue:order", args=[authority.pk])
    assert str(world.foreign["offer"]) not in text_of(desk.get(address))
    form = f"{address}?offer={offer.pk}"
    assert desk.get(f"{address}?offer={world.foreign['offer'].pk}").status_code == 404
    stranger = world.foreign["contact"]
    refused = desk.post(form, filled("send") | {"requester": stranger.pk, "channel": "phone"})
    assert "Wer bestellt" in text_of(refused)
    done = desk.post(form, filled("send") | {"requester": caller.pk, "channel": "phone"})
    ticket = newest()
    assert done["Location"] == ticket.get_absolute_url()
    assert (ticket.requester, ticket.channel) == (caller, "phone")
    assert "Wozu? Schulung" in text_of(desk.get(ticket.get_absolute_url()))


def test_copy_has_the_same_form_and_nobody_can_order_it_yet(world: World, offer: ServiceOffer) -> None:
    keeper = world.people["customer-care"]
    copies = [copy_offer(offer=offer, by=keeper) for _ in range(2)]
    assert [copy.title for copy in copies] == ["Gerät leihen (Kopie)", "Gerät leihen (Kopie 2)"]
    copy = copies[0]
    assert not copy.is_active
    keys = [list(one.fields.values_list("key", "label", "kind")) for one in (offer, copy)]
    assert keys[0] == keys[1]
    condition = Condition.objects.get(field__offer=copy)
    assert (condition.on.offer_id, condition.on.key, condition.value) == (copy.pk, "geraet", "Notebook")


def test_staff_see_the_form_as_authorities_do(world: World, offer: ServiceOffer, client_for: Sign) -> None:
    desk, keeper = (client_for(world.people[key]) for key in ("service-desk", "customer-care"))
    text = desk.get(reverse("catalogue:offer", args=[offer.pk])).content.decode()
    assert "Wozu?" in text
    assert "Nur wenn „Welches Gerät?“ ist „Notebook“" in text
    assert reverse("catalogue:copy", args=[offer.pk]) not in text
    assert reverse("catalogue:copy", args=[offer.pk]) in keeper.get(offer.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "bestellbar"),
        ({"is_active": False}, "nicht bestellbar"),
        ({"valid_until": "2020-12-31"}, "war bestellbar bis 31.12.2020"),
        ({"valid_from": "2099-01-01"}, "bestellbar ab 01.01.2099"),
        ({"valid_until": "2099-12-31"}, "bestellbar bis 31.12.2099"),
        ({"is_for_all": False}, "für keine Behörde bestellbar"),
    ],
)
def test_staff_read_whether_a_service_can_be_ordered(
    world: World, offer: ServiceOffer, client_for: Sign, changes: dict[str, Any], words: str
) -> None:
    ServiceOffer.objects.filter(pk=offer.pk).update(**changes)
    desk = client_for(world.people["service-desk"])
    listed = reverse("catalogue:offers")
    for address, end in ((offer.get_absolute_url(), "</header>"), (listed, "</li>")):
        shown = desk.get(address).content.decode().rpartition(f">{offer.title}<")[2].partition(end)[0]
        assert (f">{words}</span>" in shown) is (
            bool(changes) or address != listed
        )  # what is usual the list leaves out


def test_condition_hangs_on_an_earlier_question_of_the_same_form_only(offer: ServiceOffer) -> None:
    first, last = offer.fields.first(), offer.fields.last()
    for on in (last, FormFieldFactory(position=0)):
        with pytest.raises(ValidationError, match="Frage"):
            Condition(field=first, on=on, value="x").full_clean()


def test_order_of_questions_cannot_be_turned_against_their_conditions(
    world: World, offer: ServiceOffer, client_for: Sign
) -> None:
    admin = client_for(world.people["administration"])
    url = reverse("admin:catalogue_serviceoffer_change", args=[offer.pk])
    form = admin.get(url).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value is not None and value is not False}
    questions = list(offer.fields.all())
    sent |= {"fields-TOTAL_FORMS": len(questions), "fields-INITIAL_FORMS": len(questions)}
    sent |= {"ServiceOffer_authorities-TOTAL_FORMS": 0, "ServiceOffer_authorities-INITIAL_FORMS": 0}
    for place, question in enumerate(questions):
        row = {"id": question.pk, "position": question.position, "key": question.key, "label": question.label}
        row |= {"kind": question.kind, "choices": question.choices, "is_required": question.is_required or ""}
        sent |= {f"fields-{place}-{name}": value for name, value in row.items()}
    refused = text_of(admin.post(url, sent | {"fields-0-position": questions[1].position + 1}))
    assert "„Wozu?“ hängt von „Welches Gerät?“ ab" in refused
    assert admin.post(url, sent | {"fields-0-label": "Welches?"}).status_code == 302
    assert offer.fields.first().label == "Welches?"


@pytest.fixture
def listed(world: World, db: None) -> ServiceOffer:
    """A service that asks for a person, a workstation and a place, each of which has to be named."""
    made: ServiceOffer = ServiceOfferFactory(title="Bildschirm", subject="Bildschirm für {{platz}}")
    for kind in (Kind.PERSON, Kind.WORKSTATION, Kind.PLACE):
        key = {Kind.PERSON: "wer", Kind.WORKSTATION: "platz", Kind.PLACE: "wo"}[kind]
        FormFieldFactory(offer=made, key=key, label=f"Frage {key}", kind=kind, is_required=True)
    return made


UNLISTED = {
    "answer_wer": "other", "other_wer": "Frau Neu", "answer_platz": "other", "other_platz": "PC im Lager",
    "answer_wo": "other", "other_wo": "Keller", "remark": "",
}  # fmt: skip


def test_what_is_not_in_the_list_is_ordered_by_its_name(listed: ServiceOffer, browser: Client) -> None:
    shown = browser.get(page(listed)).content.decode()
    assert shown.count("Steht nicht in der Liste</option>") == 3
    refused = browser.post(page(listed), UNLISTED | {"step": "send", "other_platz": " "})
    assert 'href="#id_other_platz"' in refused.content.decode()
    summary = browser.post(page(listed), UNLISTED)
    assert 'name="other_platz" value="PC im Lager"' in summary.content.decode()
    browser.post(page(listed), UNLISTED | {"step": "send"})
    ticket = newest()
    assert (ticket.subject, ticket.workstation) == ("Bildschirm für PC im Lager", None)
    names = {"Leistung": "Bildschirm", "Frage wer": "Frau Neu", "Frage platz": "PC im Lager", "Frage wo": "Keller"}
    assert rows_of(ticket) == names


def test_lists_of_a_large_authority_are_cut_and_whatever_is_beyond_can_still_be_chosen(
    listed: ServiceOffer, world: World, client_for: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = client_for(world.people["it-coordinator"])
    authority = contact_of(world.people["it-coordinator"]).authority
    beyond = ContactFactory(authority=authority, last_name="Zzz")
    assert f'<option value="{beyond.pk}">' in coordinator.get(page(listed)).content.decode()
    monkeypatch.setattr("catalogue.fields.MOST_LISTED", 1)
    shown = coordinator.get(page(listed)).content.decode()
    assert f'<option value="{beyond.pk}">' not in shown
    assert shown.count("Steht nicht in der Liste</option>") == 3
    coordinator.post(page(listed), UNLISTED | {"answer_wer": str(beyond.pk), "step": "send"})
    assert rows_of(newest())["Frage wer"].startswith(str(beyond))


def test_name_of_what_is_in_the_list_is_neither_demanded_nor_kept(
    world: World, listed: ServiceOffer, browser: Client
) -> None:
    own = world.own["workstation"]
    browser.post(page(listed), UNLISTED | {"step": "send", "answer_platz": str(own.pk), "other_platz": "x" * 999})
    assert newest().workstation == own
    assert "xxx" not in newest().description


def test_desk_too_names_what_it_does_not_find(world: World, listed: ServiceOffer, client_for: Sign) -> None:
    desk, caller = client_for(world.people["service-desk"]), contact_of(world.people["reporter"])
    form = f"{reverse('catalogue:order', args=[caller.authority_id])}?offer={listed.pk}"
    shown = desk.get(form).content.decode()
    assert shown.count("Steht nicht in der Liste</option>") == 3
    searched = re.search(r'hx-get="([^"]+/workstation/[^"]*)"', shown)
    assert searched is not None
    assert "Steht nicht in der Liste</option>" in desk.get(f"{searched[1]}&q=unbekannt").content.decode()
    desk.post(form, UNLISTED | {"step": "send", "requester": caller.pk, "channel": "phone"})
    assert rows_of(newest())["Frage wer"] == "Frau Neu"


def test_retired_workstation_is_not_offered(world: World, offer: ServiceOffer, browser: Client) -> None:
    own = contact_of(world.people["reporter"])
    retired = WorkstationFactory(authority=own.authority, used_by=own, state="closed")
    text = browser.get(page(offer)).content.decode()
    assert str(world.own["workstation"]) in text
    assert retired.inventory_number not in text
