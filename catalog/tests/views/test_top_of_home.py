"""The photographs of the home page are of the shop's own shades; those of the demo stand in the demo alone."""

import pytest

from catalog.opening import shown_skus
from catalog.tests.factories import PhotoFactory, ProductFactory
from pages.current import forget
from pages.models import HomePage
from pages.tests.business import say
from shop.opening import missing
from shop.tests.pages import attribute, browser, elements, words
from shop.tests.staff_forms import colleague, form_of, save

pytestmark = pytest.mark.django_db


def pictures(page, where):
    return [one.attributes["alt"] for one in elements(page, f"{where} img")]


def shared(page):
    return attribute(page, 'meta[property="og:image"]', "content")


@pytest.fixture
def shades():
    """An older one with descriptions and a near view, and the newest."""
    older = ProductFactory(sku="OURS-1", name_en="Dusk", name_ru="Закат")
    older.photos.filter(kind="unlit").update(alt_text_en="Dusk by a window", alt_text_ru="Закат у окна")
    PhotoFactory(product=older, kind="detail", alt_text_en="Its folds", alt_text_ru="Складки")
    return older, ProductFactory(sku="OURS-2", name_en="Dawn", name_ru="Заря")


def test_a_shop_without_shades_has_no_picture_but_its_mark():
    page = browser().get("/")
    assert pictures(page, "main") == []
    assert "img/mark-512" in shared(page)
    assert "img/mark-512" in shared(browser().get("/fit/"))


def test_the_newest_shade_stands_at_the_top_and_not_among_the_new_ones(shades):
    page = browser().get("/")
    assert pictures(page, ".hero") == ["Dawn, by day, unlit", "Dawn, lit"]
    assert words(page, ".hero__name") == "Dawn"
    assert "Dawn" not in words(page, ".new-shades")
    assert "Dusk" in words(page, ".new-shades")
    assert pictures(page, ".through") == []


def test_the_owner_chooses_another_with_the_descriptions_of_its_photographs(shades):
    say(home_shade="OURS-1")
    page = browser().get("/ru/")
    assert pictures(page, ".hero") == ["Закат у окна", "Закат, лампа включена"]
    assert attribute(page, ".hero__name", "href") == f"/ru{shades[0].get_absolute_url()}"
    assert pictures(page, ".through") == ["Складки"]
    assert shades[0].unlit.sources.largest in shared(page)


def test_one_that_is_hidden_since_is_named_and_the_newest_stands_there(shades):
    say(home_shade="OURS-1")
    assert shown_skus(["OURS-1", "OURS-2", "X"]) == {"OURS-1", "OURS-2"}
    type(shades[0]).objects.filter(sku="OURS-1").update(is_public=False)
    page = browser().get("/")
    assert words(page, ".hero__name") == "Dawn"
    # The only one is shown twice: a list of new shades without a shade would be odd.
    assert "Dawn" in words(page, ".new-shades")
    lacking = [f"{one.what}: {one.how}" for one in missing()]
    assert "Home page and claim: the shade OURS-1 at the top is not shown any more" in lacking


def test_the_demo_has_its_own_pictures_unless_a_shade_is_chosen(shades):
    say(is_demo=True)
    page = browser().get("/")
    assert pictures(page, ".hero")[0].startswith("Three lampshades")
    assert "hero-still-day" in shared(page)
    say(home_shade="OURS-1")
    assert words(browser().get("/"), ".hero__name") == "Dusk"


def test_a_shop_without_a_shade_that_is_shown_is_not_ready_to_open():
    none = [("Shades", "none is shown")]
    assert [(one.what, one.how) for one in missing()][-1:] == none
    shade = ProductFactory(is_public=False)
    forget()
    assert [(one.what, one.how) for one in missing()][-1:] == none
    type(shade).objects.update(is_public=True)
    forget()
    assert none[0] not in [(one.what, one.how) for one in missing()]


def test_only_a_shade_that_is_shown_can_be_chosen_and_one_that_is_hidden_since_keeps_no_word_from_being_saved(shades):
    home, anna = HomePage.objects.get_or_create(pk=1)[0], colleague("anna")
    refused = save(anna, home, form_of(anna, home) | {"home_shade": "OURS-9"})
    said = "No shade that is shown in the shop has the SKU OURS-9."
    assert said in words(refused, ".field-home_shade .errorlist")
    assert save(anna, home, form_of(anna, home) | {"home_shade": " OURS-1 "}).status_code == 302
    assert HomePage.objects.get().home_shade == "OURS-1"
    type(shades[0]).objects.filter(sku="OURS-1").update(is_public=False)
    assert save(anna, home, form_of(anna, home) | {"claim_en": "Shades from Lund."}).status_code == 302
    preview = save(anna, home, form_of(anna, home) | {"home_shade": "OURS-2", "_preview_en": "1"})
    assert words(preview, ".hero__name") == "Dawn"
