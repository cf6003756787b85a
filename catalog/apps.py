from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from catalog.models import Product
        from pages.links import there

        there["catalog:product"] = lambda slugs: set(
            Product.objects.public().filter(slug__in=slugs).values_list("slug", flat=True)
        )
