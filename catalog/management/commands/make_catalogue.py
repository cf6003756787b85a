"""manage.py make_catalogue N: adds N invented shades, for measurements and for developers."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from catalog.demo.making import make
from catalog.management.progress import ProgressCommand


class Command(ProgressCommand):
    help = "Adds N invented shades to the demo's, which are loaded first. Only with DEBUG=1 or BENCH=1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.BENCH):
            raise CommandError("Invented shades are for measurements: set DEBUG=1 or BENCH=1.")
        if options["number"] < 1:
            raise CommandError("N must be 1 or more.")
        make(options["number"], progress=self.show)
        self.stdout.write(f"{options['number']} shades were made")
