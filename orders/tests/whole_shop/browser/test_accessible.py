"""axe (WCAG 2.0 to 2.2, A and AA, and its best practices) finds nothing on any page, in either light, at any width.

`make test` looks at each page by day in a wide window and in the evening on a phone, at those for everybody by day in
Russian and in the evening in English; `make test-long` at all of them.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.urls import path as address
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from orders.tests.factories import place
from orders.tests.transfers import by_transfer
from orders.tests.whole_shop.browser.shopper import TYPED, fill_in, log_in_at_once
from pages.demo.seed import seed_words
from shop import urls
from shop.tests.long import LONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 768, 1280) if LONG else (360, 1280)
SCHEMES = {"light": WIDTHS, "dark": WIDTHS} if LONG else {"light": (1280,), "dark": (360,)}
# Pages for everybody, by language.
SAMPLES = {"": {"dark": (360,)}, "/ru": {"light": (1280,)}}
# Beyond the rules that axe applies by itself: a link is called by the words that are seen in it.
# It loads no style sheets itself (`preload`, for the rule about turned screens alone): it looks for what they import
# beside the page, and the browser complains of what is not there.
AXE = "{resultTypes: ['violations'], preload: false, rules: {'label-content-name-mismatch': {enabled: true}}}"
FOR_EVERYBODY = [
    "/",
    "/products/",
    "/products/drum/",
    "/products/globe/",
    "/products/?shape=drum&width_min=99",
    "/fit/?height=38&width=16&holder=e27&use=table",
    "/fit/?height=x",
    "/fit/ring-gauge/",
    "/fit/replace/",
    "/fit/replace/?top=20&bottom=35&height=22&fitting=ring_e27&use=table",
    "/fit/replace/?top=x&bottom=35&height=22&fitting=q&use=table",
    "/compare/",
    "/compare/?shade=drum&shade=globe",
    "/cart/",
    "/auth/login/",
    "/auth/register/",
    "/orders/new/account/",
    "/auth/password/reset/",
    "/auth/password/reset/sent/",
    "/auth/password/reset/MQ/a-b/",
    "/products/?width_min=x&foo=1",
    "/products/?q=zzzzz",
    "/products/?q=delivery",
    "/pages/privacy/",
]
WENT_WRONG = {
    404: "/products/none/",
    403: "/refused/",
    400: "/products/?" + "&".join(["q"] * 1001),
    500: "/fault/",
}
# The size of letters that a visitor may have set, in px, and the widths of the window to look at.
LETTERS = {16: (320, 360, 480, 640, 768, 960, 1024, 1280, 1440, 1920), 24: (360,), 32: (360, 1280)}
if not LONG:
    LETTERS = {16: (320, 640, 960), 32: (360,)}


def refuse(request):
    raise PermissionDenied


# The addresses of the shop, and two more that fail.
faults_of_ours = [address("fault/", lambda request: 1 / 0), address("refused/", refuse)]
urlpatterns = [*urls.urlpatterns, *i18n_patterns(*faults_of_ours, prefix_default_language=False)]
handler400, handler500 = urls.handler400, urls.handler500


@pytest.fixture
def shopper(page, shop, settings):
    """Somebody logged in, with a cart and an order in each state; gives the paths of all their pages."""
    user = UserFactory()
    drum = Product.objects.get(slug="drum")
    orders = [place(user, drum, key=key) for key in ("pending", "paid", "cancelled")]
    orders[1].pay(by=user)
    orders[2].cancel(by=user)
    by_transfer(settings)
    orders.append(place(user, drum, key="transfer"))
    settings.PAYMENT = "mock"
    CartItemFactory(user=user, product=drum, quantity=2, price_when_added="60.00")
    log_in_at_once(page, shop, user)
    pages = [f"/orders/{order.number}/" for order in orders]
    own = ["/cart/", "/orders/", "/orders/new/", "/account/", "/auth/password/change/"]
    return [*own, f"/orders/{orders[0].number}/pay/", f"/orders/{orders[0].number}/cancel/", *pages]


def violations(page, schemes=SCHEMES):
    """What axe finds on the page as it is, in these lights and widths of each; and any scrolling sideways."""
    found = []
    page.evaluate(AXE_SCRIPT)
    for scheme, widths in schemes.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            # Only what is wrong comes over: what is right is most of it.
            for fault in page.evaluate(f"axe.run({AXE}).then(result => result.violations)"):
                nodes = [node["html"][:160] for node in fault["nodes"][:3]]
                found.append(f"{page.url} {scheme} {width}: {fault['id']}: {nodes}")
    return found + sideways(page)


def sideways(page):
    """Any scrolling of the whole page to the side: from the narrowest phone to a wide screen, and in large letters."""
    found = []
    for letters, widths in LETTERS.items():
        set_letters(page, letters)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if overflow > 0:
                found.append(f"{page.url} {width}, letters of {letters} px: {overflow} px wider than the window")
    set_letters(page, 16)
    return found + sideways_by_the_page(page)


def sideways_by_the_page(page):
    """The same where a style of the page doubles the letters: the rules for narrow windows stay off."""
    found = []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if overflow > 0:
            found.append(f"{page.url} {width}, letters doubled: {overflow} px wider than the window")
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def set_letters(page, size):
    """What a visitor sets in the browser: the size of its letters in px, not a zoom of the page."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("Page.setFontSizes", {"fontSizes": {"standard": size}})
    chrome.detach()


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_pages_for_everybody(page, shop, prefix):
    seed_words()
    found = []
    for path in FOR_EVERYBODY:
        page.context.clear_cookies()
        page.goto(f"{shop}{prefix}{path}")
        found += violations(page, SCHEMES if LONG else SAMPLES[prefix])
    assert found == []


