"""A live shop with two shades that have true photographs, and a page that tolerates no error of its own."""

import pytest
from playwright.sync_api import expect

from catalog.tests.factories import PhotoFactory, ProductFactory, picture

# A machine that does much else at once is slow, not wrong.
expect.set_options(timeout=15_000)


def shade(**fields):
    product = ProductFactory(photos=False, **fields)
    PhotoFactory(product=product, kind="unlit", image=picture("unlit.jpg", colour="#e3e0d9"))
    PhotoFactory(product=product, kind="lit", image=picture("lit.jpg", colour="#f5c677"))
    return product


@pytest.fixture
def shop(live_server):
    """The address of the shop. Its shades: a drum with plenty in stock, and a globe of which one is left."""
    shade(slug="drum", name_en="Linen drum", name_ru="Льняной цилиндр", stock=20)
    shade(slug="globe", name_en="Paper globe", name_ru="Бумажный шар", stock=1, price="59.00")
    # The files stay for the next test: a photograph that is there already is not made again.
    return live_server.url


@pytest.fixture
def faults():
    """What the browser has complained of. A test that expects a complaint takes it out."""
    return []


@pytest.fixture
def page(page, faults):
    """A page that fails its test on an error in the console, a refused resource or a script that throws."""
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
