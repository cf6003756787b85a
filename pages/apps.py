from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("The shop itself")

    def ready(self) -> None:
        from pages import checks, current, links, opening  # noqa: F401  # registers the check, connects the signals
        from shop.opening import parts

        links.there["pages:page"] = current.shown_at
        parts += [opening.missing_of_business, opening.missing_of_pages, opening.dead_links_of_pages]
