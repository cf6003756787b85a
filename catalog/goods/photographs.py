"""Photographs whose file names say what they are: HALM-OAT-30-unlit.jpg, HALM-OAT-30-lit.jpg."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from catalog.goods.delivery import Line, known, shades_of
from catalog.models import Photo, Product
from catalog.models.photograph import PAIR, fault_of_pair
from catalog.photographs import renditions
from catalog.photographs.field import NOT_STORED
from catalog.photographs.intake import BadPicture
from catalog.photographs.renditions import Rendered
from catalog.terms import PhotoKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAME = re.compile(rf"(?P<sku>.+)[-_ ](?P<kind>{'|'.join(PhotoKind.values)})(?:[-_ ]?\d+)?\.\w+", re.IGNORECASE)
# In one request: of 12 MB each they are less than nginx lets in.
MOST_FILES = 8
# As in the form of a shade.
MOST_PHOTOS = 8
NO_NAME = _("The name does not say which shade this is, and which photograph.")
TWICE = _("Another of these files is the same photograph of this shade.")
TOO_MANY = _("A shade can have at most 8 photographs.")


@dataclass
class Shot:
    """A file, the shade and the kind that its name says, and its renditions or what is wrong with it."""

    name: str
    shade: Product | None = None
    kind: str = ""
    rendered: Rendered | None = None
    fault: "StrOrPromise" = ""


class Unfit(Exception):
    """The photographs do not fit those that their shades have. Nothing was changed; the shots say why."""


def shots_of(files: Iterable[Any]) -> list[Shot]:
    """Reads each file and makes its renditions, before any transaction."""
    found = [(file, NAME.fullmatch(str(file.name))) for file in files]
    exact, like = shades_of([Line(match["sku"]) for _file, match in found if match])
    shots: list[Shot] = []
    for file, match in found:
        shot = Shot(str(file.name))
        shots.append(shot)
        if match is None:
            shot.fault = NO_NAME
            continue
        line = known([Line(match["sku"])], exact, like)
        shot.shade, shot.kind = line.shade, match["kind"].lower()
        if line.unknown:
            shot.fault = line.unknown
        elif shot.kind in PAIR and any((one.shade, one.kind) == (shot.shade, shot.kind) for one in shots[:-1]):
            shot.fault = TWICE
        else:
            render(shot, file)
    return shots


def render(shot: Shot, file: Any) -> None:
    try:
        shot.rendered = renditions.prepare_upload(file)
    except BadPicture as error:
        shot.fault = str(error)
    except OSError:
        shot.fault = NOT_STORED


def store(shots: list[Shot]) -> list[Photo]:
    """Adds the photographs, or replaces that of the pair; all or none. Raises Unfit. Returns those that are new."""
    shades = {shot.shade.pk for shot in shots if shot.shade}
    with transaction.atomic():
        list(Product.objects.select_for_update(no_key=True).filter(pk__in=shades).order_by("pk").only("pk"))
        stored = [photo for shot in shots if (photo := stored_photo(shot))]
        for shade in Product.objects.filter(pk__in=shades).with_photos():
            photos = list(shade.photos.all())
            fault = fault_of_pair(photos) if shade.is_public else ""
            if len(photos) > MOST_PHOTOS:
                fault = TOO_MANY
            for shot in shots:
                shot.fault = fault if shot.shade == shade else shot.fault
        if any(shot.fault for shot in shots):
            raise Unfit
    return stored


def stored_photo(shot: Shot) -> Photo | None:
    """None if the shade has this very photograph already."""
    assert shot.shade
    assert shot.rendered
    there = shot.shade.photos.filter(kind=shot.kind)
    if there.filter(image=shot.rendered.name).exists():
        return None
    photo = there.first() if shot.kind in PAIR else None
    if photo is None:
        last = shot.shade.photos.aggregate(last=Max("position"))["last"]
        photo = Photo(product=shot.shade, kind=shot.kind, position=0 if last is None else last + 1)
    photo.image.name = shot.rendered.name
    photo.width, photo.height = shot.rendered.width, shot.rendered.height
    photo.save()
    return photo
