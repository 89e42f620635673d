"""Reports that come again and again by themselves, and which of them were opened."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.querysets import ForServiceQuerySet
from customers.models import Authority, Contact
from customers.models.service_points import Weekday
from history.models import tracked
from tickets import recurrence
from tickets.models.checklists import ChecklistTemplate
from tickets.models.tickets import Category, Ticket
from tickets.priorities import Impact, Urgency
from tickets.querysets import RecurringTicketQuerySet
from ui.addresses import address


@tracked(exclude=("planned_until", "problem"))
class RecurringTicket(models.Model):
    """A report that the system opens by itself on the days of a rule, such as a monthly check of the backup."""

    class Rhythm(models.TextChoices):
        WEEKLY = recurrence.Rhythm.WEEKLY.value, "alle n Wochen an Wochentagen"
        WEEKDAY_OF_MONTH = recurrence.Rhythm.WEEKDAY_OF_MONTH.value, "an einem Wochentag im Monat"
        DAY_OF_MONTH = recurrence.Rhythm.DAY_OF_MONTH.value, "an einem Tag im Monat"
        LAST_WORKING_DAY = recurrence.Rhythm.LAST_WORKING_DAY.value, "am letzten Arbeitstag im Monat"
        QUARTERLY = recurrence.Rhythm.QUARTERLY.value, "in jedem Quartal"
        YEARLY = recurrence.Rhythm.YEARLY.value, "einmal im Jahr"

    class Ordinal(models.IntegerChoices):
        FIRST = 1, "ersten"
        SECOND = 2, "zweiten"
        THIRD = 3, "dritten"
        FOURTH = 4, "vierten"
        LAST = -1, "letzten"

    class Month(models.IntegerChoices):
        JANUARY = 1, "Januar"
        FEBRUARY = 2, "Februar"
        MARCH = 3, "März"
        APRIL = 4, "April"
        MAY = 5, "Mai"
        JUNE = 6, "Juni"
        JULY = 7, "Juli"
        AUGUST = 8, "August"
        SEPTEMBER = 9, "September"
        OCTOBER = 10, "Oktober"
        NOVEMBER = 11, "November"
        DECEMBER = 12, "Dezember"

    class Otherwise(models.TextChoices):
        NEXT = recurrence.Otherwise.NEXT.value, "auf den nächsten passenden Tag verschieben"
        SKIP = recurrence.Otherwise.SKIP.value, "auslassen"

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="+")
    requester = models.ForeignKey(
        Contact, verbose_name="für", on_delete=models.PROTECT, related_name="recurring_tickets"
    )
    subject = models.CharField("Betreff", max_length=160, validators=[MinLengthValidator(3)])
    description = models.TextField("Beschreibung", blank=True)
    category = models.ForeignKey(Category, verbose_name="Kategorie", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Art", max_length=20, choices=Ticket.Kind, default=Ticket.Kind.SERVICE_REQUEST)
    impact = models.PositiveSmallIntegerField("Auswirkung", choices=Impact, default=Impact.SINGLE)
    urgency = models.PositiveSmallIntegerField("Dringlichkeit", choices=Urgency, default=Urgency.MEDIUM)
    checklist = models.ForeignKey(
        ChecklistTemplate,
        verbose_name="Checkliste",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    rhythm = models.CharField("Wann", max_length=20, choices=Rhythm, default=Rhythm.WEEKDAY_OF_MONTH)
    every_weeks = models.PositiveSmallIntegerField(
        "Abstand in Wochen", default=1, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday), verbose_name="Wochentage", default=list, blank=True
    )
    ordinal = models.SmallIntegerField("am wievielten", choices=Ordinal, default=Ordinal.FIRST)
    day = models.PositiveSmallIntegerField("Tag", default=1, validators=[MinValueValidator(1), MaxValueValidator(31)])
    month = models.PositiveSmallIntegerField("Monat", choices=Month, default=Month.JANUARY)
    on_working_days_only = models.BooleanField("nur an Arbeitstagen", default=True)
    avoids_blocked = models.BooleanField("nicht in Sperrzeiten", default=False)
    otherwise = models.CharField("Wenn der Tag nicht passt", max_length=4, choices=Otherwise, default=Otherwise.NEXT)
    time_of_day = models.TimeField("Uhrzeit", default=time(7))
    starts_on = models.DateField("ab")
    ends_on = models.DateField("bis", null=True, blank=True, help_text="Leer heißt: bis auf Weiteres.")
    is_active = models.BooleanField("läuft", default=True)
    version = models.PositiveIntegerField("Fassung", default=1, editable=False)
    # All days up to this one are dealt with: what was due then is opened, or was never to be.
    planned_until = models.DateField("erledigt bis", editable=False)
    # Why it could not be opened the last time; it is tried again until it can.
    problem = models.CharField("Hindernis", max_length=300, blank=True, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, editable=False)

    objects = RecurringTicketQuerySet.as_manager()

    class Meta:
        verbose_name = "Wiederkehrende Meldung"
        verbose_name_plural = "Wiederkehrende Meldungen"
        ordering = ["subject", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="recurring_ticket_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(condition=Q(every_weeks__gte=1), name="recurring_ticket_some_weeks"),
            models.CheckConstraint(condition=Q(day__range=(1, 31)), name="recurring_ticket_day_of_month"),
            models.CheckConstraint(
                condition=~Q(rhythm__in=["weekly", "weekday_of_month"]) | ~Q(weekdays=[]),
                name="recurring_ticket_has_weekday", violation_error_message="Bitte wählen Sie einen Wochentag.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return address("tickets:recurring-ticket", self.pk)

    def clean(self) -> None:
        """The person belongs to the authority, and a rule over weekdays names the right number of them."""
        if self.requester_id and self.requester.authority_id != self.authority_id:
            raise ValidationError({"requester": "Diese Person gehört zu einer anderen Behörde."})
        if self.rhythm == self.Rhythm.WEEKDAY_OF_MONTH and len(self.weekdays) != 1:
            raise ValidationError({"weekdays": "Bitte wählen Sie genau einen Wochentag."})
        if self.rhythm == self.Rhythm.WEEKLY and not self.weekdays:
            raise ValidationError({"weekdays": "Bitte wählen Sie mindestens einen Wochentag."})

    @property
    def rule(self) -> recurrence.Rule:
        """When it is due, for the arithmetic of days."""
        return recurrence.Rule(
            rhythm=recurrence.Rhythm(self.rhythm),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            every_weeks=self.every_weeks,
            weekdays=frozenset(self.weekdays),
            ordinal=self.ordinal,
            day=self.day,
            month=self.month,
            on_working_days_only=self.on_working_days_only,
            avoids_blocked=self.avoids_blocked,
            otherwise=recurrence.Otherwise(self.otherwise),
        )

    @property
    def in_words(self) -> str:
        """The rule as people say it, such as „am ersten Montag im Monat“."""
        days = [str(Weekday(day).label) for day in sorted(self.weekdays)]
        named = " und ".join(filter(None, [", ".join(days[:-1]), days[-1] if days else ""]))
        month = self.get_month_display()
        match self.Rhythm(self.rhythm):
            case self.Rhythm.WEEKLY:
                return (
                    f"jede Woche am {named}" if self.every_weeks == 1 else f"alle {self.every_weeks} Wochen am {named}"
                )
            case self.Rhythm.WEEKDAY_OF_MONTH:
                return f"am {self.get_ordinal_display()} {named} im Monat"
            case self.Rhythm.DAY_OF_MONTH:
                return f"am {self.day}. jedes Monats"
            case self.Rhythm.LAST_WORKING_DAY:
                return "am letzten Arbeitstag im Monat"
            case self.Rhythm.QUARTERLY:
                return f"in jedem Quartal am {self.day}. des ersten Monats"
            case self.Rhythm.YEARLY:
                return f"jedes Jahr am {self.day}. {month}"


@tracked()
class RecurringRun(models.Model):
    """That a recurring report was opened for a day; the database lets it happen once."""

    recurring = models.ForeignKey(
        RecurringTicket, verbose_name="Wiederkehrende Meldung", on_delete=models.CASCADE, related_name="runs"
    )
    due_on = models.DateField("fällig am")
    ticket = models.OneToOneField(
        Ticket, verbose_name="Meldung", on_delete=models.SET_NULL, null=True, related_name="recurring_run"
    )  # gone when the report is no longer kept

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Geplante Ausführung"
        verbose_name_plural = "Geplante Ausführungen"
        ordering = ["-due_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recurring", "due_on"], name="recurring_run_once_a_day")]

    def __str__(self) -> str:
        return f"{self.due_on:%d.%m.%Y}"
