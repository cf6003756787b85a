"""What a hostile picture costs: memory and time, each measured in a process of its own."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from catalog.photographs import intake
from catalog.tests.factories import ProductFactory, picture

MEGABYTES, SECONDS = 100, 2
MEASURE = """
import sys, tempfile, time
from io import BytesIO
from django.conf import settings
folder = tempfile.TemporaryDirectory()
disk = {"default": {"BACKEND": "catalog.photographs.disk.Disk"}}
settings.configure(MEDIA_ROOT=folder.name, STORAGES=disk, USE_I18N=False)
from PIL import AvifImagePlugin, Image
from catalog.photographs import intake, renditions
Image.preinit(); Image.init()
small, data = BytesIO(), sys.stdin.buffer.read()
Image.new("RGB", (400, 400)).save(small, "JPEG")
renditions.prepare(small)


def peak():
    # Not getrusage, which counts what the process was before it became this one.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


before, began = peak(), time.process_time()
try:
    renditions.prepare(BytesIO(data))
    said = "stored"
except intake.BadPicture as error:
    said = "refused"
print(said, (peak() - before) // 1024, time.process_time() - began)
"""


def file(image, format, **options):
    content = BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, *, depth=8, kind=2, more=b""):
    """Of zeros; with `depth` 16 and `kind` 6 eight bytes a pixel."""
    channels = {2: 3, 6: 4}[kind]
    rows = zlib.compress(bytes((width * channels * depth // 8 + 1) * height), 9)
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def texts_of_wide_letters():
    """A megabyte each, four bytes a letter in memory, a kilobyte in the file."""
    text = zlib.compress(("\U0001f600" + "a" * 999_000).encode(), 9)
    return b"".join(chunk(b"iTXt", b"k%d\0\1\0\0\0" % place + text) for place in range(62))


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_more(more, size=(400, 400)):
    data = file(Image.new("RGB", size, "tan"), "JPEG")
    return data[:2] + more + data[2:]


def endless_profile():
    """A colour profile of 60,000 matrices, all of them the same one."""
    matrix = b"matf" + bytes(4) + struct.pack(">HH9f3f", 3, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)
    steps = 60_000
    pointers = struct.pack(">II", 16 + 8 * steps, len(matrix)) * steps
    pipeline = b"mpet" + bytes(4) + struct.pack(">HHI", 3, 3, steps) + pointers + matrix
    white = struct.pack(">3i", 63190, 65536, 54061)
    table = struct.pack(">I", 2)
    table += b"wtpt" + struct.pack(">II", 156, 20) + b"D2B0" + struct.pack(">II", 176, len(pipeline))
    body = table + b"XYZ " + bytes(4) + white + pipeline
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"lcms", 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2020, 1, 1, 0, 0, 0) + b"acsp" + bytes(24) + bytes(4) + white
    return head.ljust(128, b"\0") + body


def in_segments(profile):
    parts = [profile[at : at + 65_000] for at in range(0, len(profile), 65_000)]
    heads = (b"ICC_PROFILE\0" + bytes([place, len(parts)]) for place in range(1, len(parts) + 1))
    return b"".join(segment(0xE2, head + part) for head, part in zip(heads, parts, strict=True))


def progressive(size, **options):
    return file(Image.new("RGB", size, "tan"), "JPEG", progressive=True, **options)


def lossless(side):
    return file(Image.new("RGBA", (side, side), (9, 9, 9, 9)), "WEBP", lossless=True, method=0)


CORPUS = {
    "a camera's JPEG of 24 megapixels": (lambda: file(Image.new("RGB", (6000, 4000), "tan"), "JPEG"), "stored"),
    "the same, progressive": (lambda: progressive((6000, 4000)), "stored"),
    "the same, with all of its colours": (lambda: progressive((6000, 4000), subsampling=0), "refused"),
    "a portrait that is not decoded by halves": (
        lambda: file(Image.new("RGB", (3990, 6000), "tan"), "JPEG"),
        "stored",
    ),
    "a tower": (lambda: file(Image.new("CMYK", (2500, 10000)), "JPEG"), "stored"),
    "a JPEG of comments": (lambda: with_more(segment(0xFE, b"ab") * 1_950_000), "refused"),
    "a JPEG of signs that fill": (lambda: with_more(b"\xff" * 11_000_000), "stored"),
    "a profile of endless steps": (lambda: with_more(in_segments(endless_profile())), "stored"),
    "a PNG of private chunks": (lambda: png(99, 99, more=chunk(b"prVt", b"") * 1_000_000), "refused"),
    "a PNG of wide letters": (lambda: png(99, 99, more=texts_of_wide_letters()), "stored"),
    "a lossless WebP of 25 megapixels": (lambda: lossless(5000), "refused"),
    "a lossless WebP of 4 megapixels": (lambda: lossless(2000), "stored"),
    "a deep PNG of 25 megapixels": (lambda: png(5000, 5000, depth=16, kind=6), "refused"),
    "a deep PNG of 4 megapixels": (lambda: png(2000, 2000, depth=16, kind=6), "stored"),
    "a PNG with a palette of 4 megapixels": (
        lambda: file(Image.new("P", (2000, 2000)), "PNG", transparency=0),
        "stored",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_picture_costs_little(name):
    make, expected = CORPUS[name]
    command = [sys.executable, "-c", MEASURE]
    output = subprocess.run(command, input=make(), capture_output=True, check=True).stdout.decode()
    said, megabytes, seconds = output.split()
    assert said == expected
    assert int(megabytes) <= MEGABYTES
    assert float(seconds) <= SECONDS


def test_a_picture_of_twelve_megabytes_is_read_and_a_heavier_one_is_refused():
    data = file(Image.new("RGB", (400, 400)), "JPEG")
    assert intake.opened(data.ljust(12 * 1024 * 1024, b"\0")).size == (400, 400)
    with pytest.raises(intake.BadPicture, match="12 MB"):
        intake.opened(data.ljust(12 * 1024 * 1024 + 1, b"\0"))


@pytest.mark.django_db
def test_more_than_eight_photographs_in_a_form_are_refused_in_words(admin_client, small_renditions):
    product = ProductFactory(photos=[], is_public=False)
    sent = {"photos-TOTAL_FORMS": 9, "photos-INITIAL_FORMS": 0}
    for place in range(9):
        sent |= {f"photos-{place}-kind": "detail", f"photos-{place}-image": picture(f"{place}.jpg")}
    answer = admin_client.post(reverse("admin:catalog_product_change", args=[product.pk]), sent)
    formset = answer.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors()
    assert not product.photos.exists()


@pytest.mark.django_db
def test_a_request_with_many_more_files_is_refused_before_any_is_read(admin_client):
    product = ProductFactory(photos=[], is_public=False)
    sent = {f"photos-{place}-image": picture(f"{place}.jpg") for place in range(17)}
    answer = admin_client.post(reverse("admin:catalog_product_change", args=[product.pk]), sent)
    assert answer.status_code == 400
