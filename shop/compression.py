"""Compresses pages if no proxy does it (`make run`): the list of shades shrinks to a tenth of its size."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressText(GZipMiddleware):
    """Only text: photographs are compressed already, and static files are compressed by collectstatic."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_text = response.headers.get("Content-Type", "").startswith(("text/", "application/xml"))
        is_text = is_text and "Content-Range" not in response.headers
        return super().process_response(request, response) if is_text else response
