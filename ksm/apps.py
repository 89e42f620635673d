from typing import cast

from django.apps import AppConfig, apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.backends.signals import connection_created

from ksm.moments import read_moments_quickly
from ksm.plans import keep_plans


class KsmConfig(AppConfig):
    name = "ksm"
    verbose_name = "Servicebetrieb"

    def ready(self) -> None:
        """Take the checks of the database, the reader of moments and the keeping of plans into service."""
        from ksm import checks  # noqa: F401, PLC0415 – registered by being imported

        connection_created.connect(read_moments_quickly)
        connection_created.connect(keep_plans)
        collect_only_languages_spoken()


def collect_only_languages_spoken() -> None:
    """Leave out the languages of the web admin that nobody is spoken to in, a third of all files.

    Every start looks at each file. The installed app is told, since others look for it in `INSTALLED_APPS` by its own name.
    """
    static_files = cast(StaticFilesConfig, apps.get_app_config("staticfiles"))
    static_files.ignore_patterns = [*static_files.ignore_patterns, "admin/js/vendor/select2/i18n/[!d]*"]


SIGN_IN_APPS = ("account", "socialaccount", "mfa", "usersessions")


class ServiceAdminConfig(AdminConfig):
    """The web admin with this house's site."""

    default_site = "ksm.admin_site.ServiceAdminSite"

    def ready(self) -> None:
        """Take out what others registered: groups are code (accounts/roles.py), jobs are looked at by their command,

        and of sign-in everybody keeps their own (accounts/sign_in).
        """
        super().ready()
        from django.contrib.auth.models import Group  # noqa: PLC0415 – models exist only when all apps are loaded
        from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415

        for model in (Group, ProcrastinateJob):
            if admin.site.is_registered(model):
                admin.site.unregister(model)
        theirs = [model for app in SIGN_IN_APPS for model in apps.get_app_config(app).get_models()]
        admin.site.unregister([model for model in theirs if admin.site.is_registered(model)])
