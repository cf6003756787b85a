"""Two addresses for machines: /healthz (this process answers) and /readyz (the database answers and is migrated)."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from shop.responses import GetResponse


def is_ready(*, was_ready: bool) -> bool:
    """Whether the database answers and no migration is pending (not checked again if it `was_ready` before)."""
    try:
        if was_ready:
            connection.cursor().execute("SELECT 1")
            return True
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def health(get_response: GetResponse) -> GetResponse:
    """Answers before every other middleware: a health check sends no host name, no cookie and no https."""
    ready = False

    def middleware(request: HttpRequest) -> HttpResponse:
        nonlocal ready
        if request.path == "/healthz":
            return HttpResponse("ok", content_type="text/plain")
        if request.path == "/readyz":
            ready = is_ready(was_ready=ready)
            return HttpResponse(
                "ready" if ready else "not ready", status=200 if ready else 503, content_type="text/plain"
            )
        return get_response(request)

    return middleware
