from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from catalog import opening
        from pages.links import shown_skus, there
        from shop.opening import parts

        there["catalog:product"] = opening.led_to
        shown_skus.append(opening.shown_skus)
        parts += [opening.missing_of_shades, opening.missing_of_home_page]
