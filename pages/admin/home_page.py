"""The claim and the words of the home page in the admin: one row."""

from inspect import unwrap
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from pages.admin.preview import PreviewAdmin
from pages.context import preview
from pages.links import is_shown_sku
from pages.models import HomePage
from pages.models.business import PK
from shop.staff.changes import ChangesForm
from shop.typed_text import clean_text


class HomePageForm(ChangesForm):
    class Meta:
        model = HomePage
        words = ("claim_en", "claim_ru", "home_heading_en", "home_heading_ru", "home_lede_en", "home_lede_ru")
        fields = (*words, "home_shade")
        widgets = {name: AdminTextInputWidget(attrs={"class": "vLargeTextField"}) for name in words}

    def clean(self) -> dict[str, Any]:
        return {name: clean_text(text) for name, text in super().clean().items()}

    def clean_home_shade(self) -> str:
        """Only a shade that is chosen now: one that was hidden since must not keep the words from being saved."""
        sku = clean_text(self.cleaned_data["home_shade"])
        if sku and "home_shade" in self.changed_data and not is_shown_sku(sku):
            raise ValidationError(_("No shade that is shown in the shop has the SKU %(sku)s."), params={"sku": sku})
        return sku


@admin.register(HomePage)
class HomePageAdmin(PreviewAdmin):
    form = HomePageForm
    fieldsets = (
        (None, {"description": _("What is empty is as in a new shop."), "fields": (("claim_en", "claim_ru"),)}),
        (
            _("Top of the home page"),
            {"fields": (("home_heading_en", "home_heading_ru"), ("home_lede_en", "home_lede_ru"), "home_shade")},
        ),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one row, so the list leads to its form."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        HomePage.objects.get_or_create(pk=PK)
        return redirect("admin:pages_homepage_change", PK)

    def preview(self, request: HttpRequest, row: HomePage) -> HttpResponse:
        preview(request, row)
        # The view is the one of the home page, which is only read; its links repeat its own address.
        request.method, request.path = "GET", reverse("catalog:home")
        # Without the mark that lets a page be kept: nobody else may see this one.
        return unwrap(resolve(request.path).func)(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
