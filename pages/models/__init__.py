"""The models of the shop's own words and data. Other modules import them from here."""

from pages.models.business import Business

__all__ = ["Business"]
