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


def test_a_video_behind_a_jpeg_is_left_out_and_counts_as_no_scan():
    """As phones write it: its bytes look like many headers of scans."""
    for options in ({}, {"progressive": True}):
        whole = saved("JPEG", **options)
        alone = bare(whole + b"\0\0\0\x18ftyp" + b"\xff\xda\0\x08" * 100)
        assert alone == bare(whole)
        assert alone.data.endswith(b"\xff\xd9")
        assert Image.open(BytesIO(alone.data)).size == (80, 40)
    assert bare(saved("JPEG")).scans == 1
    assert bare(saved("JPEG", progressive=True)).scans > 5


def test_scans_of_a_jpeg_are_counted_to_its_end():
    whole = saved("JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    scans = bare(whole).scans
    assert bare(whole[:-2] + whole[last:-2] * 60 + whole[-2:]).scans == scans + 60


def test_a_jpeg_of_nothing_but_the_beginnings_of_markers_is_looked_at_once():
    for tail in (b"", b"\0"):
        with pytest.raises(Broken):
            bare(b"\xff\xd8" + b"\xff" * 2_000_000 + tail)
    whole = saved("JPEG")
    assert bare(whole[:-2] + b"\xff" * 2_000_000 + b"\0").scans == 1


@pytest.mark.parametrize("order", ["<", ">"])
def test_an_orientation_may_have_four_bytes(order):
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    assert orientation_of(struct.pack(f"{order}4sIHHHII", mark, 8, 1, 0x0112, 4, 1, 6) + bytes(4)) == 6


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
