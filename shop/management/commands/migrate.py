"""manage.py migrate: Django's, which waits for a database that is still starting, and for another `migrate`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connection

from shop.outages import wait_for_database
from shop.turns import is_in_memory, one_at_a_time


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--wait", type=float, default=15, metavar="SECONDS", help="How long the database may take to start. 15."
        )

    def execute(self, *args: Any, **options: Any) -> Any:
        """Before the checks: one of Django's would make the file of SQLite, ours of the currency asks the database."""
        make_private_file()
        wait_for_database(options["wait"], self.stderr.write)
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        with one_at_a_time("migrate"):
            super().handle(*args, **options)


def make_private_file() -> None:
    """A new SQLite file has names and addresses in it: only its owner may read it, and the files beside it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not is_in_memory(name):
        Path(name).touch(mode=0o600)
