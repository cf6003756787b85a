"""manage.py remove_second_factor E-MAIL: for a lost phone and lost recovery codes, without a superuser to ask."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.second_factor.codes import remove


class Command(BaseCommand):
    help = "Removes the second factor of an account. Its password stays, and the log says so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(options["email"])
        except User.DoesNotExist:
            raise CommandError("there is no such account") from None
        self.stdout.write(f"{int(remove(user, by=None))} second factors removed")
