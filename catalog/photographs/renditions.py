"""Renditions of photographs: checked, stripped and re-encoded once, as AVIF in every width of the design.

One JPEG is for browsers that do not know AVIF, another is what a photograph opens as. What was sent is never stored.
The renditions of one picture lie in one folder that is named by its content and by this recipe,
`photos/<20 hex>/<width>.<avif|jpg>`, so that the same picture is encoded once, whoever sends it.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from math import isqrt
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from django.core.files import File

from catalog.photographs.disk import storage
from catalog.photographs.intake import MAX_BYTES, BadPicture, Upload, decoded, opened
from catalog.photographs.unused import FOLDER, keep

if TYPE_CHECKING:
    from PIL import Image

# Widths in px (DESIGN.md, section 6); a picture is never enlarged.
WIDTHS = (320, 480, 640, 1000)
# A photograph opens as one JPEG of the width that was sent, at most this (px).
LARGEST_WIDTH = 2000
# And of so many pixels: those of a portrait, 2 to 3. The encoder of AVIF holds 25 bytes a pixel.
LARGEST_AREA = 2000 * 3000
# One that is more than twice as high as wide has no AVIF of the largest width, which would be too heavy to make.
TALL = 2
# The width of the JPEG that stands in for the AVIF.
USUAL_WIDTH = 640
# Held while an upload is decoded and encoded.
one_upload = Lock()


class Encoder(NamedTuple):
    """Pillow's settings for one format."""

    suffix: str
    format: str
    options: Mapping[str, Any]


# Measured over the catalogue: AVIF at speed 7 is 4 % smaller for twice the time of 8. Browsers that know WebP and not
# AVIF are few and old: they get the JPEG, so that no picture is encoded and named a third time.
AVIF = Encoder("avif", "AVIF", {"quality": 50, "speed": 8, "subsampling": "4:2:0"})
# Of so many pixels and more: in a quarter of the time, 14 % larger. A picture of noise takes 0.8 s a megapixel at 8.
LARGE, AVIF_LARGE = 1_600_000, {"speed": 9}
JPEG = Encoder("jpg", "JPEG", {"quality": 80, "progressive": True, "optimize": True})


class Rendered(NamedTuple):
    """The largest JPEG of a picture: its name in the storage and its size in px. The others are in the same folder."""

    name: str
    width: int
    height: int


class Sources(NamedTuple):
    """The data for `<picture>`: the srcset of its AVIF, and the JPEG for `<img>`; the address of the largest."""

    srcset: str
    src: str
    largest: str


# Making them -----------------------------------------------------------------------------------------------------


def prepare(file: "IO[bytes] | File[bytes]") -> Rendered:
    """Makes missing renditions, which takes about 0.4 s: call it outside a transaction. Raises BadPicture."""
    from PIL import Image

    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    upload = opened(data)
    width, height = upload.size
    # Other settings make other file names; old files stay for pages that refer to them.
    recipe = repr((3, WIDTHS, USUAL_WIDTH, LARGEST_WIDTH, AVIF, JPEG)).encode()
    folder = f"{FOLDER}/{hashlib.sha256(recipe + data).hexdigest()[:20]}"
    keep(folder)
    del data
    largest = largest_width(upload)
    wanted = [(each, AVIF) for each in widths_up_to(largest)]
    wanted += [(each, JPEG) for each in {min(largest, USUAL_WIDTH), largest}]
    wanted.sort(key=itemgetter(0), reverse=True)
    sizes = {each: (each, max(1, round(each * height / width))) for each, _encoder in wanted}
    missing = [
        (encoder, sizes[each], name)
        for each, encoder in wanted
        if not storage.exists(name := f"{folder}/{each}.{encoder.suffix}")
    ]
    if missing:
        whole = decoded(upload, sizes[largest])
        # One width after the other: resizing costs as much as encoding, and all formats of a width share it.
        for size, of_one_size in groupby(missing, key=itemgetter(1)):
            small = whole if size == whole.size else whole.resize(size, Image.Resampling.LANCZOS)
            for encoder, _size, name in of_one_size:
                storage.write(name, encoded(small, encoder))
    return Rendered(f"{folder}/{largest}.{JPEG.suffix}", *sizes[largest])


