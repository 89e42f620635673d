from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class KsmConfig(AppConfig):
    name = "ksm"
    verbose_name = "Servicebetrieb"


class ServiceAdminConfig(AdminConfig):
    """The web admin with this house's site."""

    default_site = "ksm.admin_site.ServiceAdminSite"
