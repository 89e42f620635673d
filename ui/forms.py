"""Forms in the look and manner of KERN: hint before the field, errors that name it, optional fields say so.

The look is bound to these classes and not made the default of Django, because the administration keeps its own.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField

from ui import cells
from ui.rendering import QuickTemplates

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    FormBase = forms.BaseForm
else:
    FormBase = object

INPUT_CLASSES = {
    "checkbox": "kern-form-check__checkbox",
    "radio": "kern-form-check__radio",
    "select": "kern-form-input__select",
    "searched": "kern-form-input__select",
}
DAY_FORMAT = "%Y-%m-%d"  # what the browser's own date field speaks; it shows the day in the reader's language
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


class KernBoundField(BoundField):
    """A field of a form on a page: gives its input KERN's classes."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django itself links hint and error to the input; the classes are ours."""
        attrs = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        if isinstance(shown, TilesWidget | FileDropWidget):
            return attrs  # these hide the input and show a place of their own
        look = INPUT_CLASSES.get(getattr(shown, "input_type", ""), "kern-form-input__input")
        if self.errors:
            look = f"{look} {look}--error"
        attrs["class"] = f"{shown.attrs.get('class', '')} {look}".strip()
        return attrs

    @property
    def is_select(self) -> bool:
        return getattr(self.field.widget, "input_type", "") == "select"

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_tiles(self) -> bool:
        return isinstance(self.field.widget, TilesWidget)

    @property
    def lost_its_files(self) -> bool:
        """Browsers never send a file twice by themselves: after an error it must be chosen again."""
        return isinstance(self.field, forms.FileField) and self.form.is_bound and bool(self.form.errors)


class KernRenderer(QuickTemplates):
    """Renders forms by templates/forms."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = KernBoundField


class Problem(NamedTuple):
    """One line of the summary: where the field is and what is wrong with it."""

    target: str
    text: str


class KernLook(FormBase):
    """What KernForm and KernModelForm share."""

    default_renderer = KernRenderer
    no_choice: ClassVar[
        Mapping[str, str]
    ] = {}  # what leaving a menu as it is means, by field, where that can be said better

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            use_native_dates(field)
            name_in_required_message(field)
            say_limits_plainly(field)
            say_what_no_choice_means(
                field, self.no_choice.get(name) or ("Bitte wählen" if field.required else "keine Auswahl")
            )

    def problems(self) -> list[Problem]:
        """What the summary above the form lists."""
        return problems_of(self)


class KernForm(KernLook, forms.Form):
    """A form in the look of KERN."""


class KernModelForm(KernLook, forms.ModelForm):  # type: ignore[type-arg]  # the model is named by the subclass's Meta
    """A form for a record in the look of KERN."""


class VersionedForm(KernModelForm):
    """A form for a record that counts its versions: it carries the one that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version if self.instance.pk else None)


def problems_of(form: forms.BaseForm) -> list[Problem]:
    """Every error with the id it leads to; the label is put before a message that does not name its field."""
    problems = [Problem("", str(text)) for text in form.non_field_errors()]
    for bound in form.hidden_fields():
        problems += [Problem("", str(text)) for text in bound.errors]
    for bound in form.visible_fields():
        label = str(bound.label).rstrip("?")
        texts = [str(text) for text in bound.errors]
        problems += [Problem(bound.auto_id, text if label in text else f"{label}: {text}") for text in texts]
    return problems


def use_native_dates(field: forms.Field) -> None:
    """Let the browser offer its calendar."""
    if type(field.widget) is forms.DateInput:
        field.widget = DayInput(attrs=field.widget.attrs)
    elif type(field.widget) is forms.DateTimeInput:
        field.widget = MomentInput(attrs=field.widget.attrs)


def name_in_required_message(field: forms.Field) -> None:
    """„Bitte ausfüllen: Rückrufnummer“ instead of „Dieses Feld ist zwingend erforderlich.“, unless the form says more."""
    said = field.error_messages.get("required")
    # The very text of the library: comparing words would translate each of them, for every field of every form.
    defaults = (getattr(kind, "default_error_messages", {}).get("required") for kind in type(field).__mro__)
    if said and any(said is text for text in defaults):
        is_choice = hasattr(field.widget, "choices")
        verb = "auswählen" if is_choice or isinstance(field, forms.FileField) else "ausfüllen"
        field.error_messages["required"] = f"Bitte {verb}: {str(field.label or '').rstrip('?')}"


