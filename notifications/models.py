"""What people were told about reports, and how they wish to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Absence
from customers.models import Contact
from notifications.querysets import NotificationQuerySet, PreferenceQuerySet
from notifications.topics import Group, Topic, Way
from tickets.models import Message, Ticket, TicketEvent


class Notification(models.Model):
    """Somebody is told that something happened about a report; only points to it and repeats none of its words."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="für",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    # In the place of an account: whoever has none and hears of it by mail alone.
    contact = models.ForeignKey(
        Contact,
        verbose_name="für die Ansprechperson ohne Konto",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
    )
    ticket = models.ForeignKey(Ticket, verbose_name="Meldung", on_delete=models.CASCADE, related_name="notifications")
    topic = models.CharField("Anlass", max_length=10, choices=Topic)
    way = models.CharField("Weg", max_length=6, choices=Way)  # as the person wished when it happened
    # What it points to; neither for what no entry of the timeline tells, such as a reminder.
    event = models.ForeignKey(
        TicketEvent, verbose_name="Schritt", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    message = models.ForeignKey(
        Message, verbose_name="Beitrag", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Goes with the absence: after some weeks nobody is told any more that somebody was away.
    absence = models.ForeignKey(
        Absence, verbose_name="in Vertretung", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("am")
    seen_at = models.DateTimeField("gesehen am", null=True, blank=True)
    mailed_at = models.DateTimeField("verschickt am", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "Benachrichtigung"
        verbose_name_plural = "Benachrichtigungen"
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        constraints = [
            # A job that runs twice tells nobody twice.
            models.UniqueConstraint(fields=["recipient", "event"], name="notification_once_per_step"),
            models.UniqueConstraint(fields=["recipient", "message"], name="notification_once_per_message"),
            models.UniqueConstraint(fields=["contact", "event"], name="notification_by_mail_once_per_step"),
            models.UniqueConstraint(fields=["contact", "message"], name="notification_by_mail_once_per_message"),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, contact__isnull=True)
                | Q(recipient__isnull=True, contact__isnull=False),
                name="notification_is_for_one",
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(message__isnull=True), name="notification_points_to_one_thing"
            ),
            models.CheckConstraint(condition=~Q(way=Way.NONE), name="notification_is_told_somehow"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notification_of_recipient"),
            models.Index(fields=["recipient"], condition=Q(seen_at__isnull=True), name="notification_unseen"),
            models.Index(
                fields=["way", "created_at"],
                condition=Q(mailed_at__isnull=True, seen_at__isnull=True),
                name="notification_to_be_mailed",
            ),
            models.Index(fields=["created_at"], name="notification_by_age"),
        ]

    def __str__(self) -> str:
        return self.get_topic_display()


class Preference(models.Model):
    """How somebody wishes to be told of one group of things; without a row the default holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Konto", on_delete=models.CASCADE, related_name="notification_wishes"
    )
    group = models.CharField("Anlass", max_length=12, choices=Group)
    way = models.CharField("Weg", max_length=6, choices=Way)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "Wunsch zu Benachrichtigungen"
        verbose_name_plural = "Wünsche zu Benachrichtigungen"
        ordering = ["user_id", "group"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "group"], name="preference_once_per_group")]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.get_way_display()}"
