"""Addresses without a language prefix."""

from django.urls import path

from pages import views

urlpatterns = [path("manifest.webmanifest", views.manifest, name="manifest")]
