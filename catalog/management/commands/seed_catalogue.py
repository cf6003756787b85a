"""manage.py seed_catalogue: loads the 24 demo shades."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from catalog.demo.seeding import DEMO, BrokenEntry, OwnShop, add_photographs, seed
from catalog.management.progress import ProgressCommand
from catalog.models.photograph import PAIR
from catalog.terms import PhotoKind
from shop.turns import one_at_a_time

# Tells `make run` and the containers to serve the shop without the demo.
NOT_FOR_THIS_SHOP = 3


class Command(ProgressCommand):
    help = "Loads the demo catalogue: all or nothing; products that exist are left alone. Makes no accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DEMO, help="with catalogue.json and photos/")
        parser.add_argument(
            "--photographs",
            choices=["pair", "rest"],
            help="pair: each shade by day and lit, so that the shop can open; rest: the others, for such shades",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["photographs"] == "rest":
                with one_at_a_time("seed_catalogue"):
                    added = add_photographs(options["folder"])
                if options["verbosity"]:
                    self.stdout.write(f"{added} photographs were added")
                return
            kinds = PAIR if options["photographs"] == "pair" else PhotoKind.values
            with one_at_a_time("seed_catalogue"):
                seeded = seed(options["folder"], kinds=kinds, progress=self.show)
        except BrokenEntry as error:
            raise CommandError(f"Nothing is changed. {error}") from error
        except OwnShop:
            said = "The demo is not loaded: this shop has data of its own. Write DEMO=0 into .env."
            raise CommandError(said, returncode=NOT_FOR_THIS_SHOP) from None
        if options["verbosity"]:
            self.stdout.write(f"{seeded.created} shades are new, {seeded.kept} were there and are as they were")
