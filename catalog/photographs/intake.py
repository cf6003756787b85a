"""Uploaded pictures: checked by their header, then decoded upright, in sRGB, on white, without metadata."""

from contextlib import suppress
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 25_000_000
# Only a JPEG is decoded smaller than it is. A PNG or WebP is decoded whole, and several copies of it are in memory.
MAX_PIXELS_DECODED_WHOLE = 4_000_000
# Encoders fail on a strip of 320 x 78,000 px, and no page has space for it.
MAX_RATIO = 4
# The most scans of a progressive JPEG; cameras write about ten. Each costs a pass over the whole picture.
MAX_JPEG_SCANS = 50
ACCEPTED = ("JPEG", "PNG", "WEBP")

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
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


class BadPicture(ValueError):
    """A file that is not a valid photograph; the message says why, in the active language."""


def opened(data: bytes) -> Image.Image:
    """The picture, checked by its header and not decoded yet. Raises BadPicture."""
    if len(data) > MAX_BYTES:
        raise BadPicture(TOO_HEAVY)
    try:
        picture = Image.open(BytesIO(data), formats=ACCEPTED)
        # A camera's JPEG may contain a second image (MPO): the first is the photograph.
        animated = getattr(picture, "is_animated", False) and picture.format != "MPO"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(TOO_MANY_PIXELS) from error
    except Exception as error:  # decoders raise all kinds of exceptions
        raise BadPicture(WRONG_TYPE) from error
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise BadPicture(TOO_MANY_PIXELS)
    if picture.format in ("PNG", "WEBP") and width * height > MAX_PIXELS_DECODED_WHOLE:
        raise BadPicture(TOO_MANY_FOR_FORMAT)
    if max(width, height) > MAX_RATIO * min(width, height):
        raise BadPicture(TOO_LONG)
    if animated:
        raise BadPicture(ANIMATED)
    if picture.format in ("JPEG", "MPO") and data.count(b"\xff\xda") > MAX_JPEG_SCANS:
        raise BadPicture(BROKEN)
    return picture


def is_sideways(turn: Image.Transpose) -> bool:
    return turn in (TURNS[5], TURNS[6], TURNS[7], TURNS[8])


def decoded(picture: Image.Image, size: tuple[int, int], turn: Image.Transpose | None) -> Image.Image:
    """The picture upright, at this size (px), in sRGB, on white, without metadata. Raises BadPicture.

    It is shrunk first, so that the other steps need little memory.
    """
    if turn is not None and is_sideways(turn):
        size = size[::-1]
    try:
        profile = picture.info.get("icc_profile")
        # A JPEG is decoded at 1/2, 1/4 or 1/8, where that is no smaller than what is wanted.
        picture.draft(None, size)
        picture.load()
        small = resizable(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    except Exception as error:  # decoders raise all kinds of exceptions
        raise BadPicture(BROKEN) from error
    if turn is not None:
        small = small.transpose(turn)
    return in_srgb(on_white(small), profile)


def resizable(picture: Image.Image) -> Image.Image:
    """Eight bits per channel, without a palette."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    if "transparency" in picture.info or picture.mode in ("PA", "LA"):
        return picture.convert("RGBA")
    return picture.convert("RGB") if picture.mode == "P" else picture


def on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Eight bits per channel in sRGB; an unreadable profile is ignored."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):  # it is ignored then
            source, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB") or image
    image = image.convert("RGB")
    # Pillow would write this metadata into the file.
    image.info = {}
    return image
