#!/usr/bin/env python
"""Django's command line for the shop."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

from shop.outages import is_outage, told


def main() -> None:
    """Runs a command. Without a database it ends with one line, not with a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    if "runserver" not in sys.argv:
        # A command takes the time that it needs: only pages have limits.
        os.environ["DATABASE_LIMITS"] = "0"
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, InterfaceError) as error:
        if "--traceback" in sys.argv or not is_outage(error):
            raise
        sys.exit(f"The database does not answer. {told(error)}")


if __name__ == "__main__":
    main()
