"""A plugin of pytest for guards.py: tests on SQLite take the file MIGRATED_FILE, instead of migrating one in memory."""

import os

from django.db import connections


def pytest_configure() -> None:
    connections["default"].settings_dict["TEST"]["NAME"] = os.environ["MIGRATED_FILE"]
