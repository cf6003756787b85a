"""A photograph is checked, stripped and re-encoded; what was sent is never kept."""

import os
import shutil
from io import BytesIO
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from catalog.photographs import intake, renditions
from catalog.tests.photographs import pictures


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def files(media):
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def shown(name):
    with default_storage.open(name) as file:
        image = Image.open(file)
        image.load()
    return image


def near(colour, wanted):
    assert isinstance(colour, tuple)
    return all(abs(a - b) < 12 for a, b in zip(colour, wanted, strict=True))


# What is made


def test_every_width_as_avif_and_two_jpegs_the_usual_and_one_as_wide_as_what_was_sent(media):
    rendered = renditions.prepare(pictures.file(pictures.gradient(1200, 900)))
    assert rendered == (rendered.name, 1200, 900)
    assert files(media) == ["1000.avif", "1200.jpg", "320.avif", "480.avif", "640.avif", "640.jpg"]
    for path in media.rglob("*.*"):
        with Image.open(path) as image:
            assert image.size == (int(path.stem), round(int(path.stem) * 0.75))
            assert image.format == {"avif": "AVIF", "jpg": "JPEG"}[path.suffix[1:]]


@pytest.mark.parametrize(("width", "widths"), [(200, [200]), (320, [320]), (700, [320, 480, 640])])
def test_a_picture_is_never_enlarged(width, widths, media):
    rendered = renditions.prepare(pictures.file(pictures.gradient(width, width)))
    assert (rendered.width, rendered.height) == (width, width)
    assert sorted(int(path.stem) for path in media.rglob("*.avif")) == widths
    assert sorted(int(path.stem) for path in media.rglob("*.jpg")) == sorted({min(width, 640), width})


def test_no_rendition_is_wider_than_what_a_photograph_opens_as(media):
    rendered = renditions.prepare(pictures.file(pictures.gradient(2400, 1200)))
    assert rendered == (rendered.name, renditions.LARGEST_WIDTH, 1000)
    assert max(int(path.stem) for path in media.rglob("*.*")) == 2000


def grow_old(media):
    """As if all files had been written long ago."""
    for path in media.rglob("*.*"):
        os.utime(path, (0, 0))


def written_since(media):
    return sorted(path.suffix for path in media.rglob("*.*") if path.stat().st_mtime)


def test_the_same_picture_is_encoded_once(media):
    first = renditions.prepare(pictures.on_its_side())
    grow_old(media)
    assert renditions.prepare(pictures.on_its_side()) == first
    assert written_since(media) == []


def test_only_what_is_missing_is_made_again(media):
    rendered = renditions.prepare(pictures.on_its_side())
    before = files(media)
    grow_old(media)
    default_storage.delete(rendered.name)
    renditions.prepare(pictures.on_its_side())
    assert files(media) == before
    assert written_since(media) == [".jpg"]


def test_another_recipe_makes_other_files(monkeypatch):
    first = renditions.prepare(pictures.on_its_side())
    monkeypatch.setattr(renditions, "WIDTHS", (200,))
    assert Path(renditions.prepare(pictures.on_its_side()).name).parent != Path(first.name).parent


def test_a_rendition_is_whole_or_absent(media):
    with pictures.full_disk(), pytest.raises(OSError, match="too large"):
        renditions.prepare(pictures.on_its_side())
    assert not files(media)
    rendered = renditions.prepare(pictures.on_its_side())
    assert shown(rendered.name).size == (300, 400)


# What staff send


def test_metadata_is_gone_and_the_picture_upright(media):
    rendered = renditions.prepare(pictures.on_its_side())
    assert (rendered.width, rendered.height) == (300, 400)
    for path in media.rglob("*.*"):
        with Image.open(path) as image:
            assert image.size == (300, 400)
            assert not image.getexif()
            assert {"exif", "icc_profile", "comment", "xmp"}.isdisjoint(image.info)
            # Turned by a quarter, the corner that was bottom left is top left.
            assert near(image.convert("RGB").getpixel((4, 4)), (100, 255, 0))
        assert b"REMARK" not in path.read_bytes()


def test_a_tail_behind_the_picture_is_not_kept(media):
    tail = b"<script>alert(1)</script>"
    renditions.prepare(BytesIO(pictures.file(pictures.gradient(400, 400)).getvalue() + tail))
    assert not any(tail in path.read_bytes() for path in media.rglob("*.*"))


