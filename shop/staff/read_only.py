"""Rows that staff read and do not write: something else writes them."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """For a page of the admin, or rows within one: nothing is added, changed or deleted, whatever rights one has."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
