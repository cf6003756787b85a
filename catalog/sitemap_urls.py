"""URLs of the sitemap, without a language prefix."""

from django.urls import path

from catalog.sitemaps import sitemap, sitemap_section

urlpatterns = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap_section"),
]
