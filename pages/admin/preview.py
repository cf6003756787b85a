"""A form whose page can be seen before it is saved."""

from typing import Any

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from pages.context import set_banner
from shop.staff.changes import ChangesAdmin
from shop.translated import Translated

# The names of the buttons, and what stands on them.
BUTTONS = {f"_preview_{code}": format_lazy(Translated.LABELS[code], _("Preview")) for code, _name in settings.LANGUAGES}


class PreviewAdmin(ChangesAdmin):
    """Shows the page of the row with what its form says, in a window of its own; nothing is stored."""

    change_form_template = "admin/pages/preview_form.html"

    def preview(self, request: HttpRequest, row: Any) -> HttpResponse:
        """The page in the active language."""
        raise NotImplementedError

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = {"previews": BUTTONS, **(extra_context or {})}
        pressed = [name for name in BUTTONS if name in request.POST]
        if not pressed:
            return super().changeform_view(request, object_id, form_url, context)
        if (row := self._as_typed(request, object_id)) is not None:
            language = pressed[0].rpartition("_")[2]
            with override(language):
                set_banner(request, gettext("Preview: this is not saved."))
                return self.preview(request, row)
        # With the errors beside the fields. Whatever becomes of the form, nothing of it is stored.
        with transaction.atomic():
            answer = super().changeform_view(request, object_id, form_url, context)
            transaction.set_rollback(True)
        return answer

    def _as_typed(self, request: HttpRequest, object_id: str | None) -> models.Model | None:
        """The row as the form would store it; None if it is wrong, or there is no such row. Raises PermissionDenied."""
        row = self.get_object(request, unquote(object_id)) if object_id else self.model()
        if row is None:
            return None
        is_allowed = self.has_change_permission(request, row) if object_id else self.has_add_permission(request)
        if not is_allowed:
            raise PermissionDenied
        form = self.get_form(request, row, change=bool(object_id))(request.POST, instance=row)
        return form.instance if form.is_valid() else None
