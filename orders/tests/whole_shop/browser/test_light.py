"""Day and evening in a real browser: the shop by its cord, one shade by itself, never a flash of the other."""

import base64
import time
from io import BytesIO

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DARK = 90


@pytest.fixture
def browser_context_args(browser_context_args):
    # The light changes at once, so that a test need not wait for it.
    return {**browser_context_args, "reduced_motion": "reduce"}


def cord(page):
    return page.get_by_role("switch", name="Evening light")


def expect_lit(pair, lit):
    """Exactly one photograph of a pair is seen."""
    expect(pair.locator("img.pair__lit")).to_have_css("opacity", "1" if lit else "0")
    expect(pair.locator("img.pair__unlit")).to_have_css("opacity", "0" if lit else "1")


def expect_evening(page, evening):
    """The switch says it, and every pair and the paper show it."""
    expect(cord(page)).to_have_attribute("aria-checked", "true" if evening else "false")
    for pair in page.locator(".pair").all():
        expect_lit(pair, evening)
    paper = "rgb(23, 17, 12)" if evening else "rgb(246, 243, 237)"
    expect(page.locator("html")).to_have_css("background-color", paper)


@pytest.mark.parametrize("path", ["/", "/products/", "/products/drum/", "/compare/"])
def test_the_shop_follows_the_system(page, shop, path):
    page.goto(f"{shop}{path}")
    expect_evening(page, False)
    page.emulate_media(color_scheme="dark")
    expect_evening(page, True)
    page.emulate_media(color_scheme="light")
    expect_evening(page, False)


@pytest.mark.parametrize(("system", "by_system"), [("light", False), ("dark", True)])
def test_the_cord_turns_the_whole_shop_and_is_remembered(page, shop, system, by_system):
    page.emulate_media(color_scheme=system)
    page.goto(f"{shop}/products/")
    cord(page).focus()
    page.keyboard.press("Space")
    expect_evening(page, not by_system)
    expect(cord(page)).to_be_focused()
    page.reload()
    expect_evening(page, not by_system)
    page.goto(f"{shop}/ru/products/drum/")
    assert page.evaluate("document.documentElement.dataset.scheme") == ("day" if by_system else "evening")
    page.goto(f"{shop}/products/drum/")
    cord(page).click()
    expect_evening(page, by_system)
    # Back with the system: the choice is forgotten.
    assert page.evaluate("localStorage.getItem('scheme')") is None


def by_mouse(page, control):
    # As a hand does it: at the place, whatever lies over it.
    box = control.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(150)


def by_key(page, control):
    control.press("Enter")


