"""Answers that many views give, and what gives them to a middleware."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

GetResponse = Callable[[HttpRequest], HttpResponse]


class SeeOther(HttpResponseRedirect):
    """303: whatever was posted, the next page is fetched with GET, and a reload posts nothing again."""

    status_code = 303
