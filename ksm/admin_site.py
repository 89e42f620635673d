"""The web admin of the house: Django's own, in German and with the way back to the workspace."""

from django.contrib.admin import AdminSite


class ServiceAdminSite(AdminSite):
    """The web admin where staff keep the master data."""

    site_title = "Servicebetrieb Verwaltung"
    site_header = "Servicebetrieb · Verwaltung"
    index_title = "Stammdaten"
    site_url = "/"
