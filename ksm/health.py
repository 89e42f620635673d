"""Whether the process lives and whether it can serve people."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from ksm.checks import problem_of_role


@login_not_required
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; says nothing about the database."""
    return HttpResponse("live\n", content_type="text/plain")


@login_not_required
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Database reachable by a role that cannot pass by its rules, and on the newest migration: people can work."""
    problem = _problem()
    return HttpResponse(f"{problem or 'ready'}\n", content_type="text/plain", status=503 if problem else 200)


def _problem() -> str:
    try:
        if problem := problem_of_role(connection):
            return problem
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are missing"
    except Error:
        return "the database does not answer"
    return ""
