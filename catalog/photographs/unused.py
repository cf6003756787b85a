"""The mark on folders of renditions that no row names (`catalog/sweep.py`)."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import default_storage

# In the storage; each folder in it has the renditions of one picture.
FOLDER = "photos"
MARK = ".unused"


@contextmanager
def held() -> Iterator[None]:
    """One process at a time marks a picture as used or removes it; the folder of all is locked."""
    descriptor = os.open(default_storage.path(FOLDER), os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def keep(folder: str) -> None:
    """Takes the mark away, so that a picture which is sent again stays."""
    path = Path(default_storage.path(folder))
    if path.is_dir():
        with held():
            (path / MARK).unlink(missing_ok=True)
