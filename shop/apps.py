from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self) -> None:
        from shop import events, tasks, waiting  # noqa: F401  # connects the signals, registers what is read
        from shop.header_parameters import read_any_header

        read_any_header()
