"""How many rows of a list an action takes at once, where all are chosen: more would outlast a request."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

# The page that asks sends each row in a field of its own, and Django takes a thousand fields.
MOST_DELETED = 900
# Each in a transaction of its own, of some milliseconds.
MOST_CHANGED = 500


class BoundedAdmin(admin.ModelAdmin):
    most_at_once: Mapping[str, int] = {"delete_selected": MOST_DELETED}

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        most = self.most_at_once.get(request.POST.get("action", ""))
        if most and request.POST.get("select_across") == "1" and queryset[: most + 1].count() > most:
            text = _("Nothing was changed: this can be done to at most %(most)d at once.")
            messages.error(request, text % {"most": most})
            return None
        return super().response_action(request, queryset)
