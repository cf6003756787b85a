"""What the admin pages of all apps share."""

import logging
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

logger = logging.getLogger(__name__)


def yes_or_no(value: bool) -> str:
    """In a word: Django's own mark for it is a picture whose text is English."""
    return gettext("Yes") if value else gettext("No")


class StaffSite(AdminSite):
    """The admin. What no page of it sends is answered with 400: Django's views would answer some of it with 500."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any(cannot_be_stored(text) for text in all_values(request)):
                raise BadRequest("a text that no database takes")
            try:
                return view(request, *args, **kwargs)
            except (OverflowError, ValueError, DataError) as error:
                # A number beyond its column, a key that is none, a year that no calendar has. It could be a fault of
                # ours as well: the log has the traceback.
                logger.exception("the admin was sent a value that it cannot read")
                raise BadRequest("a value that cannot be read") from error

        return super().admin_view(answered, cacheable)


def all_values(request: HttpRequest) -> list[str]:
    texts = [text for data in (request.GET, request.POST) for values in data.lists() for text in values[1]]
    return [str(text) for text in texts]


def cannot_be_stored(text: str) -> bool:
    """No database takes a NUL, and no encoding a half of a surrogate pair."""
    return "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text)
