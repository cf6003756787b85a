"""The site of the admin, with its start page."""

import logging
from functools import wraps
from traceback import walk_tb
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import BadRequest, FieldDoesNotExist, PermissionDenied
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import path, reverse

from shop import second_factor
from shop.language import current_language, in_language
from shop.responses import SeeOther
from shop.staff.today import Part

logger = logging.getLogger(__name__)

# The project's packages.
OURS = {name.partition(".")[0] for name in settings.INSTALLED_APPS if not name.startswith("django")}

# A number too large for its column or none at all (sNaN), an invalid key, an impossible year, an unknown column.
UNREADABLE = (ArithmeticError, ValueError, DataError, FieldDoesNotExist)


class StaffSite(AdminSite):
    """The admin. Requests that no page of it sends get a 400; Django's views would answer some of them with 500."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts: list[Part] = []

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What is to be done today stands above the list of models."""
        today = sorted(section for part in self.parts if (section := part(request)))
        said = {"today": today, "is_trading": any(section.is_trading for section in today)}
        return super().index(request, {**said, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Made once for a page: its own view asks for it, and so does what all pages have."""
        made: dict[str | None, list[dict[str, Any]]] = request.__dict__.setdefault("staff_app_lists", {})
        if app_label not in made:
            made[app_label] = super().get_app_list(request, app_label)
        return made[app_label]

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
                # What our own code cannot read could be a fault of ours: it is an error, with its traceback.
                extra = None if is_ours(error) else {"status_code": 400}
                logger.exception("the admin was sent a value that it cannot read", extra=extra)
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

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Who has logged in is led into the admin: by Django at a GET, and at a HEAD here.

        Who has changed the language on this page goes on to the page that they wanted in the new one.
        """
        if request.method == "HEAD" and self.has_permission(request):
            return redirect("admin:index")
        asked = request.POST.get("next") or request.GET.get("next") or ""
        wanted = {"next": in_language(asked, current_language())} if asked.startswith("/") else {}
        return super().login(request, {**wanted, **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        own = path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site")
        return [own if getattr(one, "name", "") == own.name else one for one in super().get_urls()]

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponseBase:
        """Django's, for who may see the row: the address of an order has its number in it."""
        kind = get_object_or_404(ContentType, pk=content_type_id)
        page = next((page for model, page in self._registry.items() if model is kind.model_class()), None)
        if page is None:
            raise Http404
        if not page.has_view_permission(request):
            raise PermissionDenied
        return shortcut(request, content_type_id, object_id)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The shop's own page, where guessing is limited."""
        return SeeOther(reverse("accounts:password_change"))


def is_ours(error: BaseException) -> bool:
    """Whether the last line of the traceback is one of this project's, and not of Django's or a driver's."""
    *_before, (frame, _line) = walk_tb(error.__traceback__)
    return frame.f_globals["__name__"].partition(".")[0] in OURS


def all_values(request: HttpRequest) -> list[str]:
    texts = [text for data in (request.GET, request.POST) for values in data.lists() for text in values[1]]
    return [str(text) for text in texts]
