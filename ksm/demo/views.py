"""Views of the queue that people of the demo saved: for themselves, for their team, for everyone."""

from ksm.demo.reports import Stage
from tickets.actions import save_view
from tickets.lifecycle import State
from tickets.models import SavedView

Audience = SavedView.Audience


def arrange(stage: Stage) -> None:
    """Two of the service desk's own, one of which its team sees, and one of the administration for everyone."""
    desk, administration = stage.people.accounts["benutzerservice"], stage.people.accounts["administration"]
    printers = stage.categories["drucker"].pk
    save_view(by=desk, name="Drucker", query=f"category={printers}&sort=-created_at", audience=Audience.OWN)
    urgent = "priority=1&priority=2&columns=number&columns=subject&columns=authority&columns=due_at"
    save_view(by=desk, name="Eilig", query=f"view=unassigned&{urgent}", audience=Audience.TEAM)
    vendor = f"state={State.WAITING_FOR_VENDOR.value}"
    save_view(by=administration, name="Beim Hersteller", query=vendor, audience=Audience.EVERYONE)
