"""The index of open reports by who works on them holds all that the numbers on the tabs of the queue count by."""

from django.db import migrations, models

OPEN = ["new", "in_progress", "waiting_customer", "waiting_vendor", "waiting_change", "waiting_visit"]


class Migration(migrations.Migration):
    dependencies = [("tickets", "0026_search_entries")]
    operations = [
        migrations.RemoveIndex("ticket", "ticket_open_of_assignee"),
        migrations.AddIndex(
            "ticket",
            models.Index(
                "assignee",
                models.F("due_at").asc(nulls_last=True),
                include=["state", "paused_at", "workaround_at"],
                condition=models.Q(state__in=OPEN),
                name="ticket_open_of_assignee",
            ),
        ),
    ]
