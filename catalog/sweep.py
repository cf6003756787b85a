"""Removes files of photographs that no row has named for days.

A folder of renditions that no row names gets a mark, an empty file, and is removed when the mark is old. Pages that
were opened before have its files until then. A row that names it again, or an upload of the same picture, takes the
mark away.
"""

import logging
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from catalog.models import Photo
from catalog.photographs.unused import FOLDER, MARK, held

logger = logging.getLogger(__name__)

# How often, in seconds, the folders are looked at: `tidy` asks each minute.
EVERY = 3600
# A file in the folder of photographs, whose time is that of the last look.
LAST_LOOK = ".last-look"


def sweep() -> int:
    """Marks and removes folders; how many were removed. Once an hour at most, whoever asks."""
    root = Path(default_storage.path(FOLDER))
    if not root.is_dir() or not is_time(root / LAST_LOOK):
        return 0
    # Half-removed ones, of a process that was ended.
    for left in root.glob(".*/"):
        shutil.rmtree(left, ignore_errors=True)
    named = {name.rpartition("/")[0] for name in Photo.objects.values_list("image", flat=True).iterator()}
    oldest = time.time() - settings.PHOTOGRAPH_DAYS * 24 * 3600
    return sum(look_at(folder, oldest, is_named=f"{FOLDER}/{folder.name}" in named) for folder in folders(root))


def is_time(last_look: Path) -> bool:
    """Whether the last look is an hour ago; if so, this one is noted."""
    if last_look.exists() and 0 <= time.time() - last_look.stat().st_mtime < EVERY:
        return False
    last_look.touch()
    return True


def folders(root: Path) -> list[Path]:
    return [path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")]


def look_at(folder: Path, oldest: float, *, is_named: bool) -> bool:
    """Whether the folder was removed: it was marked before `oldest` (s since 1970), and still no row names it."""
    mark = folder / MARK
    if is_named:
        mark.unlink(missing_ok=True)
        return False
    if not mark.exists():
        mark.touch()
        return False
    if mark.stat().st_mtime > oldest:
        return False
    # An upload of the same picture takes the mark away under the same lock.
    with held():
        if not mark.exists() or Photo.objects.filter(image__startswith=f"{FOLDER}/{folder.name}/").exists():
            return False
        # Renamed first: half a folder must not be found by an upload.
        gone = folder.rename(folder.with_name(f".{folder.name}"))
    shutil.rmtree(gone)
    logger.info("photographs removed: %s", folder.name)
    return True
