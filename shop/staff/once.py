"""An admin form sent twice is saved once: its key is written to the log in the transaction that saves it."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

FORM_KEY = "form_key"
# What differs between two posts of the same form: the CSRF token, and the button.
NOT_TYPED = {"csrfmiddlewaretoken", "_save", "_continue", "_addanother"}


class SentTwice(Exception):
    """The form with this key has been saved already."""

    def __init__(self, row: Model) -> None:
        super().__init__(str(row.pk))
        self.row = row


class OnceAdmin(admin.ModelAdmin):
    """Answers the second click of a button like the first, with a message that it was the second."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except IntegrityError:
                # A concurrent save made the database refuse what the form had accepted. The second try shows the error.
                return super().changeform_view(request, object_id, form_url, extra_context)
        except SentTwice as twice:
            messages.info(request, _("This form had already been sent and was saved only once."))
            answer = self.response_change if object_id else self.response_add
            return answer(request, twice.row)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row, locked: the second of two clicks then sees what the first has done."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and self._sent_before(request, object_id=str(row.pk)):
            raise SentTwice(row)
        return row

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("add") and (entry := self._sent_before(request)):
            for row in self.get_queryset(request).filter(pk=entry.object_id):
                raise SentTwice(row)
        context[FORM_KEY] = request.POST.get(FORM_KEY) or token_urlsafe()
        return super().render_change_form(request, context, *args, **kwargs)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        message = super().construct_change_message(request, form, formsets, add)
        key = key_of(request)
        return [*message, {FORM_KEY: key}] if key else message

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        answer = super().response_action(request, queryset)
        # Django shows no message for a deletion that finds no rows.
        is_to_delete = request.POST.get("action") == "delete_selected" and "post" in request.POST
        if is_to_delete and not messages.get_messages(request):
            messages.info(request, _("Nothing was changed: the selected items no longer exist."))
        return answer

    def _sent_before(self, request: HttpRequest, **row: str) -> LogEntry | None:
        if not (key := key_of(request)):
            return None
        kind = ContentType.objects.get_for_model(self.model)
        entries = LogEntry.objects.filter(user=request.user.pk, content_type=kind, **row)
        return entries.filter(change_message__contains=json.dumps({FORM_KEY: key})).first()


def key_of(request: HttpRequest) -> str:
    """A key of the form as sent, hashed with its contents; empty if the form has none.

    The same form sent again with other contents (after Back) has another key.
    """
    key = request.POST.get(FORM_KEY, "")
    if not key:
        return ""
    sent: list[Any] = [item for item in sorted(request.POST.lists()) if item[0] not in NOT_TYPED]
    sent += sorted((name, file.name, file.size) for name, file in request.FILES.items())  # type: ignore[union-attr]  # one each
    return urlsafe_b64encode(sha256(json.dumps(sent).encode()).digest()).decode().rstrip("=")
