"""Where photographs lie unless a bucket is named: the folder MEDIA_ROOT, which the proxy reads, too."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from django.core.files.storage import FileSystemStorage, default_storage


class Disk(FileSystemStorage):
    """A storage that writes a file whole or not at all, and removes folders. `bucket.Bucket` does the same."""

    def write(self, name: str, content: bytes) -> None:
        """In place of what has this name: atomic, even after a power cut. Raises OSError (a full disk)."""
        whole = Path(self.path(name))
        whole.parent.mkdir(parents=True, exist_ok=True)
        descriptor, part = tempfile.mkstemp(dir=whole.parent, suffix=".part")
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # With the storage's file permissions, because the proxy reads the files as another user.
            os.chmod(part, 0o644)
            os.replace(part, whole)
        except OSError:
            with suppress(OSError):  # the first error is the one to tell
                os.unlink(part)
            raise

    @contextmanager
    def held(self, folder: str) -> Iterator[None]:
        """One process at a time."""
        descriptor = os.open(self.path(folder), os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def remove(self, folder: str) -> None:
        """With all its files. Renamed first: half a folder must not be found by an upload."""
        whole = Path(self.path(folder))
        shutil.rmtree(whole.rename(whole.with_name(f".{whole.name}")))

    def remove_rest(self, folder: str) -> None:
        """What a removal left in this folder when it was interrupted."""
        for left in Path(self.path(folder)).glob(".*/"):
            shutil.rmtree(left, ignore_errors=True)


# What the settings chose: this, or a bucket, which has the same methods.
storage = cast(Disk, default_storage)
