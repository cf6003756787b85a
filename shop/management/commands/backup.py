"""manage.py backup FOLDER: copies the database and the photographs, while the shop serves."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.backup import CannotDo, back_up
from shop.models import TaskRun


class Command(BaseCommand):
    help = "Copies the database and the photographs into a new folder, while the shop serves."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="It must not exist yet.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            back_up(options["folder"])
        except CannotDo as error:
            raise CommandError(str(error)) from error
        TaskRun.record("backup")
        self.stdout.write(f"backed up into {options['folder']}")
