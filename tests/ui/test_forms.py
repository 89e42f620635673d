"""Forms name what is wrong, lead to it, and lose nothing that was typed."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from ui.forms import KernForm, MultipleFileField, TilesWidget


class Report(KernForm):
    """A form with one field of each manner."""

    kind = forms.ChoiceField(
        label="Was ist betroffen?",
        choices=[("printer", "Drucker"), ("phone", "Telefon")],
        widget=TilesWidget(icons={"printer": "print"}),
    )
    subject = forms.CharField(label="Betreff", help_text="Ein Satz genügt")
    text = forms.CharField(label="Beschreibung", required=False, widget=forms.Textarea)
    since = forms.DateField(label="Seit wann?", required=False)
    uploads = MultipleFileField(label="Dateien", required=False, max_bytes=1000, max_files=2)
    special = forms.CharField(label="Kennzeichen", error_messages={"required": "Das steht auf dem Gerät."})


GIVEN = {"kind": "printer", "subject": "Druckt nicht", "special": "A"}


def report(*files: SimpleUploadedFile, **changes: Any) -> Report:
    return Report(GIVEN | changes, MultiValueDict({"uploads": list(files)}))


def picture(name: str, size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size, content_type="image/png")


def test_a_missing_answer_is_named_beside_the_field_and_in_the_summary() -> None:
    form = report(subject="", kind="", special="")
    html = form.render()
    assert form.errors["subject"] == ["Bitte ausfüllen: Betreff"]
    assert form.errors["kind"] == ["Bitte auswählen: Was ist betroffen"]
    assert form.errors["special"] == ["Das steht auf dem Gerät."]
    assert "Bitte prüfen Sie 3 Angaben" in html
    assert 'href="#id_subject">Bitte ausfüllen: Betreff<' in html
    assert 'href="#id_special">Kennzeichen: Das steht auf dem Gerät.<' in html
    assert 'id="id_kind"' in html  # where the summary leads for a group of choices


def test_what_was_typed_stays() -> None:
    html = report(special="", text="Seit heute Morgen").render()
    assert 'value="Druckt nicht"' in html
    assert "Seit heute Morgen" in html
    assert 'value="printer" required id="id_kind_0" checked' in html


def test_hint_and_error_belong_to_the_input() -> None:
    html = str(report(subject="")["subject"])
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    assert 'aria-invalid="true"' in html
    assert "kern-form-input__input--error" in html


def test_only_optional_fields_say_what_they_are() -> None:
    form = Report()
    assert "Optional" in form["text"].as_field_group()
    assert "Optional" not in form["subject"].as_field_group()


def test_a_choice_of_tiles_shows_its_symbols() -> None:
    html = str(Report()["kind"])
    assert "icons.svg#print" in html
    assert html.count('type="radio"') == 2


def test_days_are_asked_with_the_calendar_of_the_browser() -> None:
    form = report(since="2026-11-19")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["since"].isoformat() == "2026-11-19"
    assert 'type="date"' in str(form["since"])
    assert 'value="2026-11-19"' in str(Report(initial={"since": form.cleaned_data["since"]})["since"])
    assert report(since="19.11.2026").is_valid()


def test_several_files_arrive_as_a_list() -> None:
    form = report(picture("a.png", 10), picture("b.png", 20))
    assert form.is_valid(), form.errors
    assert [file.name for file in form.cleaned_data["uploads"]] == ["a.png", "b.png"]
    assert report().is_valid()


def test_a_file_that_is_too_large_is_named_with_its_size_and_the_limit() -> None:
    form = report(picture("gross.png", 4000))
    assert form.errors["uploads"] == ["„gross.png“ ist 4\u00a0KB groß. Erlaubt sind höchstens 1\u00a0KB je Datei."]
    assert "wählen Sie diese bitte noch einmal aus" in form.render()


@pytest.mark.parametrize("count", [3, 30])
def test_too_many_files_are_refused(count: int) -> None:
    form = report(*(picture(f"{number}.png", 10) for number in range(count)))
    assert form.errors["uploads"] == ["Bitte höchstens 2 Dateien auf einmal."]


def test_the_administration_keeps_its_own_look() -> None:
    class Plain(forms.Form):
        name = forms.CharField()

    assert "kern" not in str(Plain())
