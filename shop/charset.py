"""Requests are in UTF-8, as all browsers send the forms of a page in UTF-8. Anything else is a 400.

Django decodes the query and the form with whatever codec the request names. UTF-7 among them makes half a surrogate
pair, which nothing can encode afterwards: neither a page, nor a digest, nor a database.
"""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from shop.responses import GetResponse


def utf8_alone(get_response: GetResponse) -> GetResponse:
    """Middleware, before everything that reads the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8"):
            raise BadRequest("a request that is not in UTF-8")
        return get_response(request)

    return middleware
