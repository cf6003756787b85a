"""A disk of a few megabytes in memory, that a test may really fill."""

import subprocess
import sys
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(folder):
    """The folder is one of 16 MB; the test is skipped where it may not be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder]
    if not sys.platform.startswith("linux") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("to mount a disk in memory needs Linux and root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder):
    """Until there is no byte left. Returns the file that takes the place."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return ballast
