from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("The shop itself")

    def ready(self) -> None:
        from pages import checks, current  # noqa: F401  # registers the check, connects the signal
