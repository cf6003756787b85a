"""What the shop's own pages link to: whoever hides it or takes it away is told which pages lead there."""

from django.conf import settings
from django.utils.translation import override

from pages.faults import links_of
from pages.links import path_of, resolved
from pages.models import Page


def pages_that_link(view_name: str) -> dict[str, list[str]]:
    """The values of this address's argument that occur in links, each with the names of its pages. One statement."""
    found: dict[str, list[str]] = {}
    for page in Page.objects.all():
        for code, _name in settings.LANGUAGES:
            urls = [url for _line, url in links_of(getattr(page, f"text_{code}")) if url.startswith("/")]
            with override(code):
                matches = [resolved(path_of(url), code) for url in urls]
            for match in matches:
                if match and match.view_name == view_name:
                    names = found.setdefault(next(iter(match.kwargs.values())), [])
                    names += [str(page)] * (str(page) not in names)
    return found
