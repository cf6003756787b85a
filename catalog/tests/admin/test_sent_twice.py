"""A double click, or a form sent again, changes nothing twice, and gets a message."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from catalog.models import Family, Product
from catalog.tests.admin.test_admin_products import sheet
from catalog.tests.factories import FamilyFactory, ProductFactory, picture
from shop.tests.pages import attribute, elements, sent, text_of
from shop.tests.staff_forms import colleague, form_of, history, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_renditions")]
LIST = reverse("admin:catalog_product_changelist")
ADD = reverse("admin:catalog_product_add")
TWICE = "This form had already been sent and was saved only once."


@pytest.fixture
def ann():
    return colleague("ann")


def told(page):
    return [text_of(one) for one in elements(page, ".messagelist li")]


def test_a_new_shade_is_added_once(ann):
    fields = sheet(form_key=attribute(ann.get(ADD), '[name="form_key"]', "value"))
    for _press in range(2):
        for name in ("photos-0-image", "photos-1-image"):
            fields[name].seek(0)
        page = ann.post(ADD, fields, follow=True)
    assert TWICE in told(page)
    assert page.redirect_chain == [(LIST, 302)]
    product = Product.objects.get()
    assert (product.stock, product.photos.count()) == (4, 2)


def test_a_photograph_is_added_once(ann):
    product = ProductFactory()
    more = {"photos-TOTAL_FORMS": "3", "photos-2-kind": "detail", "photos-2-position": "2"}
    fields = form_of(ann, product) | more
    for _press in range(2):
        page = save(ann, product, fields | {"photos-2-image": picture("a.jpg")})
        assert page.status_code == 302
    assert product.photos.count() == 3
    assert TWICE in told(ann.get(LIST))
    assert len(history(ann, product)) == 1


def test_a_form_from_the_browsers_memory_with_something_else_in_it_is_saved(ann):
    product = ProductFactory()
    fields = form_of(ann, product)
    for care in ("Dust it.", "Vacuum it."):
        page = save(ann, product, fields | {"care_en": care})
    # Their own first save is one that the form did not show.
    assert page.status_code == 200
    save(ann, product, sent(page))
    product.refresh_from_db()
    assert product.care_en == "Vacuum it."
    save(ann, product, fields | {"care_en": "Vacuum it.", "price": "5"})
    product.refresh_from_db()
    assert str(product.price) == "5.00"


def test_a_colleague_with_the_same_key_is_another(ann):
    product = ProductFactory()
    fields = form_of(ann, product) | {"care_en": "Dust it."}
    save(ann, product, fields)
    bob = colleague("bob")
    assert save(bob, product, fields).status_code == 302
    assert TWICE not in told(bob.get(LIST))


def test_a_refused_form_keeps_its_key_and_is_saved_when_it_is_right(ann):
    product = ProductFactory()
    fields = form_of(ann, product)
    page = save(ann, product, fields | {"price": ""})
    again = sent(page)
    assert again["form_key"] == fields["form_key"]
    assert save(ann, product, again | {"price": "5"}).status_code == 302


@pytest.mark.parametrize(
    ("action", "fields", "said"),
    [
        ("hide", {}, "Nothing was changed: these shades are already hidden."),
        ("show", {}, "Nothing was changed: these shades are already shown."),
        ("delete_selected", {"post": "yes"}, "Nothing was changed: the selected items no longer exist."),
    ],
)
def test_a_second_press_of_an_action_says_that_nothing_was_changed(ann, action, fields, said):
    product = ProductFactory(is_public=action != "show")
    data = {"action": action, "_selected_action": product.pk} | fields
    ann.post(LIST, data, follow=True)
    assert told(ann.post(LIST, data, follow=True)) == [said]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory it has one thread")
def test_two_presses_at_the_same_moment_are_both_answered():
    ann = colleague("ann")
    address = reverse("admin:catalog_family_add")
    fields = {"slug": "halm", "name_en": "Halm", "name_ru": "Хальм"}
    fields["form_key"] = attribute(ann.get(address), '[name="form_key"]', "value")
    both, codes = Barrier(4), []

    def press():
        both.wait()
        codes.append(ann.post(address, fields).status_code)
        connection.close()

    presses = [Thread(target=press) for _ in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert codes == [302] * 4
    assert Family.objects.count() == 1


def test_a_row_that_appears_between_the_look_and_the_save_is_said_beside_its_field(ann, monkeypatch):
    """As where two people add one address at the same moment: the form of the second did not see the first."""
    FamilyFactory(slug="halm")
    look, looks = Family.validate_constraints, []

    def look_too_early(self, exclude=None):
        looks.append(self)
        if len(looks) > 1:
            look(self, exclude)

    monkeypatch.setattr(Family, "validate_constraints", look_too_early)
    page = ann.post(reverse("admin:catalog_family_add"), {"slug": "halm", "name_en": "Halm", "name_ru": "Хальм"})
    assert page.status_code == 200
    assert "Another family has this address." in text_of(elements(page, ".field-slug .errorlist")[0])
