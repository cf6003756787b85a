"""manage.py seed_demo_orders: half a year of invented orders, for a shop without orders of its own."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from catalog.management.progress import ProgressCommand
from orders.demo import RealOrders, seed_orders
from shop.turns import one_at_a_time


class Command(ProgressCommand):
    help = "Invents half a year of orders, with their ledger: all or nothing. Refuses in a shop that has orders."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--orders", type=int, default=600, help="how many, at least 10")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with one_at_a_time("seed_demo_orders"):
                made = seed_orders(max(10, options["orders"]), self.show)
        except RealOrders as error:
            raise CommandError(f"Nothing is changed. {error}") from error
        self.stdout.write(f"{made} orders are new")
