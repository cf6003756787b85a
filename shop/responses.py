"""Answers that many views give."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: whatever was posted, the next page is fetched with GET, and a reload posts nothing again."""

    status_code = 303
