"""Whether this is the long run, `make test-long`: all tests on each database, and all of what `make test` samples."""

import os
import random

from django.db import connection

LONG = os.environ.get("TEST_LONG") == "1"


def shared(cases, parts=2):
    """The cases, mixed, of the database under test: in the short run SQLite and PostgreSQL have one of `parts` each."""
    every = list(cases)
    random.Random(7).shuffle(every)
    return every if LONG else every[connection.vendor == "sqlite" :: parts]
