"""The log of all staff, for the owner to read."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shop.staff.log import names_all, values_in_words
from shop.staff.read_only import ReadOnly
from shop.staff.search import SearchAdmin


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnly, SearchAdmin):
    """Who added, changed or deleted what, newest first; read-only, and for superusers alone."""

    list_display = ("action_time", "user", "what", "in_words")
    list_display_links = None
    list_filter = ("action_flag", "action_time")
    list_select_related = ("user", "content_type")
    list_per_page = 50
    # The order of the primary key is that of time, and needs no index of its own.
    ordering = ("-pk",)
    search_fields = ("user__email", "object_repr")

    @admin.display(description=_("what"))
    def what(self, entry: LogEntry) -> str:
        kind = entry.content_type.name if entry.content_type else ""
        address = None if entry.is_deletion() else entry.get_admin_url()
        name = f"{kind}: {entry.object_repr}"
        return format_html('<a href="{}">{}</a>', address, name) if address else name

    @admin.display(description=_("change"))
    def in_words(self, entry: LogEntry) -> str:
        values = values_in_words(entry)
        return values if values and names_all(entry) else f"{entry.get_change_message()} {values}".strip()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser
