"""Planning a change in steps: what and when, then whom it affects and what stands against it, then laying it before others."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.signed_in import signed_in
from applications.models import ProductVersion, SpecialistApplication
from changes import actions
from changes.actions.planning import MOST_THINGS
from changes.cohorts import members_of, newest_after
from changes.conflicts import Planning
from changes.forms import ChangeForm, NewChangeForm, SubmitForm
from changes.models import AffectedByChange, Change
from changes.showing import conflicts_section
from changes.views.moving import free_in_words
from changes.views.steps import SeenPage, StepPage
from dependencies.nodes import NodeKind
from history.versions import as_seen
from ui.keys import key_of
from ui.pages import ActionPage, Link
from ui.renewing import GuardedPage, renew

MOST_NAMED = 20


class NewChange(ActionPage):
    """The first step; for a cohort with its instances and the version after."""

    permission_required = "changes.add_change"
    template_name = "changes/new.html"
    form_class = NewChangeForm
    page_title = "Änderung planen"
    submit_label = "Änderung anlegen"
    success_message = (
        "Die Änderung ist angelegt. Bitte prüfen Sie, wen sie betrifft, und legen Sie sie dann zur Freigabe vor."
    )

    @cached_property
    def cohort(self) -> ProductVersion | None:
        """The version whose instances are to be updated, as the address names it."""
        key = _key(self.request.GET, "version")
        return ProductVersion.objects.select_related("product").filter(pk=key).first() if key else None

    @cached_property
    def members(self) -> list[SpecialistApplication]:
        """The instances of the cohort."""
        return list(members_of(self.cohort, timezone.localdate())) if self.cohort else []

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "user": signed_in(self.request),
            "is_for_group": bool(self.members),
            "products": {self.cohort.product_id} if self.cohort and self.members else set(),
            "instance": Change(),
        }

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        if self.cohort:
            after = newest_after(self.cohort)
            initial["title"] = f"Aktualisierung von {self.cohort.product}" + (f" auf {after}" if after else "")
            initial["target_version"] = after.pk if after else None
        elif key := _key(self.request.GET, "application"):
            initial["thing"] = f"{NodeKind.APPLICATION.slug}-{key}"
        return initial

    def perform(self, form: NewChangeForm) -> Change:
        values = dict(form.cleaned_data)
        values.pop("version", None)
        thing = values.pop("thing", None)
        return actions.plan_change(
            change=Change(**values),
            things=self.members or [thing],
            by=signed_in(self.request),
            now=timezone.now(),
        )

    def get_back_url(self) -> str:
        return reverse("changes:versions" if self.cohort else "changes:changes")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Änderungen", reverse("changes:changes"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            cohort=self.cohort,
            members=self.members[:MOST_NAMED],
            more=max(0, len(self.members) - MOST_NAMED),
            is_too_large=len(self.members) > MOST_THINGS,
            most=MOST_THINGS,
            **kwargs,
        )


class EditChange(StepPage, GuardedPage):
    """The same again while it is prepared."""

    form_class = ChangeForm  # type: ignore[assignment]  # a form of a record
    page_title = "Änderung bearbeiten"
    success_message = "Die Änderung ist gespeichert. Wen sie betrifft, ist neu berechnet."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self._for(self.object)

    def _for(self, row: Change) -> dict[str, Any]:
        products = set(row.applications.order_by().values_list("product", flat=True))
        return {"user": signed_in(self.request), "products": products, "instance": row}

    def perform(self, form: ChangeForm) -> Change:
        return actions.change_change(change=self.object, by=signed_in(self.request), **form.cleaned_data)

    def renew(self, form: Any) -> None:
        fresh = Change.objects.get(pk=self.object.pk)
        version = form.cleaned_data["version"]
        renew(form, ChangeForm(**self._for(fresh)), seen=as_seen(fresh, version))


class SubmitChange(SeenPage):
    """The preview: whom it affects, what stands against its time, when there is room; then it is laid before others."""

    template_name = "changes/submit.html"
    form_class = SubmitForm
    page_title = "Zur Freigabe vorlegen"
    submit_label = "Zur Freigabe vorlegen"
    success_message = "Die Änderung liegt zur Freigabe vor."

    @cached_property
    def planning(self) -> Planning:
        """What is known about its time."""
        return Planning.of(self.object, now=timezone.now())

    def form_invalid(self, form: Any) -> HttpResponse:
        self.__dict__.pop("planning", None)  # somebody may have changed its time
        return super().form_invalid(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"has_conflicts": bool(self.planning.conflicts())}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"conflict_reason": self.object.conflict_reason}

    def perform(self, form: SubmitForm) -> Change:
        return actions.submit_change(
            change=self.object, by=signed_in(self.request), now=timezone.now(), **form.cleaned_data
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        affected = AffectedByChange.objects.filter(change=self.object)
        conflicts = self.planning.conflicts()
        return super().get_context_data(
            affected_count=affected.concerned().count(),
            left_out_count=affected.filter(is_left_out=True).count(),
            conflicts=conflicts_section(conflicts),
            has_conflicts=bool(conflicts),
            free=free_in_words(self.object, self.planning) if conflicts else [],
            **kwargs,
        )


def _key(data: QueryDict, name: str) -> int | None:
    return key_of(data.get(name, ""))
