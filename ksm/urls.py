"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path

import knowledge.urls
import tickets.urls
from ksm import health, views
from tickets.views.search import search

handler403 = views.forbidden
handler404 = views.not_there
handler500 = views.in_trouble

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search, name="search"),
    # They are tried one after the other, so what is asked for all day stands first.
    path("portal/", include(tickets.urls.portal)),
    path("", include("tickets.urls")),
    path("", include("dashboards.urls")),
    path("", include("accounts.urls")),
    path("", include("accounts.sign_in.urls")),
    path("", include("customers.urls")),
    path("", include("workstations.urls")),
    path("inventory/", include("inventory.urls")),
    path("replacements/", include("replacements.urls")),
    path("", include("stocktaking.urls")),
    path("", include("handovers.urls")),
    path("", include("applications.urls")),
    path("sharing/", include("sharing.urls")),
    path("dependencies/", include("dependencies.urls")),
    path("processing/", include("processing.urls")),
    path("continuity/", include("continuity.urls")),
    path("", include("announcements.urls")),
    path("", include("changes.urls")),
    path("", include("knowledge.urls")),
    path("help/", include(knowledge.urls.help_portal)),
    path("", include("contracts.urls")),
    path("", include("counter.urls")),
    path("", include("catalogue.urls")),
    path("", include("mailboxes.urls")),
    path("imports/", include("imports.urls")),
    path("", include("notifications.urls")),
    path("privacy/", include("privacy.urls")),
    path("", include("takeovers.urls")),
    path("", include("history.urls")),
    path("", include("ui.urls")),
    path("admin/", admin.site.urls),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]

handler429 = "accounts.sign_in.too_many.too_many"  # asked by the sign-in library
