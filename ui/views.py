"""Pages about the application itself: display, licences, accessibility."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from ui import licences
from ui.display import DENSITIES, THEMES, DisplayChoice
from ui.forms import KernForm, TilesWidget


class DisplayForm(KernForm):
    """How one person wants to see the pages; a button may send a single value of it."""

    theme = forms.ChoiceField(
        label="Hell oder dunkel",
        choices=[("system", "Wie das Gerät"), ("light", "Hell"), ("dark", "Dunkel")],
        widget=TilesWidget(icons={"system": "contrast", "light": "light_mode", "dark": "dark_mode"}, is_small=True),
    )
    density = forms.ChoiceField(
        label="Abstände im Arbeitsbereich",
        choices=[("compact", "Dicht: mehr Zeilen auf einen Blick"), ("roomy", "Luftig: größere Schrift und Felder")],
        widget=TilesWidget(is_small=True),
    )
    shortcuts = forms.ChoiceField(
        label="Kürzel mit einzelnen Tasten",
        help_text="Schalten Sie die Kürzel aus, wenn Sie mit Spracheingabe arbeiten oder Tasten versehentlich treffen.",
        choices=[("on", "Eingeschaltet"), ("off", "Ausgeschaltet")],
        widget=TilesWidget(is_small=True),
    )


@login_not_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose theme, density and shortcuts; kept in a cookie, so it also works before the sign-in."""
    chosen = DisplayChoice.of(request)
    if request.method != "POST":
        initial = {
            "theme": chosen.theme,
            "density": chosen.density,
            "shortcuts": "on" if chosen.has_shortcuts else "off",
        }
        return render(request, "ui/preferences.html", {"form": DisplayForm(initial=initial)})
    if request.POST.get("theme") in THEMES:
        chosen = chosen._replace(theme=request.POST["theme"])
    if request.POST.get("density") in DENSITIES:
        chosen = chosen._replace(density=request.POST["density"])
    if request.POST.get("shortcuts") in {"on", "off"}:
        chosen = chosen._replace(has_shortcuts=request.POST["shortcuts"] == "on")
    response = HttpResponse(status=204) if request.headers.get("HX-Request") else redirect(_way_back(request))
    if "shortcuts" in request.POST:
        messages.success(request, "Ihre Einstellungen sind gespeichert.")
    chosen.keep(response, is_secure=request.is_secure())
    return response


def _way_back(request: HttpRequest) -> str:
    """Where the button was pressed, if that is one of our own pages."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("ui:preferences")


@login_not_required
@require_safe
def licence_list(request: HttpRequest) -> HttpResponse:
    """Name everybody whose work is used, with the terms."""
    parts = [("In Ihrem Browser", licences.front_end()), ("Auf dem Server", licences.server())]
    return render(request, "ui/licences.html", {"parts": parts})


@login_not_required
@require_safe
def licence_text(request: HttpRequest, key: str) -> HttpResponse:
    """The terms in full."""
    component = licences.find(key)
    if component is None or not component.text:
        raise Http404
    return render(request, "ui/licence.html", {"component": component})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are and where to report a barrier."""
    return render(request, "ui/accessibility.html")
