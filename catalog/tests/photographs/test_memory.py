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
import sys, time
from catalog.photographs import intake
from PIL import Image
Image.preinit(); Image.init()
data = sys.stdin.buffer.read()


def peak():
    # Not getrusage, which counts what the process was before it became this one.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


before, began = peak(), time.process_time()
try:
    picture = intake.opened(data)
    width, height = picture.size
    intake.decoded(picture, (2000, 2000 * height // width), None)
    said = "decoded"
except intake.BadPicture as error:
    said = "refused"
print(said, (peak() - before) // 1024, time.process_time() - began)
"""


def file(image, format, **options):
    content = BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


def deep_png(width, height):
    """Sixteen bits a channel, with transparency: eight bytes a pixel, of zeros."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(bytes((width * 8 + 1) * height), 9)
    header = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


CORPUS = {
    "a camera's JPEG of 24 megapixels": (lambda: file(Image.new("RGB", (6000, 4000), "tan"), "JPEG"), "decoded"),
    "the same, progressive": (
        lambda: file(Image.new("RGB", (6000, 4000), "tan"), "JPEG", progressive=True),
        "decoded",
    ),
    "a lossless WebP of 25 megapixels": (
        lambda: file(Image.new("RGBA", (5000, 5000), (9, 9, 9, 9)), "WEBP", lossless=True, method=0),
        "refused",
    ),
    "a lossless WebP of 4 megapixels": (
        lambda: file(Image.new("RGBA", (2000, 2000), (9, 9, 9, 9)), "WEBP", lossless=True, method=0),
        "decoded",
    ),
    "a deep PNG of 25 megapixels": (lambda: deep_png(5000, 5000), "refused"),
    "a deep PNG of 4 megapixels": (lambda: deep_png(2000, 2000), "decoded"),
    "a PNG with a palette of 4 megapixels": (
        lambda: file(Image.new("P", (2000, 2000)), "PNG", transparency=0),
        "decoded",
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
