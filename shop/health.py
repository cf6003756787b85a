"""Two addresses for machines: /healthz (this process answers) and /readyz (the database answers and is migrated)."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def is_ready() -> bool:
    """Whether the database answers and no migration is pending."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def health(get_response: GetResponse) -> GetResponse:
    """Answers before every other middleware: a health check knows no host name, no cookie and no https."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return HttpResponse("ok", content_type="text/plain")
        if request.path == "/readyz":
            ready = is_ready()
            return HttpResponse(
                "ready" if ready else "not ready", status=200 if ready else 503, content_type="text/plain"
            )
        return get_response(request)

    return middleware
