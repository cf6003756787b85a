"""manage.py createsuperuser: Django's, which ends with a line where the tables are not there yet."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError

from shop.health import state_of_database


class Command(createsuperuser.Command):
    # Django would warn, ask for everything, and then fail.
    requires_migrations_checks = False

    def execute(self, *args: Any, **options: Any) -> Any:
        state = state_of_database()
        if not state.is_ready:
            raise CommandError(
                "the database is not ready: wait until `make run` says where the shop is, or run `manage.py migrate`"
            )
        return super().execute(*args, **options)
