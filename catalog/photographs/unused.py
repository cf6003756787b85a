"""The mark on folders of renditions that no row names (`catalog/sweep.py`)."""

from contextlib import AbstractContextManager

from catalog.photographs.disk import storage

# In the storage; each folder in it has the renditions of one picture.
FOLDER = "photos"
# An empty file, as old as the mark.
MARK = ".unused"


def held() -> AbstractContextManager[None]:
    """One process at a time marks a picture as used or removes it."""
    return storage.held(FOLDER)


def written_at(name: str) -> float | None:
    """When a file was written, in seconds since 1970; None if there is none."""
    return storage.get_modified_time(name).timestamp() if storage.exists(name) else None


def keep(folder: str) -> None:
    """Takes the mark away, so that a picture which is sent again stays."""
    if storage.exists(f"{folder}/{MARK}"):
        with held():
            storage.delete(f"{folder}/{MARK}")