@pytest.mark.browser_context_args(reduced_motion="no-preference")
@pytest.mark.parametrize("press", [by_mouse, by_key])
def test_the_page_is_in_use_while_the_light_still_changes(page, shop, press):
    page.goto(f"{shop}/products/")
    for evening in (True, False, True):
        press(page, cord(page))
        expect(cord(page)).to_have_attribute("aria-checked", "true" if evening else "false")
    expect_evening(page, True)
    press(page, cord(page))
    press(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Will it fit?"))
    page.wait_for_url("**/fit/")
    expect_evening(page, False)


@pytest.mark.browser_context_args(reduced_motion="no-preference")
@pytest.mark.parametrize("gap", [30, 120])
def test_one_press_is_one_press_however_fast_the_cord_was_pulled(page, shop, gap):
    page.goto(f"{shop}/products/drum/")
    chrome = page.context.new_cdp_session(page)
    chrome.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    more = page.get_by_role("button", name="One more")
    places = [control.bounding_box() for control in (cord(page), cord(page), cord(page), more)]
    for box in places:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(gap)
    chrome.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_timeout(1000)
    expect(page.get_by_label("Quantity")).to_have_value("2")
    expect_evening(page, True)
    assert page.url == f"{shop}/products/drum/"


@pytest.mark.browser_context_args(reduced_motion="no-preference")
def test_a_field_may_be_clicked_while_the_light_still_changes(page, shop):
    page.goto(f"{shop}/auth/login/")
    by_mouse(page, cord(page))
    by_mouse(page, page.get_by_label("E-mail"))
    expect(page.get_by_label("E-mail")).to_be_focused()


def test_a_change_of_light_or_page_that_the_browser_gives_up_is_no_error(page, shop, faults):
    page.goto(f"{shop}/")
    # What Chromium says when a page was on the screen before its transition began: it cannot be brought about at will.
    given_up = "Transition was aborted because of invalid state. Page already revealed"
    page.evaluate("words => void Promise.reject(new DOMException(words, 'InvalidStateError'))", given_up)
    page.evaluate("() => void Promise.reject(new Error('A true fault'))")
    page.wait_for_timeout(300)
    assert [fault for fault in faults if "Transition" in fault] == []
    assert faults == ["A true fault"]
    faults.clear()


def test_another_tab_changes_with_it(page, shop):
    page.goto(f"{shop}/products/")
    other = page.context.new_page()
    other.goto(f"{shop}/products/drum/")
    cord(page).click()
    expect_evening(other, True)


def test_the_frame_of_the_browser_goes_with_the_page(page, shop):
    page.goto(f"{shop}/products/")
    cord(page).click()
    in_force = "[...document.querySelectorAll('meta[name=theme-color]')].find(m => matchMedia(m.media).matches).content"
    assert page.evaluate(in_force) == "#17110c"


def brightness(frame):
    return ImageStat.Stat(Image.open(BytesIO(base64.b64decode(frame))).convert("L")).mean[0]


@pytest.mark.parametrize(("system", "is_dark"), [("light", True), ("dark", False)])
def test_no_painted_frame_is_of_the_other_scheme(page, shop, system, is_dark):
    """Every frame that the browser paints while pages load slowly, with a choice that is not the system's."""
    page.emulate_media(color_scheme=system)
    page.goto(f"{shop}/auth/login/")
    cord(page).click()
    expect_evening(page, is_dark)
    # The first frame of a screencast is what stands on the screen: that must be the choice, painted.
    page.evaluate("new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))")
    page.screenshot()
    frames = []
    chrome = page.context.new_cdp_session(page)

    def keep(event):
        frames.append(brightness(event["data"]))
        chrome.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def slowly(route):
        time.sleep(0.1)
        route.continue_()

    chrome.on("Page.screencastFrame", keep)
    chrome.send("Page.startScreencast", {"format": "png"})
    # What collectstatic joins is one sheet, which comes late; its parts, which only tests load one by one, do not.
    page.route("**/css/shop.css", slowly)
    page.reload()
    page.wait_for_timeout(300)
    page.get_by_role("link", name="Create an account").click()
    page.wait_for_url("**/auth/register/**")
    page.wait_for_timeout(300)
    chrome.send("Page.stopScreencast")
    page.unroute_all(behavior="wait")
    assert len(frames) >= 2
    assert [value for value in frames if (value < DARK) != is_dark] == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_one_shade_is_lit_alone_by_keyboard_without_javascript(page, shop):
    page.goto(f"{shop}/products/drum/")
    pair = page.locator(".product__photos .pair")
    expect(page.get_by_role("radio", name="Same as the page")).to_be_checked()
    expect_lit(pair, False)
    page.get_by_role("radio", name="Lamp on").focus()
    page.keyboard.press("Space")
    expect_lit(pair, True)
    expect(page.locator("html")).to_have_css("background-color", "rgb(246, 243, 237)")
    page.emulate_media(color_scheme="dark")
    page.get_by_text("By day", exact=True).click()
    expect(page.get_by_role("radio", name="By day")).to_be_checked()
    expect_lit(pair, False)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Same as the page")).to_be_checked()
    expect_lit(pair, True)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_one_card_is_lit_alone_by_the_pointer_and_by_keyboard_without_javascript(page, shop):
    page.goto(f"{shop}/products/")
    first, second = page.locator(".product-card").all()
    first.hover()
    expect_lit(first, True)
    expect_lit(second, False)
    page.mouse.move(0, 0)
    expect_lit(first, False)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.product-card') !== null"):
            break
    expect_lit(first, True)
    expect_lit(second, False)


def test_without_javascript_there_is_no_cord_and_the_system_decides(browser, browser_context_args, shop):
    context = browser.new_context(**browser_context_args, java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{shop}/products/")
    expect(page.locator("light-switch")).to_be_hidden()
    for pair in page.locator(".pair").all():
        expect_lit(pair, True)
    page.goto(shop)
    expect(page.get_by_text("So we photograph each one twice")).to_be_visible()
    expect(page.get_by_text("Pull the cord")).to_be_hidden()
    context.close()
