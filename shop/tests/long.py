"""Whether this is the long run, `make test-long`: all tests on each database, and all of what `make test` samples."""

import os
import random

from django.db import connection

LONG = os.environ.get("TEST_LONG") == "1"


def shared(cases):
    """The cases of the database under test: in the short run SQLite and PostgreSQL have half of them each, mixed."""
    every = list(cases)
    random.Random(7).shuffle(every)
    return every if LONG else every[connection.vendor == "sqlite" :: 2]
