"""What is asked of photographs beyond what the database can say. A doubt warns and does not refuse."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from catalog.photographs.renditions import WIDTHS

if TYPE_CHECKING:
    from catalog.models import Photo


def doubts_about_photos(photos: "Iterable[Photo]") -> Iterator[str]:
    """In words: pictures too small for a large screen (DESIGN.md, section 6: 1000 px), one picture in two places."""
    names = [photo.image.name for photo in photos]
    if any(photo.width < WIDTHS[-1] for photo in photos):
        yield _("A photograph is narrower than %(width)d px: it will be blurred on a large screen.") % {
            "width": WIDTHS[-1]
        }
    if len(set(names)) < len(names):
        yield _("The same picture stands in two places.")
