"""What a page says of its look before its style sheets are there is what the sheets say."""

import pytest
from django.conf import settings

from shop import look
from shop.tests.pages import attributes, browser


@pytest.fixture
def sheets(monkeypatch):
    """Sets what the owner's own sheet says, after ours."""
    ours = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    return lambda own: monkeypatch.setattr(look, "_sheets", lambda: (ours, own))


@pytest.mark.parametrize(
    ("own", "colours"),
    [
        ("", ("#f6f3ed", "#17110c")),
        (":root { --paper-sunk: #000; --on--paper: red }", ("#f6f3ed", "#17110c")),
        (":root{--paper:#fff}", ("#fff", "#fff")),
        (
            ":root { --paper: light-dark( rgb(1 2 3), hsl(20deg 5% 5% / 50%) ) }",
            ("rgb(1 2 3)", "hsl(20deg 5% 5% / 50%)"),
        ),
        (":root { --paper: ivory !important; }", ("ivory", "ivory")),
        # Known only when the page is drawn.
        (":root { --paper: var(--mine) }", None),
        (":root { --paper: light-dark(var(--a), #000) }", None),
        (":root { --paper: #fff } @media (prefers-color-scheme: dark) { :root { --paper: #000 } }", None),
        (':root { --paper: "><script>" }', None),
    ],
)
def test_the_colours_of_the_page(sheets, own, colours):
    sheets(own)
    assert look.paper() == colours


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("", ["ysabeau-office-latin", "commissioner-latin"]),
        (":root { --font-display: 'Mine', serif }", ["commissioner-latin"]),
        (":root { --font-text: system-ui; --font-display: Mine }", []),
        (':root { --font-text: "Ysabeau Office", serif }', ["ysabeau-office-latin"]),
    ],
)
def test_the_fonts_that_a_page_begins_with(sheets, own, names):
    sheets(own)
    assert look.fonts("en") == tuple(f"fonts/{name}.woff2" for name in names)
    assert len(look.fonts("ru")) == 2 * len(names)


def test_comments_say_nothing(tmp_path, monkeypatch):
    (tmp_path / "look.css").write_text("/* --paper: red; */ :root { --font-text: x }")
    monkeypatch.setattr(look.finders, "find", lambda name: str(tmp_path / "look.css"))
    assert look._sheets.__wrapped__() == (" :root { --font-text: x }",) * 2


@pytest.mark.django_db
def test_every_page_says_them():
    page = browser().get("/ru/fit/")
    assert attributes(page, "meta[name=theme-color]", "content") == ["#f6f3ed", "#17110c"]
    assert attributes(page, "meta[name=theme-color]", "media") == [
        "(prefers-color-scheme: light)",
        "(prefers-color-scheme: dark)",
    ]
    fetched = [href.rpartition("/")[2].partition(".")[0] for href in attributes(page, "[rel=preload]", "href")]
    assert fetched == [
        f"{family}-{script}" for script in ("latin", "cyrillic") for family in ("ysabeau-office", "commissioner")
    ]
