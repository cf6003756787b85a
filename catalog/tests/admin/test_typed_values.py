"""What staff type into the form of a shade: a colour, a length, a price, a country as they are used to writing them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from catalog.admin.product_form import ProductForm
from catalog.goods.columns import COLUMNS
from catalog.models import Product
from catalog.tests.admin.test_admin_products import add, errors
from catalog.tests.factories import LampFactory, ProductFactory
from shop.tests.pages import value_of
from shop.tests.staff_forms import colleague, form_of, save

LENGTH = "Enter whole millimetres, or a length with its unit: 305 or 30.5 cm."
COUNTRY = "We do not know this country. Enter its two letters or its name, such as SE or Sweden."


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("swatch", "#AABBCC", "#aabbcc"),
        ("swatch", "aabbcc", "#aabbcc"),
        ("swatch", " # AbC ", "#aabbcc"),
        ("swatch", "#A A B B C C", "#aabbcc"),
        ("swatch", "", ""),
        ("country", "se", "SE"),
        ("country", "Sweden", "SE"),
        ("country", " швеция", "SE"),
        ("country", " ", ""),
        ("height_mm", "20 cm", "200"),
        ("height_mm", "20,5см", "205"),
        ("height_mm", "200 mm", "200"),
        ("height_mm", "200.0", "200"),
        ("height_mm", "8 in", "203"),
        ("height_mm", "-5", "-5"),
        ("height_mm", "", "None"),
        ("ring_mm", "29,5", "29.5"),
        ("ring_mm", "2.95 cm", "29.5"),
        ("ring_mm", "40.00", "40.0"),
        ("ring_mm", "", "None"),
        ("price", "71,50", "71.50"),
        ("price", "71.5", "71.50"),
        ("price", "1 071,50 €", "1071.50"),
        ("price", "1,071.50", "1071.50"),
        ("max_watts", "60 W", "60"),
        ("max_watts_led", "12 Вт", "12"),
        ("weight_g", "0,45 kg", "450"),
        ("weight_g", "0.345 kg", "345"),
        ("weight_g", "0,345 кг", "345"),
        # No shade weighs a ton.
        ("weight_g", "1.345 kg", "1345"),
        ("weight_g", "1,3455 kg", "1346"),
        ("height_mm", "0.305 m", "305"),
        ("height_mm", "1,234 m", "1234"),
        ("price", "1,234,567.50", "1234567.50"),
        ("price", "1.234.567,5", "1234567.50"),
    ],
)
def test_what_is_typed_becomes_what_the_rules_want(language, field, typed, stored):
    with override(language):
        assert str(ProductForm.base_fields[field].clean(typed)) == stored


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("country", "XX", COUNTRY),
        ("country", "Sweeden", COUNTRY),
        # Thirty and a half of what? And 1,234 could be one and a bit.
        ("height_mm", "30,5", LENGTH),
        ("height_mm", "1,234", "A sign between thousands can be taken for a decimal one. Write 1234."),
        ("weight_g", "1.250", "A sign between thousands can be taken for a decimal one. Write 1250."),
        ("height_mm", "1,234 cm", "This can be read in two ways. Write 1234 or 1.23."),
        ("height_mm", "tall", LENGTH),
        ("ring_mm", "29.55", "Ensure that there are no more than 1 decimal place."),
        ("ring_mm", "12,345", "This can be read in two ways. Write 12345 or 12.3."),
        ("price", "1,234", "This can be read in two ways. Write 1234 or 1.23."),
        ("price", "12.300", "This can be read in two ways. Write 12300 or 12.3."),
        ("price", "12.3456", "Ensure that there are no more than 2 decimal places."),
        ("price", "0.345", "Ensure that there are no more than 2 decimal places."),
        ("price", "123456789012", "Ensure that there are no more than 10 digits in total."),
        ("price", "1e3", "Enter a number."),
        ("price", "1_000", "Enter a number."),
        ("price", "NaN", "Enter a number."),
    ],
)
def test_what_is_none_is_refused(field, typed, message):
    with pytest.raises(ValidationError) as refused:
        ProductForm.base_fields[field].clean(typed)
    assert refused.value.messages == [message]


def test_a_table_takes_the_same_colours_and_countries():
    assert (COLUMNS["swatch"].read("AABBCC"), COLUMNS["country"].read("Швеция")) == ("#aabbcc", "SE")
    with pytest.raises(ValidationError, match="We do not know this country"):
        COLUMNS["country"].read("XX")


@pytest.mark.django_db
def test_what_is_refused_is_said_beside_its_field_and_stays_typed(ann):
    typed = {"swatch": "#ABCDE", "country": "XX", "height_mm": "30,5", "widest_mm": "9" * 30, "price": "1,234"}
    page = add(ann, **typed)
    assert errors(page)[: len(typed)] == [
        *("This can be read in two ways. Write 1234 or 1.23.", LENGTH),
        "Ensure this value is less than or equal to 5000.",
        *("Enter a colour like #d6cab6.", COUNTRY),
    ]
    assert {name: value_of(page, name, "#product_form") for name in typed} == typed
    assert not Product.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_form_stores_what_was_meant(ann, prefix):
    product = ProductFactory(fitting="ring_e14_b22")
    typed = {
        "sku": " NEW\u00a0 \u200b1 ",
        "swatch": "ABC",
        "country": "Sweden",
        "height_mm": "20,5 cm",
        "ring_mm": "29,5",
    }
    assert save(ann, product, form_of(ann, product, prefix) | typed, prefix).status_code == 302
    product.refresh_from_db()
    assert (product.sku, product.swatch, product.country) == ("NEW 1", "#aabbcc", "SE")
    assert (product.height_mm, str(product.ring_mm)) == (205, "29.5")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_lamp_has_its_measures_as_people_write_them(ann, prefix):
    lamp = LampFactory()
    typed = {"height_mm": "0.305 m", "width_mm": "12,5 cm"}
    assert save(ann, lamp, form_of(ann, lamp, prefix) | typed, prefix).status_code == 302
    lamp.refresh_from_db()
    assert (lamp.height_mm, lamp.width_mm) == (305, 125)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_form_that_is_saved_as_it_was_opened_changes_nothing(ann, prefix):
    product = ProductFactory(
        price="1071.50", ring_mm="29.5", fitting="ring_e14_b22", country="SE", weight_g=1200, max_watts_led=12
    )
    before = Product.objects.filter(pk=product.pk).values().get()
    assert save(ann, product, form_of(ann, product, prefix), prefix).status_code == 302
    assert Product.objects.filter(pk=product.pk).values().get() == before
