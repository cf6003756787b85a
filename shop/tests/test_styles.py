"""Rules for our style sheets that a browser test would not notice."""

import re
from pathlib import Path

from django.conf import settings

SHEETS = sorted((Path(settings.BASE_DIR) / "static" / "css").rglob("*.css"))


def test_an_underline_is_written_in_words_that_webkit_knows():
    """Seen in WebKitGTK 2.50: `text-decoration` with a width or a colour is thrown away, and the underline with it."""
    values = [value for sheet in SHEETS for value in re.findall(r"text-decoration:\s*([^;]+);", sheet.read_text())]
    assert "none" in values
    assert [value for value in values if len(value.split()) > 1] == []


def test_colours_are_named_in_tokens_alone():
    a_colour = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(", re.IGNORECASE)
    assert [sheet.name for sheet in SHEETS if a_colour.search(sheet.read_text())] == ["tokens.css"]
