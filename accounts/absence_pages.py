"""Saying when one is away and who stands in: for oneself, and by the administration for others."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.actions import enter_absence, remove_absence
from accounts.models import Absence, StaffMember, User
from accounts.signed_in import signed_in
from ui.forms import KernForm
from ui.pages import ActionPage, Link


class AbsenceForm(KernForm):
    """From when until when, and who stands in. Nobody is asked why."""

    member = forms.ModelChoiceField(StaffMember.objects.none(), label="Wer ist abwesend?", empty_label="Bitte wählen")
    first_day = forms.DateField(label="Erster Tag", widget=forms.DateInput())
    last_day = forms.DateField(label="Letzter Tag", widget=forms.DateInput())
    substitute = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label="Vertretung",
        empty_label="Bitte wählen",
        help_text="Sieht in dieser Zeit die Meldungen der abwesenden Person unter „Meine“ und wird zu ihnen benachrichtigt.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        colleagues = StaffMember.objects.visible_to(user).working()
        if user.has_perm("accounts.change_absence"):
            fields["member"].queryset = colleagues
            fields["substitute"].queryset = colleagues
        else:
            del fields["member"]
            fields["substitute"].queryset = colleagues.exclude(user=user)


class AddAbsencePage(ActionPage):
    """Enter an absence; what is there is shown below the form."""

    permission_required = "accounts.view_staffmember"
    form_class = AbsenceForm
    template_name = "accounts/absences.html"
    page_title = "Abwesenheit und Vertretung"
    question = (
        "Warum jemand abwesend ist, wird nicht gefragt. Wer eine Meldung zuweist, liest am selben Tag, wer abwesend ist und "
        "wer vertritt. Einige Wochen nach dem letzten Tag wird die Angabe gelöscht."
    )
    submit_label = "Eintragen"
    success_message = "Die Abwesenheit ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {"member": signed_in(self.request).staff_profile}

    def perform(self, form: Any) -> Absence:
        user = signed_in(self.request)
        return enter_absence(**{"member": user.staff_profile, **form.cleaned_data}, by=user, today=timezone.localdate())

    def get_success_url(self) -> str:
        return reverse("accounts:absences")

    def get_back_url(self) -> str:
        return reverse("accounts:me")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Meine Rollen und Rechte", reverse("accounts:me"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        rows = Absence.objects.visible_to(user).not_over(timezone.localdate()).select_related("member", "substitute")
        may_keep = user.has_perm("accounts.change_absence")
        shown = [(row, may_keep or row.member.user_id == user.pk) for row in rows]
        return super().get_context_data(absences=shown, **kwargs)


@require_POST
@permission_required("accounts.view_staffmember", raise_exception=True)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an absence back."""
    user = signed_in(request)
    remove_absence(absence=get_object_or_404(Absence.objects.visible_to(user), pk=pk), by=user)
    messages.success(request, "Die Abwesenheit ist entfernt.")
    return HttpResponseRedirect(reverse("accounts:absences"))
