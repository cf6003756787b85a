"""The port of the figures: it answers /metrics and nothing else, and no other port answers that."""

import time
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shop.metrics import counts
from shop.metrics.processes import are_counted
from shop.responses import GetResponse


def on_its_port(application: WSGIApplication) -> WSGIApplication:
    """Answers requests to METRICS_PORT, and leaves those to others to the application.

    SERVER_PORT is that of the socket: no header of a request changes it. A socket of Unix has none, and gunicorn takes
    it from the header Host there; a client of such a socket is known by having no port itself.
    """
    if not are_counted():
        return application
    from prometheus_client import CollectorRegistry
    from prometheus_client.exposition import choose_encoder
    from prometheus_client.multiprocess import MultiProcessCollector

    from shop.metrics.readings import Readings

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it registers itself
    registry.register(Readings())
    ours = str(settings.METRICS_PORT)

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["SERVER_PORT"] != ours or "REMOTE_PORT" not in environ:
            return application(environ, start_response)
        if environ["PATH_INFO"] != "/metrics" or environ["REQUEST_METHOD"] != "GET":
            start_response("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []
        encode, content_type = choose_encoder(environ.get("HTTP_ACCEPT", ""))
        body = encode(registry)
        start_response("200 OK", [("Content-Type", content_type), ("Content-Length", str(len(body)))])
        return [body]

    return answered


def counted(get_response: GetResponse) -> GetResponse:
    """Middleware that counts what Django answers. Outside of all that may answer before a view does."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        counts.request(view_of(request), response.status_code, time.perf_counter() - began)
        return response

    return middleware


def view_of(request: HttpRequest) -> str:
    """The name of the view; of what has none, such as static files and addresses that lead nowhere, `none`."""
    match = request.resolver_match
    return (match and match.view_name) or "none"
