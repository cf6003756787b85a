"""What the admin pages of all apps share."""

import logging
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.models import Permission
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext, pgettext_lazy

logger = logging.getLogger(__name__)

# What Django's permissions allow, by the first word of their code.
ALLOWED = {
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
    "view": pgettext_lazy("permission", "see"),
}


def yes_or_no(value: bool) -> str:
    """In a word: Django's own mark for it is a picture whose text is English."""
    return gettext("Yes") if value else gettext("No")


# A number beyond its column, a key that is none, a year that no calendar has, a column without a name.
UNREADABLE = (OverflowError, ValueError, DataError, FieldDoesNotExist)


def permission_in_words(permission: Permission) -> str:
    """In the reader's language; Django keeps their names in English in the database."""
    verb, _separator, model = permission.codename.partition("_")
    kind = permission.content_type.model_class()
    what = kind._meta.verbose_name_plural if kind and kind._meta.model_name == model else model
    # The tables of an application that was taken out keep their permissions.
    app = kind._meta.app_config.verbose_name if kind else permission.content_type.app_label
    return f"{app}: {what}: {ALLOWED.get(verb, verb)}"


class StaffSite(AdminSite):
    """The admin. What no page of it sends is answered with 400: Django's views would answer some of it with 500."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any(cannot_be_stored(text) for text in all_values(request)):
                raise BadRequest("a text that no database takes")
            try:
                response = view(request, *args, **kwargs)
                # Here and not later: a page reads values of its address, too.
                return response.render() if isinstance(response, SimpleTemplateResponse) else response
            except UNREADABLE as error:
                # It could be a fault of ours as well: the log has the traceback.
                logger.exception("the admin was sent a value that it cannot read")
                raise BadRequest("a value that cannot be read") from error

        return super().admin_view(answered, cacheable)


def all_values(request: HttpRequest) -> list[str]:
    texts = [text for data in (request.GET, request.POST) for values in data.lists() for text in values[1]]
    return [str(text) for text in texts]


def cannot_be_stored(text: str) -> bool:
    """No database takes a NUL, and no encoding a half of a surrogate pair."""
    return "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text)
