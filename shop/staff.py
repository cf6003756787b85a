"""Shared by the admin pages of all apps."""

import logging
from collections.abc import Sequence
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.models import Permission
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from shop import second_factor
from shop.responses import SeeOther
from shop.staff_today import Part

logger = logging.getLogger(__name__)

# What Django's permissions allow, by the first word of their codename.
ALLOWED = {
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
    "view": pgettext_lazy("permission", "see"),
}


# The most rows that one message names.
MOST_NAMED = 20


def named(names: Sequence[str]) -> str:
    """The names, as many as a message can hold, and of how many."""
    more = [f"… ({len(names)})"] if len(names) > MOST_NAMED else []
    return ", ".join([*names[:MOST_NAMED], *more])


def yes_or_no(value: bool) -> str:
    """As a word: Django's own icon for it has English alternative text."""
    return gettext("Yes") if value else gettext("No")


# A number too large for its column or none at all (sNaN), an invalid key, an impossible year, an unknown column.
UNREADABLE = (ArithmeticError, ValueError, DataError, FieldDoesNotExist)


def permission_in_words(permission: Permission) -> str:
    """In the reader's language; Django keeps their names in English in the database."""
    verb, _separator, model = permission.codename.partition("_")
    kind = permission.content_type.model_class()
    what = kind._meta.verbose_name_plural if kind and kind._meta.model_name == model else model
    # Permissions of an app that was removed stay in the database.
    app = kind._meta.app_config.verbose_name if kind else permission.content_type.app_label
    return f"{app}: {what}: {ALLOWED.get(verb, verb)}"


class StaffSite(AdminSite):
    """The admin. Requests that no page of it sends get a 400; Django's views would answer some of them with 500."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts: list[Part] = []

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What is to be done today stands above the list of models."""
        today = sorted(section for part in self.parts if (section := part(request)))
        return super().index(request, {"today": today, **(extra_context or {})})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any("\0" in text for text in all_values(request)):
                raise BadRequest("a NUL, which no database takes")
            try:
                response = view(request, *args, **kwargs)
                # Here and not later, because rendering reads values of the address, too.
                return response.render() if isinstance(response, SimpleTemplateResponse) else response
            except UNREADABLE as error:
                # It could also be a bug of ours: the log has the traceback.
                logger.exception("the admin was sent a value that it cannot read")
                raise BadRequest("a value that cannot be read") from error

        answered_to_staff = super().admin_view(answered, cacheable)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if super(StaffSite, self).has_permission(request) and second_factor.is_wanted(request.user):
                return second_factor.lead_there(request)
            return answered_to_staff(request, *args, **kwargs)

        return guarded

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not second_factor.is_wanted(request.user)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The shop's own page, where guessing is limited."""
        return SeeOther(reverse("accounts:password_change"))


def all_values(request: HttpRequest) -> list[str]:
    texts = [text for data in (request.GET, request.POST) for values in data.lists() for text in values[1]]
    return [str(text) for text in texts]