def test_pages_of_a_shopper(page, shop, shopper):
    seed_words()
    found = []
    for path in shopper:
        page.goto(f"{shop}{path}")
        found += violations(page)
        page.goto(f"{shop}/ru{path}")
        found += sideways(page)
    assert found == []


def test_letters_become_larger(page, shop):
    """Or the widths above would prove nothing."""
    page.goto(f"{shop}/")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    set_letters(page, 32)
    assert page.evaluate(size) == 2 * before


def test_forms_with_errors(page, shop):
    page.goto(f"{shop}/auth/register/")
    page.get_by_role("button", name="Create account and continue").click()
    assert page.locator("[aria-invalid=true]").count() == 2
    assert violations(page) == []
    page.goto(f"{shop}/products/globe/")
    page.get_by_label("Quantity").fill("7")
    page.get_by_role("button", name="Add to cart").click()
    assert violations(page) == []


def test_an_order_that_is_refused(page, shop, shopper):
    page.goto(f"{shop}/orders/new/")
    fill_in(page, dict.fromkeys(TYPED, ""))
    page.get_by_role("button", name="Order with obligation to pay").click()
    assert page.locator("[aria-invalid=true]").count() == 5
    assert violations(page) == []
    fill_in(page)
    Product.objects.filter(slug="drum").update(price="99.00")
    page.get_by_role("button", name="Order with obligation to pay").click()
    expect(page.get_by_text("The price was €69.00 and is €99.00 now")).to_be_visible()
    assert violations(page) == []


def test_an_order_that_is_refused_in_the_longest_words(page, shop, shopper):
    page.goto(f"{shop}/ru/orders/new/")
    for field in page.locator("main form input:not([type=hidden])").all():
        field.fill("")
    page.get_by_label("Страна").select_option("")
    page.get_by_role("button", name="Заказать с обязательством оплатить").click()
    assert page.locator("[aria-invalid=true]").count() == 5
    assert sideways(page) == []


def test_a_cart_of_which_something_is_gone_and_something_short(page, shop, shopper):
    line = CartItem.objects.get()
    CartItemFactory(user=line.user, product=Product.objects.get(slug="globe"), quantity=3)
    Product.objects.filter(slug="drum").update(stock=0)
    page.goto(f"{shop}/orders/new/")
    expect(page.get_by_text("Something in your cart has changed.")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_pages_for_what_went_wrong(page, shop, faults, settings, prefix):
    settings.ROOT_URLCONF = __name__
    for status, path in WENT_WRONG.items():
        assert page.goto(f"{shop}{prefix}{path}").status == status
        assert violations(page) == []
        # The browser itself logs the status of the page that was asked for.
        assert [fault for fault in faults if str(status) not in fault] == []
        faults.clear()


@pytest.mark.parametrize(("path", "current"), [("/products/", "Shades"), ("/ru/fit/", "Подбор"), ("/cart/", "Cart")])
def test_where_one_is_is_seen(page, shop, path, current):
    page.goto(f"{shop}{path}")
    here = page.locator(".site-header [aria-current]")
    expect(here).to_have_count(1)
    expect(here).to_contain_text(current)
    expect(here).to_have_css("text-decoration-line", "underline")
    language = page.locator("footer [aria-current]")
    expect(language).to_have_text("Русский" if path.startswith("/ru/") else "English")
    expect(language).to_have_css("text-decoration-line", "underline")