def largest_width(upload: Upload) -> int:
    """Of the largest JPEG, in px: what was sent, within the bounds of a page and of memory."""
    width, height = upload.size
    most = min(width, LARGEST_WIDTH, isqrt(LARGEST_AREA * width // height))
    if height > TALL * width:
        most = min(most, WIDTHS[-1] - 1)
    return min(most, -(-width // upload.scale((most, most * height // width))))


def prepare_all(
    paths: Iterable[Path], *, progress: Callable[[int, int], None] = lambda done, total: None
) -> dict[Path, Rendered]:
    """Prepares files on all cores: Pillow releases the GIL while it works. Raises BadPicture, which names
    the file; `progress` gets (done, total).
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(prepare_path, path): path for path in paths}
        rendered = {}
        try:
            for done in as_completed(running):
                rendered[running[done]] = done.result()
                progress(len(rendered), len(running))
        except BaseException:  # Ctrl-C too: the others would be finished first
            pool.shutdown(cancel_futures=True)
            raise
    return rendered


def prepare_upload(file: "IO[bytes] | File[bytes]") -> Rendered:
    """As `prepare`, one picture at a time in this process: a form of eight needs no more memory than its largest."""
    with one_upload:
        return prepare(file)


def prepare_uploads(files: "Iterable[File[bytes]]") -> None:
    """Prepares the uploads of a form. Bad pictures are left to the form, which shows the error."""
    for file in files:
        with suppress(BadPicture, OSError):  # the form finds them again, and says so
            prepare_upload(file)


def prepare_path(path: Path) -> Rendered:
    """As `prepare`. Raises BadPicture, which names the file, and OSError where it cannot be read."""
    with path.open("rb") as file:
        try:
            return prepare(file)
        except BadPicture as error:
            raise BadPicture(f"{path.name}: {error}") from error


def widths_up_to(width: int) -> list[int]:
    """The widths (px) for a picture of this width. A tiny one keeps its own."""
    return [each for each in WIDTHS if each <= width] or [width]


def encoded(image: "Image.Image", encoder: Encoder) -> bytes:
    """The file of one rendition: the picture in this format."""
    out = BytesIO()
    faster = AVIF_LARGE if encoder is AVIF and image.width * image.height >= LARGE else {}
    image.save(out, encoder.format, **{**encoder.options, **faster})
    return out.getvalue()


# Showing them ------------------------------------------------------------------------------------------------------


def files(name: str, width: int, height: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The name and size (px) of every file that pages refer to, from the name and size of the largest JPEG."""
    folder = name.rpartition("/")[0]
    for each in widths_up_to(width):
        yield f"{folder}/{each}.{AVIF.suffix}", size_at(each, width, height)
    if width > USUAL_WIDTH:
        yield f"{folder}/{USUAL_WIDTH}.{JPEG.suffix}", size_at(USUAL_WIDTH, width, height)
    yield name, (width, height)


def size_at(each: int, width: int, height: int) -> tuple[int, int]:
    """The size (px) of a picture that is shrunk to this width."""
    return each, max(1, round(each * height / width))


@lru_cache(maxsize=4096)
def sources(name: str, width: int) -> Sources:
    """URLs of all renditions, from the name and the width (px) of the largest JPEG, without access to the storage."""
    folder = storage.url(name.rpartition("/")[0])
    srcset = ", ".join([f"{folder}/{each}.{AVIF.suffix} {each}w" for each in widths_up_to(width)])
    return Sources(srcset, f"{folder}/{min(width, USUAL_WIDTH)}.{JPEG.suffix}", storage.url(name))
