"""The web admin of the house: Django's own, in German and with the way back to the workspace."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import urlencode


class ServiceAdminSite(AdminSite):
    """The web admin where staff keep the master data."""

    site_title = "Servicebetrieb Verwaltung"
    site_header = "Servicebetrieb · Verwaltung"
    index_title = "Stammdaten"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Only members of the service staff, and of these only whose role works here."""
        return super().has_permission(request) and bool(request.user.is_service_staff)  # type: ignore[union-attr]

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """There is one sign-in for the whole house; who is signed in and comes here has no right to enter."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return HttpResponseRedirect(resolve_url("admin:index"))
            raise PermissionDenied
        target = request.GET.get("next") or resolve_url("admin:index")
        return HttpResponseRedirect(f"{resolve_url('accounts:login')}?{urlencode({'next': target})}")
