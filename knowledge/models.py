"""What the service knows: articles on how something is done or solved, for itself and for the authorities."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from applications.models import SpecialistApplication
from customers.models import Authority
from history.models import tracked, tracked_link
from knowledge.querysets import ArticleQuerySet, FeedbackQuerySet, ForAnArticleQuerySet
from ui.addresses import address
from ui.ordering import GermanOrder


@tracked()
class Topic(models.Model):
    """What several articles have in common; by topics people look around in the help."""

    name = models.CharField("Name", max_length=60, unique=True)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=100, help_text="Kleinere Zahlen stehen oben.")

    objects = models.Manager()

    class Meta:
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = ["position", GermanOrder("name"), "pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Article(models.Model):
    """How something is done or solved. Authorities read it when it is published and meant for them, staff at any time."""

    class State(models.TextChoices):
        """Only what is published is read outside the service."""

        DRAFT = "draft", "Entwurf"
        PUBLISHED = "published", "veröffentlicht"
        RETIRED = "retired", "zurückgezogen"

    class Audience(models.TextChoices):
        """Who reads it once it is published."""

        INTERNAL = "internal", "nur der Service"
        ALL = "all", "alle Behörden"
        AUTHORITIES = "authorities", "die genannten Behörden"
        APPLICATIONS = "applications", "Behörden, die eines der genannten Fachverfahren nutzen"

    title = models.CharField("Überschrift", max_length=120)
    summary = models.CharField(
        "Kurzfassung", max_length=300, help_text="Ein oder zwei Sätze; sie stehen in Listen und in Vorschlägen."
    )
    body = models.TextField("Text", max_length=40_000)
    keywords = models.CharField(
        "Suchwörter", max_length=300, blank=True,
        help_text="Wörter, nach denen jemand suchen könnte und die im Text nicht stehen.",
    )  # fmt: skip
    topic = models.ForeignKey(Topic, verbose_name="Thema", on_delete=models.PROTECT, related_name="articles")
    audience = models.CharField("für wen", max_length=12, choices=Audience, default=Audience.INTERNAL)
    authorities = models.ManyToManyField(Authority, verbose_name="Behörden", blank=True, related_name="articles")
    applications = models.ManyToManyField(
        SpecialistApplication, verbose_name="Fachverfahren", blank=True, related_name="articles"
    )
    is_pinned = models.BooleanField("oben anheften", default=False, help_text="Steht im Portal über allen anderen.")
    state = models.CharField("Stand", max_length=9, choices=State, default=State.DRAFT)
    review_on = models.DateField(
        "nächste Prüfung am", null=True, blank=True, help_text="Ab diesem Tag steht der Artikel unter „Zu prüfen“."
    )
    # Read by staff alone: the portal speaks for the service as a whole.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="verfasst von", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="written_articles",
    )  # fmt: skip
    changed_at = models.DateTimeField("geändert am")
    version = models.PositiveIntegerField("Fassung", default=1)
    is_demo = models.BooleanField("Demodaten", default=False, help_text="Erfunden; gilt in keinem wirklichen Betrieb.")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "Artikel"
        verbose_name_plural = "Artikel"
        ordering = [GermanOrder("title"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(review_on__isnull=False), name="article_published_is_reviewed",
                violation_error_message="Ein veröffentlichter Artikel braucht einen Tag für die nächste Prüfung.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "review_on"], name="article_to_review")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return address("knowledge:article", self.pk)

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_retired(self) -> bool:
        return self.state == self.State.RETIRED

    @property
    def is_internal(self) -> bool:
        """Whether it never leaves the service."""
        return self.audience == self.Audience.INTERNAL

    def is_due(self, day: date) -> bool:
        """Whether somebody should look it over by this day."""
        return self.is_published and self.review_on is not None and self.review_on <= day


@tracked_link()
class AuthorityOfArticle(Article.authorities.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which authorities an article is meant for, for the change history alone."""

    objects = ForAnArticleQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Behörde eines Artikels"


@tracked_link()
class ApplicationOfArticle(Article.applications.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which Fachverfahren an article is about, for the change history alone."""

    objects = ForAnArticleQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Fachverfahren eines Artikels"


class ArticleWord(models.Model):
    """A word stem of an article and how much it says about it: most in title and keywords, least in the text.

    Kept by the database itself, never written by the program.
    """

    article = models.ForeignKey(Article, verbose_name="Artikel", on_delete=models.CASCADE, related_name="words")
    word = models.CharField("Wortstamm", max_length=40)
    weight = models.PositiveSmallIntegerField("Gewicht")

    objects = models.Manager()

    class Meta:
        verbose_name = "Wort eines Artikels"
        verbose_name_plural = "Wörter von Artikeln"
        constraints = [models.UniqueConstraint(fields=["word", "article"], name="article_word_once")]
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="article_word_parts", fastupdate=False)]

    def __str__(self) -> str:
        return self.word


class Feedback(models.Model):
    """Whether an article helped somebody: one word for each account, told to nobody with its name."""

    article = models.ForeignKey(Article, verbose_name="Artikel", on_delete=models.CASCADE, related_name="feedback")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Konto", on_delete=models.CASCADE, related_name="article_feedback"
    )
    helped = models.BooleanField("hat geholfen")
    comment = models.CharField("Was fehlt oder stimmt nicht?", max_length=500, blank=True)
    given_at = models.DateTimeField("gegeben am")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückmeldung zu einem Artikel"
        verbose_name_plural = "Rückmeldungen zu Artikeln"
        ordering = ["-given_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="feedback_once_per_account")]

    def __str__(self) -> str:
        return "hat geholfen" if self.helped else "hat nicht geholfen"
