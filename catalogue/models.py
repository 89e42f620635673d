"""What authorities can order, and the forms with which they do."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from catalogue.answers import named_in
from catalogue.conditions import WITHOUT_VALUE, Operator, Rule, Term, obstacle
from catalogue.querysets import ConditionQuerySet, FormFieldQuerySet, ServiceOfferQuerySet
from customers.models import Authority
from customers.querysets import OwnedByAuthorityQuerySet
from history.models import INVENTED, tracked, tracked_link
from history.validity import check_order
from tickets.models import Category
from tickets.priorities import Impact, Urgency
from ui.addresses import address


@tracked()
class ServiceArea(models.Model):
    """A heading of the catalogue, such as „Zugänge und Berechtigungen“."""

    name = models.CharField("Name", max_length=60, unique=True)
    icon = models.CharField("Symbol", max_length=40, default="category")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = models.Manager()

    class Meta:
        verbose_name = "Bereich des Leistungskatalogs"
        verbose_name_plural = "Bereiche des Leistungskatalogs"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class ServiceOffer(models.Model):
    """A Leistung that authorities order with a form of its own; every order becomes a report, a service request."""

    area = models.ForeignKey(ServiceArea, verbose_name="Bereich", on_delete=models.PROTECT, related_name="offers")
    title = models.CharField("Leistung", max_length=100)
    summary = models.CharField("in einem Satz", max_length=200)
    included = models.TextField("Was ist enthalten?", max_length=4000, blank=True)
    your_part = models.TextField("Was muss die Behörde tun?", max_length=4000, blank=True)
    delivery = models.CharField(
        "wie lange es dauert",
        max_length=120,
        blank=True,
        help_text="In Worten: „meist innerhalb von fünf Arbeitstagen“",
    )
    category = models.ForeignKey(
        Category, verbose_name="Kategorie", on_delete=models.PROTECT, related_name="offers",
        help_text="Bestimmt, welches Team die Bestellung zuerst sieht.",
    )  # fmt: skip
    impact = models.PositiveSmallIntegerField("Auswirkung", choices=Impact, default=Impact.SINGLE)
    urgency = models.PositiveSmallIntegerField("Dringlichkeit", choices=Urgency, default=Urgency.LOW)
    subject = models.CharField(
        "Betreff der Bestellung", max_length=120, blank=True,
        help_text="Mit Antworten aus dem Formular, etwa „Notebook für {{person}}“; leer heißt: wie die Leistung.",
    )  # fmt: skip
    needs_approval = models.BooleanField(
        "braucht Freigabe",
        default=False,
        help_text="Die IT-Koordination der Behörde entscheidet, bevor jemand anfängt.",
    )
    is_for_all = models.BooleanField(
        "für alle Behörden", default=True, help_text="Sonst nur für die unten genannten Behörden."
    )
    authorities = models.ManyToManyField(
        Authority, verbose_name="wählbar für", blank=True, related_name="service_offers"
    )
    is_active = models.BooleanField("bestellbar", default=False)
    valid_from = models.DateField("bestellbar ab", null=True, blank=True, help_text="Leer heißt: von Anfang an.")
    valid_until = models.DateField(
        "bestellbar bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ServiceOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "Leistung"
        verbose_name_plural = "Leistungen"
        ordering = ["area__position", "area__name", "position", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"], name="offer_title_unique", violation_error_message="Diese Leistung gibt es schon."
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="offer_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the workspace, with a preview of the form."""
        return address("catalogue:offer", self.pk)

    def clean(self) -> None:
        """The end comes after the beginning, and an order has a category to go to."""
        check_order(self, "valid_from", "valid_until")
        if self.is_active and self.category_id and not self.category.is_active:
            raise ValidationError({"category": "Diese Kategorie ist nicht mehr wählbar. Bitte nehmen Sie eine andere."})


