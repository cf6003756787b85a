"""An upload without what no picture needs: a decoder gets its pixels and its colour profile, and reads nothing else.

Pillow keeps each comment, text and private chunk, and reads a directory of Exif data as often as a file repeats it: a
file of 12 MB made of such parts takes hundreds of megabytes, or a minute. Of Exif data the orientation is read, here.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

# A file from a camera has some hundreds of segments at most, a PNG of 12 MB about fifteen hundred chunks.
MOST_SEGMENTS, MOST_CHUNKS = 1_000, 10_000
ORIENTATION, SHORT, LONG = 0x0112, 3, 4

JPEG, PNG, RIFF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"
MARKER = re.compile(rb"\xff([^\xff\0])", re.DOTALL)
# Among pixels, where a restart ends nothing.
MARKER_OF_SCAN = re.compile(rb"\xff([^\xff\0\xd0-\xd7])", re.DOTALL)
SOS, EOI, APP1 = 0xDA, 0xD9, 0xE1
# Markers without a length: restarts, and the beginning of a file.
ALONE = {0x01, *range(0xD0, 0xD9)}
# Frames: in one pass (baseline, extended) or in several (progressive).
FRAMES = {0xC0, 0xC1, 0xC2}
OTHER_FRAMES = {*range(0xC3, 0xD0)} - {0xC4, 0xC8}
TABLES = {0xC4, 0xDB, 0xDD}
# Of the segments for applications, those that say how colours are coded.
OF_COLOURS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
EXIF = b"Exif\0\0"
# Of a PNG: what its pixels are, and whether it moves.
CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"acTL", b"IDAT", b"IEND"}
# A sample between the passes of a JPEG.
BYTES_OF_COEFFICIENT = 2


class Broken(ValueError):
    """The file is damaged, or no camera and no program would write it so."""


class Bare(NamedTuple):
    """The file for the decoder, its orientation by Exif (1 to 8; others mean nothing), the bytes that a decoder holds
    besides the pixels (of a JPEG in several passes all coefficients), and the number of scans of a JPEG.
    """

    data: bytes
    orientation: int = 1
    held: int = 0
    scans: int = 0


def bare(data: bytes) -> Bare:
    """Raises Broken. What is no JPEG, PNG or WebP is returned as it is: the decoder refuses it."""
    try:
        if data.startswith(JPEG):
            return bare_jpeg(data)
        if data.startswith(PNG):
            return bare_png(data)
        if data.startswith(RIFF):
            return Bare(data, orientation_of(exif_of_webp(data)))
    except (struct.error, IndexError) as error:
        raise Broken from error
    return Bare(data)


def bare_jpeg(data: bytes) -> Bare:
    kept, exif, frame = [data[:2]], b"", b""
    is_in_passes = False
    for marker, start, end in segments(data):
        body = data[start + 4 : end]
        if marker == SOS:
            in_first_scan, in_frame = body[0], frame[5]
            held = coefficients(frame) if is_in_passes or in_first_scan < in_frame else 0
            end, scans = pixels(data, end)
            kept.append(data[start:end])
            return Bare(b"".join(kept), orientation_of(exif), held, scans)
        if marker in OTHER_FRAMES or (marker in FRAMES and frame):
            raise Broken
        if marker in FRAMES:
            frame, is_in_passes = body, marker == 0xC2
        if marker == APP1 and body.startswith(EXIF) and not exif:
            exif = body[len(EXIF) :]
        if marker in FRAMES | TABLES or (marker in OF_COLOURS and body.startswith(OF_COLOURS[marker])):
            kept.append(data[start:end])
    raise Broken


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment up to that before the first scan. Bytes between them are left out."""
    at = 2
    for _number in range(MOST_SEGMENTS):
        found = MARKER.search(data, at)
        if found is None or found[1][0] == EOI:
            return
        marker, at = found[1][0], found.end()
        if marker in ALONE:
            continue
        length = int(struct.unpack_from(">H", data, at)[0])
        if length < 2 or at + length > len(data):
            return
        yield marker, at - 2, at + length
        at += length


def pixels(data: bytes, at: int) -> tuple[int, int]:
    """Where a JPEG ends whose first scan has its header before `at`, and the number of its scans, up to MOST_SEGMENTS.

    Phones write a video or a second picture behind it. What has no end is for the decoder to judge.
    """
    scans = 1
    while scans < MOST_SEGMENTS and (found := MARKER_OF_SCAN.search(data, at)):
        if found[1][0] == EOI:
            return found.end(), scans
        scans += found[1][0] == SOS
        at = found.end() + int(struct.unpack_from(">H", data, found.end())[0])
    return len(data), scans


def coefficients(frame: bytes) -> int:
    """The bytes of all coefficients of a JPEG, by its frame: in blocks of eight by eight, of each component its own."""
    height, width, number = struct.unpack_from(">HHB", frame, 1)
    sampling = [(frame[at + 1] >> 4, frame[at + 1] & 15) for at in range(6, 6 + 3 * number, 3)]
    across, down = max(h for h, _v in sampling), max(v for _h, v in sampling)
    if not across or not down:
        raise Broken
    units = -(-width // (8 * across)) * -(-height // (8 * down))
    return units * sum(h * v for h, v in sampling) * 64 * BYTES_OF_COEFFICIENT


def bare_png(data: bytes) -> Bare:
    kept, pixels, exif, at = [data[:8]], [], b"", 8
    for _number in range(MOST_CHUNKS):
        if at + 12 > len(data):
            break
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if kind == b"eXIf" and length < len(data):
            exif = data[at + 8 : end - 4]
        if kind == b"IDAT":
            pixels.append(data[at:end])
        elif kind in CHUNKS:
            kept.append(data[at:end])
        if kind == b"IEND":
            return Bare(b"".join([*kept[:-1], *pixels, kept[-1]]), orientation_of(exif))
        at = end
    raise Broken


def exif_of_webp(data: bytes) -> bytes:
    at = 12
    for _number in range(MOST_CHUNKS):
        if at + 8 > len(data):
            break
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind == b"EXIF":
            return data[at + 8 : at + 8 + length].removeprefix(EXIF)
        at += 8 + length + length % 2
    return b""


def orientation_of(exif: bytes) -> int:
    """By the first directory of Exif data; 1 if it says none, or cannot be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        first = struct.unpack_from(f"{order}I", exif, 4)[0]
        number = struct.unpack_from(f"{order}H", exif, first)[0]
        for place in range(number):
            at = first + 2 + 12 * place
            tag, kind, count = struct.unpack_from(f"{order}HHI", exif, at)
            if tag == ORIENTATION and kind in (SHORT, LONG) and count == 1:
                return int(struct.unpack_from(order + {SHORT: "H", LONG: "I"}[kind], exif, at + 8)[0])
    except struct.error:  # it is cut off
        return 1
    return 1
