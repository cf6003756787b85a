"""Removes files of photographs that no row has named for days.

A folder of renditions that no row names gets a mark, an empty file, and is removed when the mark is old. Pages that
were opened before have its files until then. A row that names it again, or an upload of the same picture, takes the
mark away.
"""

import logging
import time

from django.conf import settings

from catalog.models import Photo
from catalog.photographs.disk import storage
from catalog.photographs.unused import FOLDER, MARK, held, written_at

logger = logging.getLogger(__name__)

# How often, in seconds, the folders are looked at: `tidy` asks each minute.
EVERY = 3600
# A file in the folder of photographs, whose time is that of the last look.
LAST_LOOK = ".last-look"


def sweep() -> int:
    """Marks and removes folders; how many were removed. Once an hour at most, whoever asks."""
    if not is_time():
        return 0
    storage.remove_rest(FOLDER)
    named = {name.rpartition("/")[0] for name in Photo.objects.values_list("image", flat=True).iterator()}
    oldest = time.time() - settings.PHOTOGRAPH_DAYS * 24 * 3600
    return sum(look_at(folder, oldest, is_named=folder in named) for folder in folders())


def is_time() -> bool:
    """Whether there are photographs, and the last look is an hour ago; if so, this one is noted."""
    last_look = f"{FOLDER}/{LAST_LOOK}"
    looked_at = written_at(last_look)
    if looked_at is None and not folders():
        return False
    if looked_at is not None and 0 <= time.time() - looked_at < EVERY:
        return False
    storage.write(last_look, b"")
    return True


def folders() -> list[str]:
    try:
        names = storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{name}" for name in names if not name.startswith(".")]


def look_at(folder: str, oldest: float, *, is_named: bool) -> bool:
    """Whether the folder was removed: it was marked before `oldest` (s since 1970), and still no row names it."""
    mark = f"{folder}/{MARK}"
    if is_named:
        # A bucket that keeps versions notes each removal, of what is not there, too.
        if storage.exists(mark):
            storage.delete(mark)
        return False
    marked_at = written_at(mark)
    if marked_at is None:
        storage.write(mark, b"")
        return False
    if marked_at > oldest:
        return False
    # An upload of the same picture takes the mark away under the same lock.
    with held():
        if written_at(mark) is None or Photo.objects.filter(image__startswith=f"{folder}/").exists():
            return False
        storage.remove(folder)
    logger.info("photographs removed: %s", folder.rpartition("/")[2])
    return True
