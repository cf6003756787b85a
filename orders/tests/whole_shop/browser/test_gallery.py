"""The photographs of a shade in a real browser, without JavaScript: a click opens the one that is seen."""

import pytest
from playwright.sync_api import expect

from catalog.models import Product
from catalog.tests.factories import PhotoFactory, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_context_args(browser_context_args):
    # The light changes at once, so that a test need not wait for it.
    return {**browser_context_args, "reduced_motion": "reduce", "java_script_enabled": False}


@pytest.mark.parametrize(("light", "kind"), [("By day", "unlit"), ("Lamp on", "lit")])
def test_a_click_on_the_pair_opens_the_photograph_in_front(page, shop, light, kind):
    page.goto(f"{shop}/products/drum/")
    page.get_by_text(light, exact=True).click()
    page.locator(".product__gallery .pair").click()
    expect(page).to_have_url(shop + Product.objects.get(slug="drum").photos.get(kind=kind).image.url)


def test_on_a_telephone_the_strip_is_swiped_and_the_page_stays_where_it_is(page, shop):
    drum = Product.objects.get(slug="drum")
    PhotoFactory(product=drum, kind="fitting", image=picture(colour="#ffffff"), position=2)
    cloth = PhotoFactory(product=drum, kind="detail", image=picture(colour="#dddddd"), position=3)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{shop}/products/drum/")
    page.locator(".product__gallery a").last.focus()
    assert page.locator(".product__gallery").evaluate("strip => strip.scrollLeft") > 0
    assert page.evaluate("[document.documentElement.scrollWidth, window.scrollX]") == [360, 0]
    page.locator(".product__gallery a").last.click()
    expect(page).to_have_url(shop + cloth.image.url)
