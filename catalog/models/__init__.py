"""The tables of the catalogue. Every other module imports its models from here."""

from catalog.models.product import MAX_QUANTITY, Family, Lamp, Photo, Product, StockMovement, by_id

__all__ = ["MAX_QUANTITY", "Family", "Lamp", "Photo", "Product", "StockMovement", "by_id"]
