"""What only staff or few orders need is in no process of the server until it is needed."""

import subprocess
import sys

LATE = {"PIL", "segno"}


def test_a_server_that_starts_loads_nothing_of_it():
    loaded = "import sys, shop.wsgi, shop.urls; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert not LATE & set(found.split())
