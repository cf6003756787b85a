"""Photographs in a bucket of S3-compatible storage, by django-storages: only where MEDIA_BUCKET names one.

Whatever goes wrong with it is an OSError, as with a disk: so it is told to staff by the same words.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from shop.turns import one_at_a_time

T = TypeVar("T", bound=Callable[..., Any])

TYPES = {"avif": "image/avif", "jpg": "image/jpeg"}
# A name is derived from the content (renditions).
FOR_EVER = "public, max-age=31536000, immutable"
CLIENT = Config(
    connect_timeout=3,
    read_timeout=10,
    retries={"max_attempts": 2},
    # Checksums that are new with Amazon, and unknown elsewhere.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    # The name of the bucket in the path: every storage understands it, and no certificate is needed for each bucket.
    s3={"addressing_style": "path"},
)


@contextmanager
def faults_of_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(errno.EHOSTDOWN, f"the bucket of photographs: {error}") from error


def as_a_disk(method: T) -> T:
    @wraps(method)
    def told(*arguments: Any, **named: Any) -> Any:
        with faults_of_a_disk():
            return method(*arguments, **named)

    return cast(T, told)


class Bucket(S3Storage):
    """As `disk.Disk`. A bucket writes an object whole or not at all, and its folders are beginnings of names."""

    def __init__(self, **options: Any) -> None:
        super().__init__(client_config=CLIENT, querystring_auth=False, **options)

    _save = as_a_disk(S3Storage._save)
    exists = as_a_disk(S3Storage.exists)
    delete = as_a_disk(S3Storage.delete)
    listdir = as_a_disk(S3Storage.listdir)
    get_modified_time = as_a_disk(S3Storage.get_modified_time)

    @as_a_disk
    def _open(self, name: str, mode: str = "rb") -> Any:
        opened = super()._open(name, mode)
        # All of it is fetched now: what breaks off later would be no OSError.
        opened.file.seek(0)
        return opened

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        suffix = name.rpartition(".")[2]
        return {"ContentType": TYPES[suffix], "CacheControl": FOR_EVER} if suffix in TYPES else {}

    def url(self, name: str, **_unused: Any) -> str:
        return f"{settings.MEDIA_URL}{name}"

    @as_a_disk
    def write(self, name: str, content: bytes) -> None:
        self.bucket.Object(name).put(Body=content, **self.get_object_parameters(name))

    def held(self, folder: str) -> AbstractContextManager[None]:
        return one_at_a_time(folder)

    @as_a_disk
    def remove(self, folder: str) -> None:
        # The mark of an unused folder goes last: a removal that was interrupted is done again.
        for name in sorted(self.listdir(folder)[1], reverse=True):
            self.delete(f"{folder}/{name}")

    def remove_rest(self, folder: str) -> None:
        """Nothing: half a folder keeps its mark, and goes the next time."""
