from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")

    def ready(self) -> None:
        from orders import checks, opening, readings  # noqa: F401  # the check and readings register themselves
        from shop.opening import parts

        parts.append(opening.missing_of_transfers)
