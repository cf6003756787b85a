"""The file with all that is stored of a person, which staff make for whoever asks for it by mail."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from accounts.models import User
from orders.own_data import data_of
from orders.views.account import file_of
from shop.logs import log_event


class OwnDataAdmin(admin.ModelAdmin):
    """The file of an account at `data-of/<key>/` below the list of orders; linked from the form of the account."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.own_data)
        return [path("data-of/<int:user_id>/", view, name="orders_order_own_data"), *super().get_urls()]

    def own_data(self, request: HttpRequest, user_id: int) -> HttpResponse:
        if not request.user.has_perms(["orders.view_order", "accounts.view_user"]):
            raise PermissionDenied
        user = get_object_or_404(User, pk=user_id)
        log_event("personal data made", user=user.pk, by=request.user.pk)
        return file_of(data_of(user, with_notes=True))
