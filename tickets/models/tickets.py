"""The report itself, its category, and the counter its number comes from."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import StaffMember, Team
from applications.models import SpecialistApplication
from contracts.models import Priority, ServiceAgreement
from customers.models import Authority, Contact
from history.models import SourcedRecord, tracked
from tickets.lifecycle import DONE, ENDED, OPEN, PAUSES, WAITING, State
from tickets.priorities import Impact, Urgency
from tickets.querysets import CategoryQuerySet, TicketQuerySet
from ui.addresses import address
from workstations.models import Workstation


@tracked()
class Category(SourcedRecord):
    """What a report is about; decides which team sees it first."""

    key = models.SlugField("Schlüssel", unique=True)
    name = models.CharField("Name", max_length=60, unique=True)
    icon = models.CharField("Symbol", max_length=40, default="help")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    team = models.ForeignKey(Team, verbose_name="zuständiges Team", on_delete=models.PROTECT, related_name="categories")
    is_active = models.BooleanField("wählbar", default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "Kategorie"
        verbose_name_plural = "Kategorien"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class TicketCounter(models.Model):
    """The last number given out in a year."""

    year = models.PositiveSmallIntegerField("Jahr", primary_key=True)
    last = models.PositiveIntegerField("letzte Nummer")

    objects = models.Manager()

    class Meta:
        verbose_name = "Nummernkreis"
        verbose_name_plural = "Nummernkreise"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


@tracked()
class Ticket(models.Model):
    """A Meldung: a fault that somebody reports or a service they ask for."""

    class Kind(models.TextChoices):
        INCIDENT = "incident", "Störung"
        SERVICE_REQUEST = "service_request", "Anfrage"

    class Channel(models.TextChoices):
        PORTAL = "portal", "Portal"
        PHONE = "phone", "Telefon"
        ON_SITE = "on_site", "vor Ort"
        MAIL = "mail", "E-Mail"
        PLANNED = "planned", "geplant"  # opened by the system itself on its day

    number = models.CharField("Nummer", max_length=12, unique=True, editable=False)
    kind = models.CharField("Art", max_length=20, choices=Kind, default=Kind.INCIDENT)
    subject = models.CharField("Betreff", max_length=160, validators=[MinLengthValidator(3)])
    description = models.TextField("Beschreibung", blank=True)
    channel = models.CharField("Eingang über", max_length=10, choices=Channel, default=Channel.PORTAL)
    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="tickets")
    requester = models.ForeignKey(
        Contact, verbose_name="gemeldet von", on_delete=models.PROTECT, related_name="tickets"
    )
    workstation = models.ForeignKey(
        Workstation,
        verbose_name="IT-Arbeitsplatz",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tickets",
    )
    application = models.ForeignKey(
        SpecialistApplication,
        verbose_name="Fachverfahren",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tickets",
    )
    category = models.ForeignKey(Category, verbose_name="Kategorie", on_delete=models.PROTECT, related_name="tickets")
    impact = models.PositiveSmallIntegerField("Auswirkung", choices=Impact, default=Impact.SINGLE)
    urgency = models.PositiveSmallIntegerField("Dringlichkeit", choices=Urgency, default=Urgency.MEDIUM)
    priority = models.PositiveSmallIntegerField("Priorität", choices=Priority, editable=False)
    state = models.CharField("Status", max_length=20, choices=State, default=State.NEW)
    team = models.ForeignKey(Team, verbose_name="Team", on_delete=models.PROTECT, related_name="tickets")
    assignee = models.ForeignKey(
        StaffMember,
        verbose_name="in Bearbeitung bei",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tickets",
    )
    created_at = models.DateTimeField("gemeldet am")
    approved_at = models.DateTimeField("freigegeben am", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField("geändert am")
    # The one that held when it was reported; empty when nothing was agreed.
    agreement = models.ForeignKey(
        ServiceAgreement,
        verbose_name="Vereinbarung",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
    )
    response_warns_at = models.DateTimeField("Warnung zur Reaktion", null=True, blank=True, editable=False)
    response_due_at = models.DateTimeField("Reaktion fällig", null=True, blank=True)
    responded_at = models.DateTimeField("erste Reaktion", null=True, blank=True)
    warns_at = models.DateTimeField("Warnung zur Lösung", null=True, blank=True, editable=False)
    due_at = models.DateTimeField("Lösung fällig", null=True, blank=True)
    # The pause that lasts; each that is over is a row of `ClockPause`.
    paused_at = models.DateTimeField("Frist angehalten seit", null=True, blank=True)
    paused_minutes = models.PositiveIntegerField(
        "angehalten, bevor Pausen einzeln aufgezeichnet wurden (Minuten Servicezeit)", default=0
    )
    workaround_at = models.DateTimeField("Übergangslösung seit", null=True, blank=True)
    wakes_on = models.DateField("Wiedervorlage am", null=True, blank=True)
    resolved_at = models.DateTimeField("gelöst am", null=True, blank=True)
    closed_at = models.DateTimeField("geschlossen am", null=True, blank=True)
    texts_removed_at = models.DateTimeField(
        "Texte und Namen entfernt am", null=True, blank=True, editable=False
    )  # when the time for keeping them was over; what is left are figures
    version = models.PositiveIntegerField("Fassung", default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("work_ticket", "Kann Meldungen bearbeiten"),
            ("view_boards", "Kann Kennzahlen sehen"),
            ("approve_ticket", "Kann Bestellungen der eigenen Behörde freigeben"),
            ("override_approval", "Kann anstelle einer Behörde über eine Freigabe entscheiden"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{2}-[0-9]{6,}$"), name="ticket_number_form"),
            models.CheckConstraint(
                condition=Q(state__in=["resolved", "closed"], resolved_at__isnull=False)
                | (~Q(state__in=["resolved", "closed"]) & Q(resolved_at__isnull=True)),
                name="ticket_resolved_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ENDED], closed_at__isnull=False)
                | (~Q(state__in=[state.value for state in ENDED]) & Q(closed_at__isnull=True)),
                name="ticket_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(state__in=[state.value for state in PAUSES]),
                name="ticket_paused_only_waiting",
            ),
            models.CheckConstraint(
                condition=Q(wakes_on__isnull=True) | Q(state__in=[state.value for state in WAITING]),
                name="ticket_wakes_only_from_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting_approval")
                | Q(approved_at__isnull=True, response_due_at__isnull=True, due_at__isnull=True),
                name="ticket_has_no_deadline_before_approval",
            ),
        ]
        indexes = [
            models.Index(
                F("due_at").asc(nulls_last=True),
                "id",
                condition=Q(state__in=[s.value for s in OPEN]),
                name="ticket_open_by_deadline",
            ),
            # It holds all that the numbers on the tabs of the queue count by, so that nobody fetches open reports for them.
            models.Index(
                "assignee",
                F("due_at").asc(nulls_last=True),
                include=["state", "paused_at", "workaround_at"],
                condition=Q(state__in=[s.value for s in OPEN]),
                name="ticket_open_of_assignee",
            ),
            models.Index(
                fields=["warns_at"], condition=Q(state__in=[s.value for s in OPEN]), name="ticket_open_by_warning"
            ),
            models.Index(
                fields=["authority", "created_at"], condition=Q(state="waiting_approval"), name="ticket_to_be_approved"
            ),
            models.Index(fields=["authority", "-created_at"], name="ticket_of_authority"),
            # The portal counts the reports of an authority by state; a large one has tens of thousands.
            models.Index(fields=["authority", "state"], name="ticket_of_authority_by_state"),
            models.Index(fields=["requester", "-created_at"], name="ticket_of_requester"),
            models.Index(fields=["-created_at", "-id"], name="ticket_newest"),
            models.Index(fields=["resolved_at"], name="ticket_by_resolution"),
            models.Index(fields=["closed_at"], name="ticket_by_closing"),
            models.Index(fields=["wakes_on"], condition=Q(wakes_on__isnull=False), name="ticket_to_wake"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    def get_absolute_url(self) -> str:
        """The page of the report in the workspace."""
        return address("tickets:ticket", self.number)

    def clean(self) -> None:
        """Requester and workstation belong to the authority that reports."""
        errors = {}
        if self.requester_id and self.requester.authority_id != self.authority_id:
            errors["requester"] = "Diese Person gehört zu einer anderen Behörde."
        if self.workstation and self.workstation.authority_id != self.authority_id:
            errors["workstation"] = "Dieser Arbeitsplatz gehört zu einer anderen Behörde."
        if errors:
            raise ValidationError(errors)

    @property
    def is_open(self) -> bool:
        """Whether the service still has to do something about it."""
        return self.state in OPEN

    @property
    def awaits_approval(self) -> bool:
        """Whether the authority has not decided yet that it wants this."""
        return self.state == State.WAITING_FOR_APPROVAL

    @property
    def may_be_answered(self) -> bool:
        """Whether both sides may still write to each other."""
        return self.state not in DONE

    @property
    def counts_from(self) -> datetime:
        """When the time for answer and solution begins: with the approval where one was needed, else with the report."""
        return self.approved_at or self.created_at

    @property
    def solved_at(self) -> datetime | None:
        """When people could work again: by a workaround that counts, or by the solution."""
        return self.workaround_at or self.resolved_at

    @property
    def may_get_workaround(self) -> bool:
        """Whether a workaround would meet its deadline; asks for its agreement."""
        return bool(self.agreement and self.agreement.workaround_counts and not self.workaround_at and self.is_open)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for somebody or something."""
        return self.state in WAITING

    @property
    def is_cancelled(self) -> bool:
        """Whether it ended without being solved, because nobody wants it any more."""
        return self.state == State.CANCELLED

    @property
    def is_resolved(self) -> bool:
        """Whether it is solved and the authority may still object."""
        return self.state == State.RESOLVED
