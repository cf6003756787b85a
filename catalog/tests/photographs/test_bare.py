"""What a decoder gets of an upload: the picture alone, with the orientation that its Exif data say."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from catalog.photographs.bare import Broken, bare, coefficients, orientation_of

TURNED = Image.Exif()
TURNED[0x0112] = 6


def saved(format, **options):
    content = BytesIO()
    Image.new("RGB", (80, 40), "tan").save(content, format, exif=TURNED.tobytes(), **options)
    return content.getvalue()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_the_orientation_of_each_format_is_read(format):
    assert bare(saved(format)).orientation == 6


@pytest.mark.parametrize(
    "exif",
    [
        *(b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08", b"II*\0\x08\0\0\0\xff\xff", b"junk" * 9),
        # Of a type that no orientation has, and more than one.
        struct.pack("<4sIHHHII", b"II*\0", 8, 1, 0x0112, 2, 4, 6) + bytes(4),
        struct.pack("<4sIHHHII", b"II*\0", 8, 1, 0x0112, 3, 2, 6) + bytes(4),
    ],
)
def test_exif_data_that_say_none_turn_nothing(exif):
    assert orientation_of(exif) == 1


def test_comments_texts_and_thumbnails_reach_no_decoder():
    assert b"REMARK" not in bare(saved("JPEG", comment=b"REMARK")).data
    alone = Image.open(BytesIO(bare(saved("PNG")).data))
    assert alone.size == (80, 40)
    assert "exif" not in alone.info


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_file_that_ends_before_its_picture_is_broken(format):
    whole = saved(format)
    for end in range(10, 90, 3):
        with pytest.raises(Broken):
            bare(whole[:end] if format == "PNG" else whole[:end] + b"\xff\xd9")


def test_two_frames_in_a_jpeg_are_broken():
    whole = saved("JPEG")
    at = whole.index(b"\xff\xc0")
    frame = whole[at : at + 2 + struct.unpack_from(">H", whole, at + 2)[0]]
    with pytest.raises(Broken):
        bare(whole[:at] + frame + whole[at:])


def test_coefficients_are_counted_by_component():
    """Two bytes for each sample: the whole picture, and two components of a quarter of it each."""
    halved = struct.pack(">BHHB9B", 8, 1600, 3200, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1)
    assert coefficients(halved) == 1600 * 3200 * 2 * 1.5
    assert bare(saved("JPEG")).held == 0
    assert bare(saved("JPEG", progressive=True, subsampling=0)).held == 80 * 40 * 2 * 3
