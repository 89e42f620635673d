"""The two pages of the bare application: the list of rows, and signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


class Authority(models.Model):
    """The authority of a row."""

    name = models.CharField(max_length=200)

    class Meta:
        app_label, managed, db_table = "bare", False, 'public"."customers_authority'


class Contact(models.Model):
    """The person of a row."""

    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)

    class Meta:
        app_label, managed, db_table = "bare", False, 'public"."customers_contact'


class Ticket(models.Model):
    """A row of the list."""

    number = models.CharField(max_length=20)
    subject = models.CharField(max_length=160)
    state = models.CharField(max_length=20)
    priority = models.SmallIntegerField()
    created_at = models.DateTimeField()
    authority = models.ForeignKey(Authority, models.DO_NOTHING)
    requester = models.ForeignKey(Contact, models.DO_NOTHING)

    class Meta:
        app_label, managed, db_table = "bare", False, 'public"."tickets_ticket'


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """The newest fifty."""
    found = Ticket.objects.select_related("authority", "requester").order_by("-created_at")[:50]
    return render(request, "rows.html", {"rows": found})


urlpatterns = [path("", rows), path("login/", LoginView.as_view(template_name="login.html"))]
