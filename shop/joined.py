"""collectstatic joins what css/shop.css and js/shop.js import: a page loads one file instead of twenty.

Both are plain style sheets and scripts: with DEBUG, and in tests, the browser itself loads what they import.
"""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath, relpath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = ("css/shop.css", "js/shop.js")
IMPORT = re.compile(r'^@?import "\./(?P<path>[^"]+)";$', re.MULTILINE)
URL = re.compile(r'url\("(?P<path>[^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)

Paths = dict[str, tuple[Storage, str]]


def style_sheet(text: str, folder: str) -> str:
    """A sheet of `folder` (relative to css/) as it stands in css/shop.css: its addresses adapted."""
    return URL.sub(lambda url: f'url("{normpath(join(folder, url["path"]))}")', text)


def script(text: str, folder: str) -> str:
    """A module that exports nothing, as it stands in js/shop.js: its names stay its own."""
    return f"{{\n{text}}}\n"


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed static files, the JOINED ones with the contents of what they import."""

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[tuple[str, str, bool]]:
        if not dry_run:
            for name in JOINED:
                if name in paths:
                    self.delete(name)
                    self._save(name, ContentFile(joined(name, paths).encode()))
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def joined(name: str, paths: Paths) -> str:
    """A file with the text of others where it imports them; sheets without comments. KeyError: one does not exist."""
    is_sheet = name.endswith(".css")
    adapted = style_sheet if is_sheet else script

    def read(path: str) -> str:
        storage, stored = paths[path]
        with storage.open(stored) as file:
            return file.read().decode()

    def content(found: re.Match[str]) -> str:
        path = join(dirname(name), found["path"])
        return adapted(read(path), relpath(dirname(path), dirname(name)))

    text = IMPORT.sub(content, read(name))
    return COMMENT.sub("", text) if is_sheet else text
