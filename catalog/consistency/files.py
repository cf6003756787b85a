"""Files of photographs: there, whole, and of the size that the row says."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Count, Min
from PIL import Image

from catalog.models import Photo
from catalog.photographs import renditions

FORMATS = ("JPEG", "AVIF")
# A box of an AVIF begins with its length (4 bytes) and its type (4 bytes).
SHORTEST_BOX = 8


class Picture(NamedTuple):
    """One file of a photograph that is shown, however many shades show it. Size in px."""

    name: str
    width: int
    height: int
    is_largest: bool
    shown_by: str


def faults_of_files(*, decode: bool = False) -> Iterator[str]:
    """Each file once: presence, its beginning and its end. `decode`: all of it, which takes about 10 ms for each."""
    for picture in pictures():
        fault = fault_of_file(picture)
        if decode and not fault:
            fault = fault_of_content(picture)
        if fault:
            yield f"photograph {picture.name} ({picture.shown_by}): {fault}"


def pictures() -> Iterator[Picture]:
    """All files of all photographs."""
    rows = Photo.objects.values_list("image", "width", "height").order_by("image", "width", "height")
    for name, width, height, shades, sku in rows.annotate(Count("pk"), Min("product__sku")).iterator():
        shown_by = f"product {sku}" if shades == 1 else f"product {sku} and {shades - 1} more"
        for file, size in renditions.files(name, width, height):
            yield Picture(file, *size, file == name, shown_by)


def fault_of_file(picture: Picture) -> str:
    """What its first and last bytes say; empty if nothing is wrong."""
    try:
        with default_storage.open(picture.name) as file:
            if not file.size:
                return "the file is empty"
            if not is_complete(file):
                return "the file is cut off"
            file.seek(0)
            with Image.open(file, formats=FORMATS) as image:
                width, height = image.size
    except FileNotFoundError:
        return "there is no such file"
    except OSError as error:
        return f"the file cannot be read ({type(error).__name__})"
    # The height of a rendition was rounded from that of the upload.
    if width != picture.width or abs(height - picture.height) > (not picture.is_largest):
        return f"the file has {width} × {height} px, and should have {picture.width} × {picture.height}"
    return ""


def is_complete(file: "File[bytes]") -> bool:
    """Whether a JPEG ends with its end mark, and an AVIF with its last box."""
    if file.name and file.name.endswith(".jpg"):
        file.seek(-2, 2)
        return file.read() == b"\xff\xd9"
    at = 0
    while at < file.size:
        file.seek(at)
        length = int.from_bytes(file.read(4), "big")
        if length < SHORTEST_BOX:
            return False
        at += length
    return at == file.size


def fault_of_content(picture: Picture) -> str:
    try:
        with default_storage.open(picture.name) as file, Image.open(file, formats=FORMATS) as image:
            image.load()
    except Exception as error:  # decoders raise all kinds of exceptions
        return f"the file cannot be decoded ({type(error).__name__})"
    return ""
