"""Staff add a shade in one form, which later never changes its stock."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from catalog.models import Photo, Product
from catalog.tests.factories import ProductFactory, picture
from shop.tests.pages import elements, text_of

pytestmark = pytest.mark.django_db

LIST = "admin:catalog_product_changelist"
NO_PAIR = "A shade that is shown in the shop needs a photograph by day and a lit one."


@pytest.fixture
def staff(client):
    user = get_user_model().objects.create_superuser("staff@example.org", "three quiet lamps")
    client.force_login(user)
    return user


def sheet(**changes):
    """All that a public shade needs, as the form sends it."""
    data = {
        "sku": "NEW-1", "slug": "new-1", "family_position": "0", "price": "55.00", "low_stock_at": "3",
        "is_public": "on",
        "name_en": "New drum", "name_ru": "Новый", "description_en": "A drum.", "description_ru": "Барабан.",
        "shape": "drum", "finish": "plain", "top_diameter_mm": "300", "bottom_diameter_mm": "300", "height_mm": "200",
        "widest_mm": "300", "fitting": "ring_e27", "ring_mm": "40", "fitting_position": "base", "for_table": "on",
        "material": "linen", "lining": "white", "light": "glows", "colour_family": "natural", "colour_en": "Sand",
        "colour_ru": "Песок", "swatch": "#d6cab6", "max_watts": "60", "received": "4",
        "photos-TOTAL_FORMS": "2", "photos-INITIAL_FORMS": "0",
        "photos-0-kind": "unlit", "photos-0-image": picture("a.jpg"), "photos-0-position": "0",
        "photos-1-kind": "lit", "photos-1-image": picture("b.jpg", colour="#f5c677"), "photos-1-position": "1",
    }  # fmt: skip
    return data | changes


def add(client, **changes):
    return client.post(reverse("admin:catalog_product_add"), sheet(**changes), follow=True)


def errors(page):
    """What stands beside the fields of the form, or above them all."""
    return [text_of(one) for one in elements(page, ".errorlist li")]


def said(page, kind=""):
    """The messages at the top of a page of the admin, or those of one kind."""
    return " ".join(text_of(one) for one in elements(page, f".messagelist li{kind}"))


def test_a_shade_is_added_in_one_form_with_its_stock_received(client, staff):
    add(client)
    product = Product.objects.get(sku="NEW-1")
    assert product.stock == 4
    movement = product.movements.get()
    assert (movement.delta, movement.reason, movement.staff_member) == (4, "receipt", staff)
    assert {photo.kind for photo in product.photos.all()} == {"unlit", "lit"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"shape": ""}, "A shade that is shown in the shop needs this."),
        ({"name_ru": ""}, "A shade that is shown in the shop needs this."),
        ({"name_ru": " \u200b"}, "A shade that is shown in the shop needs this."),
        ({"price": "0"}, "A price must be above 0."),
        ({"price": "1000000.01"}, "A price can be at most 1,000,000."),
        ({"price": "99999999.99"}, "A price can be at most 1,000,000."),
        ({"slug": "New-1"}, "An address cannot contain capital letters."),
        ({"widest_mm": "200"}, "The widest diameter cannot be less than the top or the bottom one."),
        ({"photos-1-kind": "detail"}, NO_PAIR),
        ({"for_table": ""}, "Choose at least one kind of lamp."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(client, staff, changes, message):
    assert message in errors(add(client, **changes))
    assert not Product.objects.exists()


def test_a_draft_may_lack_almost_everything(client, staff):
    add(client, is_public="", shape="", name_ru="", height_mm="", **{"photos-TOTAL_FORMS": "0"})
    assert Product.objects.get().is_public is False


def test_an_unusual_ratio_warns_and_does_not_refuse(client, staff):
    answer = add(client, shape="empire")
    assert "Is “Empire” right?" in said(answer, ".warning")
    assert Product.objects.exists()


def test_saving_a_shade_never_undoes_a_sale(client, staff):
    product = ProductFactory(stock=10)
    address = reverse("admin:catalog_product_change", args=[product.pk])
    assert not elements(client.get(address), '[name="stock"]')
    Product.objects.filter(pk=product.pk).update(stock=7)
    data = sheet(sku=product.sku, slug=product.slug, name_en="Renamed", is_public="", stock="10")
    client.post(address, data | {"photos-TOTAL_FORMS": "0"})
    product.refresh_from_db()
    assert (product.name_en, product.stock) == ("Renamed", 7)


def test_a_shade_that_was_never_sold_goes_with_its_ledger(client, staff):
    product = ProductFactory()
    address = reverse("admin:catalog_product_delete", args=[product.pk])
    assert client.post(address, {"post": "yes"}).status_code == 302
    assert not Product.objects.exists()


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("table", ["product", "family", "lamp", "stockmovement"])
def test_every_table_opens_in_both_languages(client, staff, prefix, table):
    ProductFactory()
    assert client.get(f"{prefix}/admin/catalog/{table}/").status_code == 200


def change(client, product, **changes):
    """The form of a shade that is there, with its two photographs, as a browser sends it."""
    data = sheet(**{"photos-INITIAL_FORMS": "2"})
    for number, photo in enumerate(product.photos.order_by("position")):
        del data[f"photos-{number}-image"]
        data |= {f"photos-{number}-id": photo.pk, f"photos-{number}-product": product.pk}
    return client.post(reverse("admin:catalog_product_change", args=[product.pk]), data | changes)


@pytest.mark.usefixtures("staff")
def test_two_kinds_are_exchanged(client):
    add(client)
    product = Product.objects.get(sku="NEW-1")
    before = dict(product.photos.values_list("kind", "image"))
    answer = change(client, product, **{"photos-0-kind": "lit", "photos-1-kind": "unlit"})
    assert answer.status_code == 302
    assert dict(product.photos.values_list("kind", "image")) == {"lit": before["unlit"], "unlit": before["lit"]}


@pytest.mark.usefixtures("staff")
def test_after_a_change_of_address_the_old_one_leads_to_it(client):
    add(client)
    change(client, Product.objects.get(sku="NEW-1"), slug="newer")
    answer = client.get("/products/new-1/")
    assert (answer.status_code, answer["Location"]) == (301, "/products/newer/")


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("is_public", ["on", ""])
def test_a_second_photograph_of_the_pairs_kind_is_refused_beside_its_field(client, is_public):
    more = {"photos-TOTAL_FORMS": "3", "photos-2-kind": "lit", "photos-2-image": picture("c.jpg", colour="#000000")}
    answer = add(client, is_public=is_public, **more, **{"photos-2-position": "2"})
    assert answer.status_code == 200
    assert "A shade can have only one photograph of this kind." in errors(answer)
    assert not Product.objects.exists()


@pytest.mark.usefixtures("staff")
def test_a_pair_of_two_sizes_is_refused(client):
    answer = add(client, **{"photos-1-image": picture("b.jpg", size=(400, 300))})
    assert "The two photographs of a pair must have the same size: take both from the same spot." in errors(answer)
    assert not Product.objects.exists()


@pytest.mark.usefixtures("staff")
def test_small_pictures_and_one_picture_twice_warn_and_are_kept(client):
    answer = add(client, **{"photos-1-image": picture("a.jpg")})
    assert Product.objects.get(sku="NEW-1").photos.count() == 2
    assert "A photograph is narrower than 1000 px" in said(answer, ".warning")
    assert "The same picture is used twice." in said(answer, ".warning")


@pytest.mark.usefixtures("staff")
def test_a_photograph_takes_the_kind_of_one_that_goes(client):
    add(client, is_public="")
    product = Product.objects.get(sku="NEW-1")
    answer = change(client, product, is_public="", **{"photos-0-kind": "lit", "photos-1-DELETE": "on"})
    assert answer.status_code == 302
    assert [photo.kind for photo in product.photos.all()] == ["lit"]


def test_a_row_of_which_only_a_part_is_read_measures_nothing():
    ProductFactory()
    assert {photo.kind for photo in Photo.objects.only("kind")} == {"unlit", "lit"}
    assert {photo.height for photo in Photo.objects.defer("height")} == {1200}


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("is_public", ["on", ""])
def test_a_photograph_that_a_colleague_has_added_meanwhile_is_not_added_twice(client, is_public):
    product = ProductFactory()
    more = {"photos-TOTAL_FORMS": "1", "photos-INITIAL_FORMS": "0", "is_public": is_public}
    address = reverse("admin:catalog_product_change", args=[product.pk])
    answer = client.post(address, sheet(sku=product.sku, slug=product.slug, **more))
    assert "A shade can have only one photograph of this kind." in errors(answer)
    assert product.photos.count() == 2


@pytest.mark.usefixtures("staff")
def test_showing_what_is_incomplete_names_every_field(client):
    product = ProductFactory(is_public=False, shape="", colour_ru="", ring_mm=None)
    message = said(client.post(reverse(LIST), {"action": "show", "_selected_action": [product.pk]}, follow=True))
    assert message.startswith(f"{product.sku}: ")
    for part in ("shape", "colour", "ring, inside, mm", "A shade that is shown in the shop needs this."):
        assert message.count(part) == 1, part
    assert not Product.objects.public().exists()
