"""The web admin of the house: Django's own, in German and with the way back to the workspace."""

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
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

    def get_urls(self) -> list[Any]:
        """Django's addresses without two that nothing here uses and that fall over when asked the wrong thing."""
        return [
            entry
            for entry in super().get_urls()
            if getattr(entry, "name", None) not in ("autocomplete", "view_on_site")
        ]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page of the administration; an address with a NUL character, which no text here can hold, is refused."""
        page = super().admin_view(view, cacheable)

        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if "%00" in request.get_full_path():
                raise BadRequest
            return page(request, *args, **kwargs)

        return update_wrapper(checked, page)

    def password_change(  # type: ignore[override]  # sent elsewhere instead of rendered
        self, request: HttpRequest, extra_context: object = None
    ) -> HttpResponse:
        """There is one page for the own password, too; it ends the other sessions."""
        return HttpResponseRedirect(resolve_url("accounts:password"))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """There is one sign-in for the whole house; who is signed in and comes here has no right to enter."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return HttpResponseRedirect(resolve_url("admin:index"))
            raise PermissionDenied
        target = request.GET.get("next") or resolve_url("admin:index")
        return HttpResponseRedirect(f"{resolve_url('accounts:login')}?{urlencode({'next': target})}")
