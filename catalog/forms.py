"""How a list of shades is asked for."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.queries import ProductQuerySet


class SortForm(forms.Form):
    """The order of the list. A word that is none of these is ignored."""

    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[
            ("newest", _("Newest first")),
            ("price", _("Price, low to high")),
            ("-price", _("Price, high to low")),
        ],
    )

    @property
    def chosen(self) -> str:
        return self.cleaned_data.get("sort") or "newest" if self.is_valid() else "newest"

    def apply(self, products: ProductQuerySet) -> ProductQuerySet:
        orders = {"newest": products.newest, "price": products.cheapest, "-price": products.dearest}
        return orders[self.chosen]()

    def query(self) -> str:
        """This order as the query of an address, empty for the usual one."""
        return urlencode({"sort": self.chosen}) if self.chosen != "newest" else ""
