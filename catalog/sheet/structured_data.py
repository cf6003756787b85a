"""Structured data of a product page (schema.org), with the same facts as the page."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.models import Product
from pages.current import business
from pages.structured_data import terms_of_sale
from shop.language import address_of_page

IN_STOCK, SOLD_OUT = "https://schema.org/InStock", "https://schema.org/OutOfStock"


def structured_data(product: Product) -> dict[str, Any]:
    """Product with its Offer, and the BreadcrumbList of the page."""
    return {"@context": "https://schema.org", "@graph": [_product(product), _breadcrumbs(product)]}


def _address(path: str) -> str:
    """With the host of the shop, unless it has one: photographs may lie on another."""
    return urljoin(settings.SITE_URL, path)


def _product(product: Product) -> dict[str, Any]:
    pair = [photo for photo in product.photo_pair if photo]
    return {
        "@type": "Product",
        "name": str(product.name),
        "description": str(product.description),
        "sku": product.sku,
        "color": str(product.colour),
        "material": product.get_material_display(),
        "image": [_address(photo.sources.largest) for photo in pair],
        "offers": {
            "@type": "Offer",
            "url": _address(product.get_absolute_url()),
            "price": f"{product.price:.2f}",
            "priceCurrency": settings.CURRENCY,
            "availability": SOLD_OUT if product.is_sold_out else IN_STOCK,
            **terms_of_sale(business()),
        },
    }


def _breadcrumbs(product: Product) -> dict[str, Any]:
    steps = [
        (_("Home"), address_of_page("catalog:home")),
        (_("Shades"), address_of_page("catalog:product_list")),
        (str(product.name), product.get_absolute_url()),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": _address(path)}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }
