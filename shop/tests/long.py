"""Whether this is the long run, `make test-long`: all tests on each database, and all of what `make test` samples."""

import os

LONG = os.environ.get("TEST_LONG") == "1"
