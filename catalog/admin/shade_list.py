"""The list of shades in the admin: what its columns say, of the rows of one page and their photographs."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from catalog.admin.stock_filter import StockFilter
from catalog.admin.thumbnails import thumbnail
from catalog.models import Product
from catalog.models.photograph import fault_of_two
from catalog.sheet.stock import stock_in_words
from shop.money import money

COLUMNS = ("sku", "name_en", "name_ru", "price", "stock", "low_stock_at", "is_public")


class ShadeList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Of the shades of the page alone, because an action reads all columns of those that it changes."""
        super().get_results(request)
        self.result_list = self.result_list.only(*COLUMNS).with_completeness().with_pair()


class ShadeListAdmin(admin.ModelAdmin):
    list_display = ("pictures", "sku", "name", "price_in_words", "stock_and_words", "state")
    list_display_links = ("sku", "name")
    list_filter = ("is_public", StockFilter, "shape", "fitting", "material", "colour_family")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ShadeList

    @admin.display(description=_("photographs"))
    def pictures(self, product: Product) -> str:
        unlit, lit = product.photo_pair
        if unlit is lit is None:
            return "–"
        return format_html('<span class="thumbnails">{}{}</span>', thumbnail(unlit), thumbnail(lit))

    @admin.display(description=_("price"), ordering="price")
    def price_in_words(self, product: Product) -> str:
        return money(product.price)

    @admin.display(description=_("stock"), ordering="stock")
    def stock_and_words(self, product: Product) -> str:
        """As the shop says it, with the number where the shop does not say it."""
        words = stock_in_words(product.few_left).words
        return f"{words}: {product.stock}" if product.few_left is None else words

    @admin.display(description=_("state"), ordering="is_public")
    def state(self, product: Any) -> str:
        """What a draft lacks is said on the start page, and by its form."""
        if product.is_public:
            return format_html('<span class="is-usual">{}</span>', pgettext("state of a shade", "Public"))
        if product.is_complete and not fault_of_two(*product.photo_pair):
            return pgettext("state of a shade", "Hidden")
        return pgettext("state of a shade", "Draft")
