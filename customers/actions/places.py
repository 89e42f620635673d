"""Keeping the sites of authorities and their rooms."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from customers.models import Room, Site


@transaction.atomic
def save_site(*, site: Site, by: User) -> Site:
    """Store a site; a new one gets a key from its authority and its name."""
    is_new = site._state.adding
    if not by.has_perm("customers.add_site" if is_new else "customers.change_site"):
        raise PermissionDenied
    if is_new and site.authority:
        site.key = _free_key(f"{site.authority.key}-{slugify(site.name)}")
        site.is_demo = site.authority.is_demo
    site.full_clean()
    site.save()
    return site


@transaction.atomic
def save_room(*, room: Room, by: User) -> Room:
    """Store a room of a site."""
    if not by.has_perm("customers.add_room" if room._state.adding else "customers.change_room"):
        raise PermissionDenied
    room.full_clean()
    room.save()
    return room


@transaction.atomic
def remove_room(*, room: Room, by: User) -> None:
    """Delete a room; what stood there is at the site without a room from then on."""
    if not by.has_perm("customers.delete_room"):
        raise PermissionDenied
    room.delete()


def _free_key(wanted: str) -> str:
    head, number = wanted[:44].rstrip("-"), 1
    key = head
    while Site.objects.filter(key=key).exists():
        number += 1
        key = f"{head}-{number}"
    return key
