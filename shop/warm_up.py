"""Before gunicorn forks its workers: pages are answered once, so that workers share what these load and start warm."""

import gc
import re
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

from shop.free_memory import give_back_free_memory

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# A page of each kind that most visitors see, in both languages: its modules, templates, texts and formats are loaded.
PAGES = ("/", "/products/", "/fit/", "/cart/", "/ru/", "/ru/products/")
SHADE = re.compile(rb'href="((?:/ru)?/products/[^"/?]+/)"')


def warm_up(application: Application) -> None:
    """Answers PAGES and a shade. A database that is down makes the workers start cold, and nothing else."""
    for path in PAGES:
        shade = SHADE.search(answer(application, path))
        if shade:
            answer(application, shade[1].decode())
    # A connection belongs to one process.
    connections.close_all()
    give_back_free_memory()
    # The collector would write into the memory that the workers share, and so copy it. What it would free now would
    # leave holes, in which the workers would write next.
    gc.freeze()


def answer(application: Application, path: str) -> bytes:
    """The page at a path, as the proxy would ask for it."""
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": settings.SITE.netloc}
    if settings.IS_SECURE:
        environ["HTTP_X_FORWARDED_PROTO"] = "https"
    setup_testing_defaults(environ)
    response = application(environ, lambda *_arguments: None)
    body = b"".join(response)
    if close := getattr(response, "close", None):
        close()
    return body
