"""What the pages share that enter, change and remove what hangs on a Fachverfahren."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.actions import keep_part, remove_part
from applications.models import (
    ApplicationUse,
    SpecialistApplication,
)
from history.versions import as_seen
from ui.pages import ActionPage, Link
from ui.renewing import GuardedPage, renew

WHOLES = {"application": ("application",), "use": ("use__application", "use__authority")}
"""What is read with a part, so that it can name and reach the page that it hangs on."""


class KeepPage(GuardedPage):
    """The form of one row that is new or changed, and what happens when somebody else was quicker."""

    def get_known(self) -> dict[str, Any]:
        """What the form has to know besides its row."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object, **self.get_known()}

    def get_back_url(self) -> str:
        return self.get_success_url()

    def renew(self, form: Any) -> None:
        fresh = get_object_or_404(self.get_rows(), pk=self.object.pk)
        seen = as_seen(fresh, form.cleaned_data["version"])
        renew(form, type(form)(instance=fresh, **self.get_known()), seen=seen)


class PartPage(KeepPage):
    """What the pages of all parts share: they hang on the page of an instance or of a use, and lead back there."""

    form_needs: ClassVar[tuple[str, ...]] = ()

    def get_whole(self) -> Any:
        """The row whose page this hangs on."""
        raise NotImplementedError

    def get_known(self) -> dict[str, Any]:
        """What the form has to know besides its row."""
        known = {"user": signed_in(self.request), "day": timezone.localdate()}
        return {name: known[name] for name in self.form_needs}

    def perform(self, form: Any) -> Any:
        keep_part(part=form.instance, by=signed_in(self.request), **form.cleaned_data)

    def get_success_url(self) -> str:
        return str(self.get_whole().get_absolute_url())

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Fachverfahren", reverse("applications:applications")),
            *ways_to(self.get_whole()),
        ]


def ways_to(whole: SpecialistApplication | ApplicationUse) -> list[Link]:
    """From the page of the instance to that of the use, as far as there is one."""
    if isinstance(whole, ApplicationUse):
        way = Link(whole.application.name, whole.application.get_absolute_url())
        return [way, Link(whole.authority.name, whole.get_absolute_url())]
    return [Link(whole.name, whole.get_absolute_url())]


class AddPart(PartPage):
    """Something new; the object of the page is what it hangs on."""

    submit_label = "Eintragen"
    part_model: ClassVar[Any]
    hangs_on: ClassVar[str] = "application"

    def get_whole(self) -> Any:
        return self.object

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.part_model(**{self.hangs_on: self.object})}


class EditPart(PartPage):
    """Something that changed; the object of the page is the part itself."""

    template_name = "applications/part.html"
    hangs_on: ClassVar[str] = "application"
    remove_name: ClassVar[str] = ""

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related(*WHOLES[self.hangs_on])

    def get_whole(self) -> Any:
        return getattr(self.object, self.hangs_on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        app, name = "applications", self.object._meta.model_name
        may_remove = self.remove_name and self.request.user.has_perm(f"{app}.delete_{name}")
        remove = Link("Eintrag entfernen", reverse(self.remove_name, args=[self.object.pk])) if may_remove else None
        return super().get_context_data(remove=remove, **kwargs)


class RemovePart(ActionPage):
    """Asked once more before something entered by mistake goes."""

    template_name = "ui/confirm.html"
    submit_label = "Entfernen"
    is_dangerous = True
    hangs_on: ClassVar[str] = "application"
    question = "Der Eintrag gilt dann nicht mehr. Er steht nur noch im Änderungsverlauf."

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related(*WHOLES[self.hangs_on])

    def perform(self, form: Any) -> None:
        remove_part(part=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return str(getattr(self.object, self.hangs_on).get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()
