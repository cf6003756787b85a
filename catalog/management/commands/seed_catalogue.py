"""manage.py seed_catalogue: loads the 24 demo shades."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from catalog.demo.seeding import DEMO, BrokenEntry, seed
from catalog.management.progress import ProgressCommand


class Command(ProgressCommand):
    help = "Loads the demo catalogue: all or nothing; products that exist are left alone. Makes no accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DEMO, help="with catalogue.json and photos/")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seeded = seed(options["folder"], progress=self.show)
        except BrokenEntry as error:
            raise CommandError(f"Nothing is changed. {error}") from error
        self.stdout.write(f"{seeded.created} shades are new, {seeded.kept} were there and are as they were")