@pytest.mark.parametrize(
    ("file", "place", "colour"),
    [
        (pictures.file(pictures.gradient(400, 400)), (390, 390), (226, 251, 0)),
        (pictures.file(pictures.gradient(400, 400, "CMYK")), (390, 390), (226, 251, 0)),
        (pictures.file(pictures.gradient(400, 400), "WEBP"), (390, 390), (226, 251, 0)),
        (pictures.two_views(), (390, 390), (226, 251, 0)),
        (pictures.palette(), (300, 200), (255, 255, 255)),
        (pictures.palette(), (100, 200), (0, 0, 255)),
        (pictures.sixteen_bit(), (200, 200), (128, 128, 128)),
        (pictures.file(Image.new("1", (400, 400), 1), "PNG"), (200, 200), (255, 255, 255)),
        (pictures.file(Image.new("L", (400, 400), 90)), (200, 200), (90, 90, 90)),
        (pictures.file(Image.new("LA", (400, 400), (90, 0)), "PNG"), (200, 200), (255, 255, 255)),
        (pictures.file(Image.new("RGBA", (400, 400), (0, 0, 255, 128)), "PNG"), (9, 9), (127, 127, 255)),
    ],
    ids=["jpeg", "cmyk", "webp", "mpo", "transparent", "palette", "16-bit", "1-bit", "grey", "grey-alpha", "alpha"],
)
def test_every_kind_of_picture_keeps_its_colours(file, place, colour):
    image = shown(renditions.prepare(file).name)
    assert image.mode == "RGB"
    x, y = (round(each * image.width / 400) for each in place)
    assert near(image.getpixel((x, y)), colour)


# What is refused


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (BytesIO(), intake.WRONG_TYPE),
        (BytesIO(b"%PDF-1.7"), intake.WRONG_TYPE),
        (BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), intake.WRONG_TYPE),
        (pictures.file(pictures.gradient(400, 400), "GIF"), intake.WRONG_TYPE),
        (pictures.file(pictures.gradient(400, 400), "TIFF"), intake.WRONG_TYPE),
        (BytesIO(pictures.file(pictures.gradient(400, 400)).getvalue()[:-900]), intake.BROKEN),
        (BytesIO(pictures.file(pictures.gradient(400, 400), "PNG").getvalue()[:-900]), intake.BROKEN),
        (pictures.many_scans(), intake.BROKEN),
        (pictures.animation("WEBP"), intake.ANIMATED),
        (pictures.animation("PNG"), intake.ANIMATED),
        (pictures.bomb(), intake.TOO_MANY_PIXELS),
        (pictures.bomb(20000), intake.TOO_MANY_PIXELS),
        (pictures.file(Image.new("L", (10, 5000))), intake.TOO_LONG),
        (BytesIO(pictures.file(pictures.gradient(400, 400)).getvalue().ljust(13_000_000, b"\0")), intake.TOO_HEAVY),
    ],
    ids=[
        *("empty", "pdf", "svg", "gif", "tiff", "cut-jpeg", "cut-png", "scans", "webp-moves", "png-moves"),
        *("bomb", "worse-bomb", "long", "heavy"),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bad_file_is_refused_and_leaves_nothing(file, message, media):
    with pytest.raises(intake.BadPicture) as refused:
        renditions.prepare(file)
    assert str(refused.value) == str(message)
    assert files(media) == []


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_refused_before_it_is_decoded():
    with mock.patch.object(Image.Image, "load") as load, pytest.raises(intake.BadPicture):
        renditions.prepare(pictures.bomb())
    load.assert_not_called()


# Many at once, and on a page


def test_all_files_are_prepared_and_counted(tmp_path):
    paths = [tmp_path / f"{side}.jpg" for side in (320, 330, 340)]
    for path in paths:
        path.write_bytes(pictures.file(pictures.gradient(int(path.stem), 320)).getvalue())
    seen = []
    rendered = renditions.prepare_all(paths, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert {path: default_storage.exists(each.name) for path, each in rendered.items()} == dict.fromkeys(paths, True)


def test_a_bad_file_among_many_is_named(tmp_path):
    (tmp_path / "notes.jpg").write_text("no picture")
    with pytest.raises(intake.BadPicture, match=r"^notes\.jpg: "):
        renditions.prepare_all([tmp_path / "notes.jpg"])


def test_a_page_gets_the_addresses_of_what_was_made_and_looks_at_no_file(media):
    rendered = renditions.prepare(pictures.file(pictures.gradient(700, 700)))
    sources = renditions.sources(rendered.name, rendered.width)
    assert sources.src.endswith("/640.jpg")
    offered = [each.split() for each in sources.srcset.split(", ")]
    assert [width for _, width in offered] == ["320w", "480w", "640w"]
    addresses = [sources.src, *(address for address, _ in offered)]
    assert all((media / address.removeprefix("/media/")).is_file() for address in addresses)
    shutil.rmtree(media)
    renditions.sources.cache_clear()
    assert renditions.sources(rendered.name, rendered.width) == sources
