"""A job in the background as a page shows it that waits for it: how far it is, asked again until it is done."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect


class Job(NamedTuple):
    """A job that is at work; `words` says how far it is, else the share does. `progress_url` answers with `progress`."""

    title: str
    done: int
    total: int  # 0 as long as nobody knows
    progress_url: str
    page_url: str
    words: str = ""

    @property
    def percent(self) -> int:
        """Never 100, for what is done is not waited for."""
        return min(99, self.done * 100 // self.total) if self.total else 0


def progress(request: HttpRequest, job: Job | None, page_url: str) -> HttpResponse:
    """How far the job is; without one it is done, and the page is opened anew. The view is to be marked `polled`."""
    if job is not None:
        return render(request, "ui/_job.html", {"job": job})
    return HttpResponseClientRedirect(page_url) if getattr(request, "htmx", None) else HttpResponseRedirect(page_url)