@tracked_link()
class AuthorityOfOffer(ServiceOffer.authorities.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which authorities may order a service, for the change history alone."""

    objects = OwnedByAuthorityQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Bestellrecht für eine Leistung"


@tracked()
class FormField(models.Model):
    """A question of a form, or a heading or hint between the questions."""

    class Kind(models.TextChoices):
        """What can be answered."""

        TEXT = "text", "kurzer Text"
        LONG_TEXT = "long_text", "langer Text"
        NUMBER = "number", "ganze Zahl"
        DAY = "day", "Datum"
        YES_NO = "yes_no", "Ja oder Nein"
        ONE_OF = "one_of", "eine Auswahl"
        SOME_OF = "some_of", "mehrere zur Auswahl"
        EMAIL = "email", "E-Mail-Adresse"
        PERSON = "person", "Person der Behörde"
        WORKSTATION = "workstation", "IT-Arbeitsplatz der Behörde"
        APPLICATION = "application", "Fachverfahren der Behörde"
        PLACE = "place", "Standort oder Raum der Behörde"
        HEADING = "heading", "Überschrift oder Hinweis"

    CHOOSES = (Kind.ONE_OF, Kind.SOME_OF)
    MEASURED = (Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER)

    offer = models.ForeignKey(ServiceOffer, verbose_name="Leistung", on_delete=models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    key = models.CharField(
        "Schlüssel", max_length=30, help_text="Für Bedingungen und Betreff: kleine Buchstaben, Ziffern, Unterstrich.",
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", "Nur kleine Buchstaben, Ziffern und Unterstrich.")],
    )  # fmt: skip
    label = models.CharField("Frage", max_length=200)
    help_text = models.CharField("Hilfe dazu", max_length=300, blank=True)
    kind = models.CharField("Art", max_length=12, choices=Kind, default=Kind.TEXT)
    is_required = models.BooleanField("Pflicht", default=False)
    choices = models.TextField("Auswahl", max_length=4000, blank=True, help_text="Je Zeile eine Möglichkeit.")
    minimum = models.PositiveIntegerField(
        "mindestens", null=True, blank=True, help_text="Bei Zahlen der Wert, bei Texten die Zeichen."
    )
    maximum = models.PositiveIntegerField("höchstens", null=True, blank=True)
    needs_all = models.BooleanField(
        "alle Bedingungen", default=True, help_text="Sonst genügt eine der Bedingungen, damit gefragt wird."
    )

    objects = FormFieldQuerySet.as_manager()

    class Meta:
        verbose_name = "Frage im Formular"
        verbose_name_plural = "Fragen im Formular"
        ordering = ["offer_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "key"], name="form_field_key_once",
                violation_error_message="Diesen Schlüssel hat schon eine andere Frage dieser Leistung.",
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z][a-z0-9_]*$"), name="form_field_key_form",
                violation_error_message="Der Schlüssel besteht aus kleinen Buchstaben, Ziffern und Unterstrich.",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")),
                name="form_field_bounds", violation_error_message="„Höchstens“ ist kleiner als „mindestens“.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="heading") | Q(is_required=False), name="form_field_heading_asks_nothing",
                violation_error_message="Eine Überschrift kann keine Pflicht sein.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Choices where there is something to choose, nothing that the kind does not know, and what others hang on."""
        errors = {}
        if self.kind in self.CHOOSES and not self.options:
            errors["choices"] = "Bitte je Zeile eine Möglichkeit angeben."
        if self.kind not in self.MEASURED and (self.minimum is not None or self.maximum is not None):
            errors["minimum"] = "Mindest- und Höchstwert gelten nur für Zahlen und Texte."
        if self.pk:
            offer, key = FormField.objects.values_list("offer", "key").get(pk=self.pk)
            if offer != self.offer_id:
                errors["offer"] = "Eine Frage bleibt bei ihrer Leistung."
            if key != self.key and key in named_in(self.offer.subject):
                errors["key"] = (
                    f"„Betreff der Bestellung“ nennt {{{{{key}}}}}. Bitte ändern Sie beides bei der Leistung."
                )
            for condition in self.decides.select_related("field"):
                if said := condition.obstacle_at(self):
                    place = "choices" if self.kind in self.CHOOSES else "kind"
                    errors[place] = f"Davon hängt „{condition.field}“ ab: {said}"
        if errors:
            raise ValidationError(errors)

    @property
    def options(self) -> list[str]:
        """What can be chosen, each once."""
        return list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in self.choices.splitlines()))))

    @property
    def asks(self) -> bool:
        """Whether it wants an answer."""
        return self.kind != self.Kind.HEADING

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the form; later ones are larger."""
        return self.position, self.pk or 0

    @property
    def rule(self) -> Rule:
        """When it is asked; reads the conditions."""
        terms = tuple(Term(row.on.key, row.operator, row.value) for row in self.conditions.all())
        return Rule(self.key, terms, self.needs_all)


@tracked()
class Condition(models.Model):
    """What an earlier answer has to be so that a question is asked."""

    field = models.ForeignKey(FormField, verbose_name="Frage", on_delete=models.CASCADE, related_name="conditions")
    on = models.ForeignKey(FormField, verbose_name="frühere Frage", on_delete=models.RESTRICT, related_name="decides")
    operator = models.CharField("Bedingung", max_length=10, choices=Operator, default=Operator.IS)
    value = models.CharField("Wert", max_length=200, blank=True, help_text="Bei Ja oder Nein: „ja“ oder „nein“.")

    objects = ConditionQuerySet.as_manager()

    class Meta:
        verbose_name = "Bedingung einer Frage"
        verbose_name_plural = "Bedingungen einer Frage"
        ordering = ["field_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(field=F("on")), name="condition_not_on_itself",
                violation_error_message="Eine Frage kann nicht von sich selbst abhängen.",
            ),
            models.CheckConstraint(
                condition=Q(operator__in=[operator.value for operator in WITHOUT_VALUE], value="")
                | ~Q(operator__in=[operator.value for operator in WITHOUT_VALUE]) & ~Q(value=""),
                name="condition_has_value_if_compared",
                violation_error_message="Ein Wert gehört zu jeder Bedingung außer „ist ausgefüllt“ und „ist nicht ausgefüllt“.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_operator_display()} {self.value}".strip()

    def clean(self) -> None:
        """Only on what the same form asked before, so that nothing goes in circles."""
        if not (self.on_id and self.field_id):
            return
        if self.on.offer_id != self.field.offer_id:
            raise ValidationError({"on": "Diese Frage gehört zu einer anderen Leistung."})
        if self.on.place >= self.field.place or not self.on.asks:
            raise ValidationError({"on": "Eine Bedingung kann nur an einer früheren Frage hängen."})
        if said := self.obstacle_at(self.on):
            raise ValidationError({"value": said})

    def obstacle_at(self, question: FormField) -> str:
        """Why it never holds if the earlier question is as given; empty if it can."""
        if not question.asks:
            return "Eine Überschrift hat keine Antwort."
        return obstacle(self.operator, self.value, kind=question.kind, options=question.options)

    @property
    def in_words(self) -> str:
        """„Braucht die Person ein Notebook?“ ist „Ja“; reads the earlier question."""
        value = f" „{self.value}“" if self.value else ""
        return f"„{self.on.label}“ {self.get_operator_display()}{value}"
