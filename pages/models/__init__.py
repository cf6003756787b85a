"""The models of the shop's own words and data. Other modules import them from here."""

from pages.models.business import Business
from pages.models.home_page import HomePage
from pages.models.page import Kind, Page, PageVersion

__all__ = ["Business", "HomePage", "Kind", "Page", "PageVersion"]
