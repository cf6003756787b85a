"""Uploaded pictures: checked by their header, then decoded upright, in sRGB, on white, without metadata.

Pillow is imported late, here and in `renditions`: it is 1.3 MiB and a fifteenth of a start, which no shopper needs.
"""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from catalog.photographs.bare import Broken, bare

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 25_000_000
# Only a JPEG is decoded smaller than it is. A PNG or WebP is decoded whole, and several copies of it are in memory.
MAX_PIXELS_DECODED_WHOLE = 4_000_000
# Encoders fail on a strip of 320 x 78,000 px, and no page has space for it.
MAX_RATIO = 4
# The most scans of a progressive JPEG; cameras write about ten. Each costs a pass over the whole picture.
MAX_JPEG_SCANS = 50
# In bytes: what decoding and shrinking may hold, besides the file. Pillow has four bytes a pixel in colour.
MOST_HELD = 85_000_000
BYTES_OF_PIXEL = 4
# By which a JPEG can be decoded smaller.
SCALES = (1, 2, 4, 8)
# A picture is shrunk in strips of so many of its own lines: all at once needs a second copy as wide as the result.
STRIP = 256
# In a colour profile: steps as many as it likes, each for every colour, where a matrix and a table are usual.
ENDLESS_STEPS = b"mpet"
ACCEPTED = ("JPEG", "PNG", "WEBP")

# Pillow's names of what makes a picture upright, by its orientation.
TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}

# Said before a file is chosen.
LIMITS = _("A JPEG of 25 million pixels at most, or a PNG or WebP of 4 million; up to 12 MB.")
TOO_HEAVY = _("The file is larger than 12 MB.")
WRONG_TYPE = _("This is not a picture in JPEG, PNG or WebP.")
TOO_MANY_PIXELS = _("The picture has more than 25 million pixels.")
TOO_MANY_FOR_FORMAT = _("A PNG or WebP picture can have 4 million pixels at most. Save this one as a JPEG.")
TOO_LONG = _("One side of the picture is more than four times the other.")
ANIMATED = _("The picture is animated: choose a still one.")
BROKEN = _("The picture is damaged or incomplete.")
TOO_LARGE_FOR_PASSES = _("This JPEG is progressive, and too large for that: save it without “progressive”.")


class BadPicture(ValueError):
    """A file that is not a valid photograph; the message says why, in the active language."""


@dataclass
class Upload:
    """A picture that is not decoded yet. `turn` makes it upright; `size` (px) is the one that it then has.

    `held` are the bytes that its decoder holds besides the pixels.
    """

    picture: "Image.Image"
    turn: str | None
    held: int

    @property
    def is_sideways(self) -> bool:
        return self.turn in (TURNS[5], TURNS[6], TURNS[7], TURNS[8])

    @property
    def size(self) -> tuple[int, int]:
        return self.picture.size[::-1] if self.is_sideways else self.picture.size

    def scale(self, size: tuple[int, int]) -> int:
        """By how much the decoder makes it smaller: not below what is wanted, unless it would need too much memory."""
        if self.picture.format != "JPEG":
            return 1
        wanted, lines = size
        small = max(scale for scale in SCALES if wanted * scale <= self.size[0] or scale == 1)
        while small < SCALES[-1] and not self.fits(small, wanted * lines):
            small *= 2
        return small

    def fits(self, scale: int, wanted: int) -> bool:
        """Whether decoding at this scale, and shrinking to so many pixels, holds little enough."""
        width, height = self.picture.size
        decoded = -(-width // scale) * -(-height // scale) * BYTES_OF_PIXEL
        return max(self.held, min(wanted * BYTES_OF_PIXEL, decoded)) + decoded <= MOST_HELD


def opened(data: bytes) -> Upload:
    """The picture, checked by its header and not decoded yet. Raises BadPicture."""
    from PIL import Image

    if len(data) > MAX_BYTES:
        raise BadPicture(TOO_HEAVY)
    try:
        alone = bare(data)
        picture = Image.open(BytesIO(alone.data), formats=ACCEPTED)
        animated = getattr(picture, "is_animated", False)
    except Broken as error:
        raise BadPicture(BROKEN) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(TOO_MANY_PIXELS) from error
    except Exception as error:  # decoders raise all kinds of exceptions
        raise BadPicture(WRONG_TYPE) from error
    check_size(picture)
    if animated:
        raise BadPicture(ANIMATED)
    upload = Upload(picture, TURNS.get(alone.orientation), alone.held)
    if alone.scans > MAX_JPEG_SCANS:
        raise BadPicture(BROKEN)
    if not upload.fits(SCALES[-1], 0):
        raise BadPicture(TOO_LARGE_FOR_PASSES)
    return upload


def check_size(picture: "Image.Image") -> None:
    """Raises BadPicture."""
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise BadPicture(TOO_MANY_PIXELS)
    if picture.format in ("PNG", "WEBP") and width * height > MAX_PIXELS_DECODED_WHOLE:
        raise BadPicture(TOO_MANY_FOR_FORMAT)
    if max(width, height) > MAX_RATIO * min(width, height):
        raise BadPicture(TOO_LONG)


def decoded(upload: Upload, size: tuple[int, int]) -> "Image.Image":
    """The picture upright, at most of this size (px), in sRGB, on white, without metadata. Raises BadPicture.

    It is shrunk first, so that the other steps need little memory. It can be decoded once.
    """
    from PIL import Image

    picture, scale = upload.picture, upload.scale(size)
    try:
        profile = picture.info.get("icc_profile")
        if scale > 1:
            picture.draft(None, (picture.width // scale, picture.height // scale))
        picture.load()
        if upload.is_sideways:
            size = size[::-1]
        small = shrunk(resizable(picture), size)
    except Exception as error:  # decoders raise all kinds of exceptions
        raise BadPicture(BROKEN) from error
    if small is not picture:
        picture.close()  # its pixels are needed no more
    if upload.turn is not None:
        small = small.transpose(Image.Transpose[upload.turn])
    return in_srgb(on_white(small), profile)


def shrunk(image: "Image.Image", size: tuple[int, int]) -> "Image.Image":
    """In this size (px): strip by strip, with the lines around each."""
    from PIL import Image

    width, height = size
    if image.size == size:
        return image
    small, lines = Image.new(image.mode, size), max(1, STRIP * height // image.height)
    for top in range(0, height, lines):
        bottom = min(top + lines, height)
        box = (0, top * image.height / height, image.width, bottom * image.height / height)
        small.paste(image.resize((width, bottom - top), Image.Resampling.LANCZOS, box), (0, top))
    return small


def resizable(picture: "Image.Image") -> "Image.Image":
    """Eight bits per channel, without a palette."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    if "transparency" in picture.info or picture.mode in ("PA", "LA"):
        return picture.convert("RGBA")
    return picture.convert("RGB") if picture.mode == "P" else picture


def on_white(image: "Image.Image") -> "Image.Image":
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def in_srgb(image: "Image.Image", profile: bytes | None) -> "Image.Image":
    """Eight bits per channel in sRGB; an unreadable profile is ignored."""
    from PIL import ImageCms

    if profile and ENDLESS_STEPS not in profile:
        with suppress(ImageCms.PyCMSError, OSError):  # it is ignored then
            source, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB") or image
    image = image if image.mode == "RGB" else image.convert("RGB")
    # Pillow would write this metadata into the file.
    image.info = {}
    return image
