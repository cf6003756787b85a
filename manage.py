#!/usr/bin/env python
"""Django's command line for the shop."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    if "runserver" not in sys.argv:
        # A command takes the time that it needs: only pages have limits.
        os.environ["DATABASE_LIMITS"] = "0"
    execute_from_command_line(sys.argv)
