"""Giving information about a person and erasing one, for those who watch over the data."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from accounts.models import User
from accounts.sign_in.recent import require_recent_sign_in
from accounts.signed_in import signed_in
from customers.models import Contact
from history.log import record
from history.models import LogEntry
from privacy import actions, erasure
from privacy.forms import EraseForm, FindForm
from privacy.names import name_of
from privacy.own_data import count
from privacy.persons import Person, person_gone, person_of_account, person_of_contact
from privacy.views.own import download
from ui.containing import containing
from ui.pages import ActionPage, Link

MOST_FOUND = 20
KINDS: dict[str, type[Model]] = {"contact": Contact, "account": User}
WHERE = ("first_name", "last_name", "email")


def find(request: HttpRequest, kind: str, pk: int) -> Person:
    """The person an address names: by a contact or by an account, also one that was deleted."""
    if kind not in KINDS:
        raise Http404
    if gone := person_gone(KINDS[kind], pk):
        return gone
    if kind == "contact":
        contacts = Contact.objects.visible_to(signed_in(request)).select_related("user", "authority")
        return person_of_contact(get_object_or_404(contacts, pk=pk))
    return person_of_account(get_object_or_404(User, pk=pk))


class FindPerson(PermissionRequiredMixin, TemplateView):
    """„Personen“: look for somebody by name or e-mail address."""

    permission_required = "privacy.view_person"
    template_name = "privacy/persons.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = FindForm(self.request.GET or None)
        words = form.cleaned_data["name"] if form.is_valid() else ""
        return super().get_context_data(
            page_title="Personen", form=form, words=words, found=self._found(words) if words else [], **kwargs
        )

    def _found(self, words: str) -> list[tuple[Link, str]]:
        accounts = containing(User.objects.all(), words, (*WHERE, "username"))
        contacts = containing(Contact.objects.visible_to(signed_in(self.request)), words, WHERE)
        rows = [
            (Link(str(row), address("account", row.pk), "account_circle"), f"Konto {row.username}")
            for row in accounts[:MOST_FOUND]
        ]
        rows += [
            (Link(str(row), address("contact", row.pk), "person"), f"Ansprechperson, {row.authority.name}")
            for row in contacts.filter(user__isnull=True).select_related("authority")[:MOST_FOUND]
        ]
        known = {link.url for link, _ in rows}
        return rows + [hit for hit in self._found_in_history(words) if hit[0].url not in known]

    def _found_in_history(self, words: str) -> list[tuple[Link, str]]:
        """By names that somebody bore formerly, and rows that were deleted."""
        found = {}
        for kind, model in KINDS.items():
            states: Any = model._meta.get_field("changes").related_model
            fields = (*WHERE, "username") if model is User else WHERE
            kept = containing(states._default_manager.order_by("pgh_id"), words, fields)
            for state in kept.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")[:MOST_FOUND]:
                found[kind, state.pgh_obj_id] = name_of(state)
        return [
            (Link(name, address(kind, pk), "history"), f"früherer Stand: {KINDS[kind]._meta.verbose_name} Nr. {pk}")
            for (kind, pk), name in found.items()
        ]


class PersonPage(PermissionRequiredMixin, TemplateView):
    """What is held about one person; from here it is handed out, or the person is erased."""

    permission_required = "privacy.view_person"
    template_name = "privacy/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; looking at what is held about somebody is reading it, and is noted."""
        self.person = find(request, kwargs["kind"], kwargs["pk"])
        response = super().get(request, *args, **kwargs)
        seen, words = LogEntry.Kind.PERSON_VIEWED, self.person.in_the_log
        record(kind=seen, user=request.user, about=self.person.user, subject=words)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind, pk, person = kwargs["kind"], kwargs["pk"], self.person
        return super().get_context_data(
            page_title=str(person),
            breadcrumb=[Link("Personen", reverse("privacy:persons"))],
            person=person,
            held=[(title, bool(number)) for title, number in count(person).items()],
            erase_url=reverse("privacy:erase", args=[kind, pk])
            if self.request.user.has_perm("privacy.erase_person")
            else "",
            **kwargs,
        )

    @method_decorator(require_recent_sign_in)
    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
        """The data as a file."""
        return download(request, find(request, kind, pk))


@method_decorator(require_recent_sign_in, name="dispatch")
class ErasePerson(ActionPage):
    """What an erasure does, and after the name was typed, the erasure."""

    permission_required = "privacy.erase_person"
    template_name = "privacy/erase.html"
    form_class = EraseForm
    submit_label = "Endgültig löschen"
    is_dangerous = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.has_permission():
            self.person = find(request, kwargs["kind"], kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"name": str(self.person)}

    def perform(self, form: EraseForm) -> None:
        proof = actions.erase_person(person=self.person, by=signed_in(self.request), now=timezone.now())
        self.success_message = f"Die Person ist gelöscht. Im System heißt sie jetzt „{proof.name}“."

    def get_success_url(self) -> str:
        return reverse("privacy:retention")

    def get_back_url(self) -> str:
        return address(self.kwargs["kind"], self.kwargs["pk"])

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Personen", reverse("privacy:persons")), Link(str(self.person), self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        obstacles = erasure.obstacles(self.person, signed_in(self.request))
        title = f"{self.person} löschen"
        return super().get_context_data(page_title=title, person=self.person, obstacles=obstacles, **kwargs)


def address(kind: str, pk: int) -> str:
    """The page of a person."""
    return reverse("privacy:person", args=[kind, pk])