def say_limits_plainly(field: forms.Field) -> None:
    """„Erlaubt sind höchstens 999.“ instead of „Dieser Wert muss kleiner oder gleich 999 sein.“, unless the form says more."""
    field.error_messages.setdefault("min_value", "Erlaubt ist %(limit_value)s oder mehr.")
    field.error_messages.setdefault("max_value", "Erlaubt sind höchstens %(limit_value)s.")


def say_what_no_choice_means(field: forms.Field, text: str) -> None:
    """Words instead of the framework's dashes, which a screen reader reads one by one; words of the form's own stay."""
    dashes = str(BLANK_CHOICE_DASH[0][1])
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == dashes:
            field.empty_label = text
    elif isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        if any(label == dashes for _, label in choices):
            field.choices = [(value, text if label == dashes else label) for value, label in choices]


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format=DAY_FORMAT)


class MomentInput(forms.DateTimeInput):
    """The browser's own field for day and time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format=MOMENT_FORMAT)


class TilesWidget(forms.RadioSelect):
    """Few choices as large tiles; `icons` maps a value to its symbol."""

    template_name = "forms/tiles.html"
    option_template_name = "forms/tile.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        icons: Mapping[str, str] | None = None,
        is_small: bool = False,
    ) -> None:
        super().__init__(attrs=attrs, choices=list(choices))
        self.icons = dict(icons or {})
        self.is_small = is_small

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["is_small"] = self.is_small
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["icon"] = self.icons.get(str(value), "")
        option["is_small"] = self.is_small
        return option


class SearchedSelect(forms.Select):
    """A selection list of many rows with a search above it; `url` answers with the options that match."""

    input_type = "searched"
    template_name = "forms/searched_select.html"

    def __init__(self, url: str, *, label: str) -> None:
        super().__init__()
        self.url = url
        self.label = label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"url": self.url, "label": self.label.rstrip("?")}
        return context


class FileDropWidget(forms.FileInput):
    """A place to drop, paste or choose files; a plain file field without script."""

    template_name = "forms/dropzone.html"
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, max_bytes: int = 0, is_small: bool = False) -> None:
        super().__init__(attrs={"multiple": True, **(attrs or {})})
        self.max_bytes = max_bytes
        self.is_small = is_small

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"max_bytes": self.max_bytes, "is_small": self.is_small}
        return context


class MultipleFileField(forms.FileField):
    """Several files at once; cleaned to a list. Whether their content is allowed is checked where they are kept."""

    def __init__(self, *args: Any, max_bytes: int | None = None, max_files: int = 10, **kwargs: Any) -> None:
        self.max_bytes: int = settings.ATTACHMENT_MAX_BYTES if max_bytes is None else max_bytes
        self.max_files = max_files
        kwargs.setdefault("widget", FileDropWidget(max_bytes=self.max_bytes))
        kwargs.setdefault("help_text", f"Höchstens {cells.file_size(self.max_bytes)} je Datei.")
        super().__init__(*args, **kwargs)
        if isinstance(self.widget, FileDropWidget):
            self.widget.max_bytes = self.max_bytes

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            super().clean(None, initial)
            return []
        if len(files) > self.max_files:
            raise ValidationError(f"Bitte höchstens {self.max_files} Dateien auf einmal.", code="too_many")
        errors = [problem for file in files for problem in self._problems_with(file)]
        if errors:
            raise ValidationError(errors)
        return [super(MultipleFileField, self).clean(file, initial) for file in files]

    def _problems_with(self, file: "UploadedFile[Any]") -> list[ValidationError]:
        size = file.size or 0
        if size <= self.max_bytes:
            return []
        text = f"„{file.name}“ ist {cells.file_size(size)} groß. Erlaubt sind höchstens {cells.file_size(self.max_bytes)} je Datei."
        return [ValidationError(text, code="too_large")]
