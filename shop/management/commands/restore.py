"""manage.py restore FOLDER: a backup into an empty database and an empty folder of photographs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.backup import CannotDo, restore


class Command(BaseCommand):
    help = "Restores a backup into an empty database and an empty folder of photographs; refuses any other."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="The folder that `manage.py backup` made.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restore(options["folder"])
        except CannotDo as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"restored from {options['folder']}")
