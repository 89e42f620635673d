"""Sites and their rooms."""

from django.contrib import admin

from customers.models import Location, Room, Site
from history.admin import RecordAdmin
from ui.admin import RowInline


class RoomInline(RowInline):
    """The rooms of a site."""

    model = Room
    fields = ["name", "floor"]


@admin.register(Site)
class SiteAdmin(RecordAdmin):
    """Buildings of authorities and companies."""

    list_display = ["name", "authority", "provider", "street", "postcode", "city", "is_data_centre"]
    list_filter = ["is_data_centre", "provider"]
    list_select_related = ["authority", "provider"]
    search_fields = ["name", "key", "city", "street", "authority__name"]
    raw_id_fields = ["authority"]
    fixed_fields = ("authority", "provider")
    inlines = [RoomInline]


@admin.register(Room)
class RoomAdmin(RecordAdmin):
    """Rooms."""

    list_display = ["name", "floor", "site", "authority"]
    list_select_related = ["site__authority"]
    search_fields = ["name", "site__name", "site__authority__name"]
    raw_id_fields = ["site"]
    fixed_fields = ("site",)

    @admin.display(description="Behörde", ordering="site__authority__name")
    def authority(self, room: Room) -> str:
        """Whose room it is."""
        return str(room.site.authority or "–")


@admin.register(Location)
class LocationAdmin(RecordAdmin):
    """Where authorities, service points and sites lie."""

    list_display = ["place", "latitude", "longitude", "source", "certainty"]
    list_filter = ["certainty"]
    list_select_related = ["authority", "service_point", "site"]
    search_fields = ["authority__name", "service_point__name", "site__name"]
    raw_id_fields = ["authority", "service_point", "site"]

    @admin.display(description="Ort")
    def place(self, location: Location) -> str:
        """What lies there."""
        return str(location.authority or location.service_point or location.site)
