"""manage.py createsuperuser: Django's, which ends with a line where the tables are not there yet."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError

from shop.health import NOT_READY, state_of_database


class Command(createsuperuser.Command):
    # Django would warn, ask for everything, and then fail.
    requires_migrations_checks = False

    def execute(self, *args: Any, **options: Any) -> Any:
        if not state_of_database().is_ready:
            raise CommandError(NOT_READY)
        return super().execute(*args, **options)
