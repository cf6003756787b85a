"""Photographs of shades in lists of the admin, small."""

from django.utils.html import format_html

from catalog.models import Photo
from catalog.models.pair import Shot

# In px.
SIDE = 48


def thumbnail(photo: Photo | Shot | None) -> str:
    """Without a description: the name of the shade stands beside it. Empty without a photograph."""
    if photo is None:
        return ""
    sources = photo.sources
    return format_html(
        '<picture><source type="image/avif" srcset="{0}" sizes="{2}px"><img class="thumbnail" src="{1}" alt=""'
        ' width="{2}" height="{2}" loading="lazy" decoding="async"></picture>',
        sources.srcset,
        sources.src,
        SIDE,
    )
