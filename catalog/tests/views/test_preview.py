"""Staff see the page of a hidden shade, with a banner and in no cache, and a way to the form of every shade."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from catalog.models import Product
from catalog.tests.factories import FamilyFactory, PhotoFactory, ProductFactory
from shop.tests.pages import attribute, attributes, browser, elements, words
from shop.tests.staff_forms import colleague

pytestmark = pytest.mark.django_db

PAGE = "/products/draft/"
EDIT = ".for-staff a"
# Columns that a draft may lack, each with its empty value.
EMPTY = {"name_en": "", "name_ru": "", "description_en": "", "colour_en": "", "shape": "", "finish": "", "fitting": ""}
EMPTY |= {"fitting_position": "", "material": "", "lining": "", "light": "", "swatch": "", "top_diameter_mm": None}
EMPTY |= {"bottom_diameter_mm": None, "height_mm": None, "widest_mm": None, "max_watts": None, "for_table": False}


def member(*permissions, is_staff=True):
    """The browser of somebody with these rights alone."""
    user = get_user_model().objects.create_user("clerk@example.org", "three quiet lamps", is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return browser(user)


@pytest.mark.parametrize(("prefix", "said"), [("", "Only staff see this page"), ("/ru", "только сотрудники")])
def test_staff_see_a_hidden_shade_with_a_banner_and_in_no_cache(prefix, said):
    draft = ProductFactory(slug="draft", is_public=False, family=FamilyFactory(), stock=0)
    page = colleague("ann").get(prefix + PAGE)
    assert said in words(page, ".for-staff")
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert attribute(page, 'meta[name="robots"]', "content") == "noindex"
    assert attribute(page, EDIT, "href") == f"{prefix}/admin/catalog/product/{draft.pk}/change/"
    assert elements(page, "figure.drawing")
    assert not elements(page, 'form[action$="/cart/items/"], [type="application/ld+json"]')


@pytest.mark.parametrize("who", ["nobody", "a shopper", "staff without the right"])
def test_for_everybody_else_a_hidden_shade_is_not_found(who):
    ProductFactory(slug="draft", is_public=False)
    visitor = browser() if who == "nobody" else member("view_order", is_staff=who != "a shopper")
    page = visitor.get(PAGE)
    assert page.status_code == 404
    assert "no-store" in page.headers["Cache-Control"]


def test_a_shopper_with_the_right_of_staff_is_not_staff():
    ProductFactory(slug="draft", is_public=False)
    assert member("view_product", is_staff=False).get(PAGE).status_code == 404


def test_where_a_second_factor_is_asked_of_staff_the_admin_must_be_open(settings):
    settings.STAFF_SECOND_FACTOR = True
    draft = ProductFactory(slug="draft", is_public=False)
    client = colleague("ann")
    assert client.get(PAGE).status_code == 404
    draft.is_public = True
    draft.save()
    assert not elements(client.get(PAGE), EDIT)


def test_who_may_only_see_shades_is_led_to_no_form():
    ProductFactory(slug="draft", is_public=False)
    page = member("view_product").get(PAGE)
    assert "Only staff see this page" in words(page, ".for-staff")
    assert not elements(page, EDIT)


@pytest.mark.parametrize("lacking", [*EMPTY, "photographs", "all"])
def test_a_draft_has_a_page_whatever_it_lacks(lacking):
    fields = EMPTY if lacking == "all" else {name: value for name, value in EMPTY.items() if name == lacking}
    shade = ProductFactory(slug="draft", is_public=False, photos=False, **fields)
    if lacking not in ("photographs", "all"):
        PhotoFactory(product=shade)
        PhotoFactory(product=shade, kind="lit")
    page = colleague("ann").get(PAGE)
    assert page.status_code == 200
    assert words(page, "h1")
    assert "To be shown it needs:" in words(page, ".for-staff")


def test_an_oval_without_its_second_side_has_a_page():
    ProductFactory(slug="draft", is_public=False, shape="oval")
    assert "bottom, other side" in words(colleague("ann").get(PAGE), ".for-staff")


def test_pages_of_public_shades_lead_staff_and_nobody_else_to_the_form():
    shade = ProductFactory()
    staff, form = colleague("ann"), f"/admin/catalog/product/{shade.pk}/change/"
    assert attribute(staff.get(shade.get_absolute_url()), EDIT, "href") == form
    assert form in attributes(staff.get("/products/"), ".product-card a", "href")
    for visitor in (browser(), member(is_staff=False)):
        for address in (shade.get_absolute_url(), "/products/"):
            assert "/admin/" not in visitor.get(address).content.decode()


def test_the_form_leads_to_the_page_and_calls_it_a_preview_while_it_is_hidden():
    shade = ProductFactory(slug="draft", is_public=False)
    staff, form = colleague("ann"), f"/admin/catalog/product/{shade.pk}/change/"
    assert attribute(staff.get(f"/ru{form}"), ".viewsitelink", "href") == f"/ru{PAGE}"
    assert words(staff.get(form), ".viewsitelink") == "Preview"
    Product.objects.get().publish()
    assert words(staff.get(form), ".viewsitelink") == "View on site"
