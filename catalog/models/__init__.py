"""The models of the catalogue. Other modules import them from here."""

from catalog.models.family import Family
from catalog.models.lamp import Lamp
from catalog.models.old_slug import OldSlug
from catalog.models.photograph import Photo
from catalog.models.product import MAX_QUANTITY, Product
from catalog.models.product_queries import ProductQuerySet
from catalog.models.stock_movement import StockMovement
from catalog.models.uploaded_table import UploadedTable

__all__ = [
    "MAX_QUANTITY",
    "Family",
    "Lamp",
    "OldSlug",
    "Photo",
    "Product",
    "ProductQuerySet",
    "StockMovement",
    "UploadedTable",
]
