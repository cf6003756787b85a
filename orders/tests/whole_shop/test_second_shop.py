"""A second shop from the same code: another name, currency, VAT rate and look, by settings and data alone."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

LOOK = """@font-face {
  font-family: "Owner's";
  src: url("../fonts/owner.woff2") format("woff2");
}

:root {
  --paper: light-dark(#123456, #0a0b0c);
  --font-text: "Owner's", sans-serif;
}
"""

# Its owner opens it, with photographs of one width, because others take long; then somebody visits it.
OPEN_AND_VISIT = """
import django, re, sys
from django.conf import settings
django.setup()
from django.core.management import call_command
from django.test import Client
from catalog.photographs import renditions
from pages.models import Business
renditions.WIDTHS = (320,)
call_command("migrate", verbosity=0)
call_command("seed_catalogue", photographs="pair", stdout=sys.stderr)
settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
call_command("collectstatic", interactive=False, verbosity=0)
row = Business.objects.get()
for name, value in {"shop_name_en": "Lyra", "shop_name_ru": "Лира", "vat_rate": 20, "delivers_to": "RU"}.items():
    setattr(row, name, value)
row.save()
visitor = Client(SERVER_NAME="lyra.example", headers={"x-forwarded-proto": "https"})
shade = re.search(r'href="(/products/[^"/?]+/)"', visitor.get("/products/").content.decode())[1]
for address in ("/", "/ru/", f"/ru{shade}", "/manifest.webmanifest"):
    sys.stdout.write(visitor.get(address).content.decode() + "\\f")
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A shop in a folder of its own: its pages, its folder of static files, and its style sheet as browsers get it."""
    folder = tmp_path_factory.mktemp("lyra")
    for name, text in {"css/look.css": LOOK, "fonts/owner.woff2": "a font"}.items():
        (folder / "look" / name).parent.mkdir(parents=True)
        (folder / "look" / name).write_text(text)
    (folder / "media").mkdir()
    static = folder / "static"
    settings_of_it = {
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        "ENV_FILE": "/dev/null",
        "SECRET_KEY": "only-for-this-test-9f2c71d04b8e4f6ea3",
        "SITE_URL": "https://lyra.example",
        "DATABASE_URL": f"sqlite:///{folder / 'shop.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "LOOK": str(folder / "look"),
        "STATIC_ROOT": str(static),
        "CURRENCY": "RUB",
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_VISIT],
        cwd=settings.BASE_DIR,
        env=settings_of_it,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    (sheet,) = static.glob("css/shop.*.css")
    pages = dict(zip(("home", "home_ru", "shade_ru", "manifest"), done.stdout.split("\f"), strict=False))
    return {**pages, "sheet": sheet.read_text(), "static": static}


def test_it_has_its_own_name(shop):
    assert "Lyra" in re.search("<title>(.*)</title>", shop["home"])[1]
    assert "Лира" in re.search("<title>(.*)</title>", shop["home_ru"])[1]
    assert '"name": "Lyra"' in shop["manifest"]
    assert not [
        page for page in ("home", "home_ru", "shade_ru", "manifest") if re.search("Abajur|«Абажур»", shop[page])
    ]


def test_its_home_page_shows_its_newest_shade_and_no_picture_of_the_demo(shop):
    for page in ("home", "home_ru"):
        assert re.search(r'class="hero__shade">\s*<span class="pair">', shop[page])
        assert "/static/img/hero-" not in shop[page]


def test_its_prices_are_in_its_currency_and_say_what_they_contain(shop):
    price = re.search('class="product__price"><span class="num">([^<]+)</span>', shop["shade_ru"])[1]
    assert re.fullmatch(r"[\d\xa0 ]+,\d\d\s₽", price)
    assert "с НДС и доставкой" in shop["shade_ru"]
    assert '"priceCurrency": "RUB"' in shop["shade_ru"]
    assert "€" not in shop["home"] + shop["shade_ru"]


def test_its_colours_and_fonts_go_last_and_its_own_files_are_served(shop):
    assert "--paper:light-dark(#123456,#0a0b0c)" in shop["sheet"].replace(" ", "")
    assert shop["sheet"].rindex("#123456") > shop["sheet"].rindex("@layer")
    font = re.search(r'url\("\.\./fonts/(owner\.[0-9a-f]+\.woff2)"\)', shop["sheet"])[1]
    assert (shop["static"] / "fonts" / font).is_file()


def test_the_frame_of_the_browser_has_its_colours_in_both_lights_and_its_pages_fetch_no_font_that_they_do_not_use(shop):
    for page in ("home", "home_ru", "shade_ru"):
        colours = re.findall('<meta name="theme-color" media="([^"]+)" content="([^"]+)">', shop[page])
        assert colours == [("(prefers-color-scheme: light)", "#123456"), ("(prefers-color-scheme: dark)", "#0a0b0c")]
        assert "f6f3ed" not in shop[page]
        # Its text has a font of its own; its headings have ours.
        fetched = re.findall('rel="preload" href="/static/fonts/([a-z-]+)', shop[page])
        assert fetched == ["ysabeau-office-latin", "ysabeau-office-cyrillic"][: 1 + page.endswith("_ru")]
    assert '"theme_color": "#123456"' in shop["manifest"]
    assert '"background_color": "#123456"' in shop["manifest"]
