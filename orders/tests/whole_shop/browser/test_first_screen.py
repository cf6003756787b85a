"""What is seen of a shade before anybody scrolls, and in which order the keyboard goes through it."""

import pytest

from catalog.models import Product

pytestmark = pytest.mark.usefixtures("shop")


def bottom(page, selector):
    box = page.locator(selector).bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize(("width", "height"), [(360, 780), (390, 844), (768, 1024), (780, 360)])
def test_the_photograph_leaves_room(page, shop, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{shop}/products/drum/")
    assert page.locator(".product .pair").bounding_box()["height"] <= max(0.6 * height, 256)


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_price_is_on_the_first_screen_of_a_telephone(page, shop, prefix):
    Product.objects.update(description_en="A long text. " * 60, description_ru="Длинный текст. " * 60)
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{shop}{prefix}/products/drum/")
    assert bottom(page, ".product__price .num") <= 780
    assert bottom(page, "#add .button") <= 1000


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (2560, 1440)])
def test_on_a_desk_the_photograph_and_the_button_stand_side_by_side_without_a_gutter(page, shop, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{shop}/products/drum/")
    photos, buy = (page.locator(f".product__{part}").bounding_box() for part in ("photos", "buy"))
    assert photos["y"] + photos["height"] < height + 1
    assert abs(photos["y"] - buy["y"]) < 1
    assert 0 < buy["x"] - (photos["x"] + photos["width"]) <= 96


def test_the_focus_goes_through_the_quantity_as_it_is_seen(page, shop):
    page.goto(f"{shop}/products/drum/")
    page.locator("#quantity").fill("2")
    page.locator("#quantity").press("Shift+Tab")
    seen = []
    for _ in range(4):
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert seen == ["quantity-less", "quantity", "quantity-more", "Add to cart"]
    places = [page.locator(f"#{one}").bounding_box()["x"] for one in seen[:3]]
    assert places == sorted(places)
