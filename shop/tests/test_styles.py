"""What no browser here can tell: rules of our style sheets for engines that the browser tests do not run in."""

import re
from pathlib import Path

from django.conf import settings

SHEETS = sorted((Path(settings.BASE_DIR) / "static" / "css").rglob("*.css"))


def test_an_underline_is_written_in_words_that_webkit_knows():
    """Seen in WebKitGTK 2.50: `text-decoration` with a width or a colour is thrown away, and the underline with it."""
    values = [value for sheet in SHEETS for value in re.findall(r"text-decoration:\s*([^;]+);", sheet.read_text())]
    assert "none" in values
    assert [value for value in values if len(value.split()) > 1] == []
