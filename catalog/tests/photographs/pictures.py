"""Pictures for tests, built here: good ones of every kind that staff may send, and hostile ones."""

import resource
import struct
import zlib
from contextlib import contextmanager
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms


def gradient(width, height, mode="RGB"):
    """Dark red in the top left corner, yellow in the bottom right one. Size in px."""
    down = Image.linear_gradient("L")
    across = down.rotate(90).point(lambda value: 100 + value // 2)
    return Image.merge("RGB", (across, down, Image.new("L", down.size))).resize((width, height)).convert(mode)


def file(image, format="JPEG", **options):
    out = BytesIO()
    image.save(out, format, **options)
    out.seek(0)
    return out


@cache
def telephone():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "REMARK"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (59.0, 56.0, 3.0)
    # The profile holds the second in which it was made: cached, or the same picture would be two.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return file(gradient(400, 300), exif=exif.tobytes(), comment=b"REMARK", icc_profile=profile).getvalue()


def on_its_side():
    """As a telephone writes it: 400 x 300 px to be turned by a quarter, with its place on earth and a remark."""
    return BytesIO(telephone())


def two_views():
    """A camera's MPO: a JPEG with a second one behind it."""
    return file(gradient(400, 400), "MPO", save_all=True, append_images=[gradient(400, 400)])


def palette():
    image = Image.new("P", (400, 400), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (0, 0, 200, 400))
    return file(image, "PNG", transparency=0)


def sixteen_bit():
    image = Image.new("I;16", (400, 400), 32768)
    return file(image, "PNG")


def animation(format):
    frames = [gradient(400, 400).rotate(turn) for turn in (0, 90, 180)]
    return file(frames[0], format, save_all=True, append_images=frames[1:])


def bomb(side=13000):
    """20 kB of PNG that open into side x side px."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(bytes((side + 7) // 8 + 1) * side, 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def many_scans():
    """A progressive JPEG that repeats its last scan: each repetition costs a pass over the whole picture."""
    data = file(gradient(400, 400), progressive=True).getvalue()
    last = data[data.rindex(b"\xff\xc4") : -2]
    return BytesIO(data[:-2] + last * 1000 + b"\xff\xd9")


@contextmanager
def full_disk():
    """As if the disk had room for a few bytes more: the system refuses what is written beyond."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
