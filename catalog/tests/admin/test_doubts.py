"""What is doubtful about a shade is said after saving and above its open form, and refuses nothing."""

import pytest
from django.urls import reverse

from catalog.admin.warnings import doubt_about_bases, doubt_about_ring, doubt_about_shape
from catalog.tests.admin.test_admin_products import said
from catalog.tests.factories import ProductFactory
from shop.tests.pages import elements, text_of
from shop.tests.staff_forms import colleague, form_of, save


def shade(**fields):
    return ProductFactory.build(photos=False, ledger=False, **fields)


@pytest.mark.parametrize(
    ("fields", "is_usual"),
    [
        ({"shape": "drum", "top_diameter_mm": 255}, True),
        ({"shape": "drum", "top_diameter_mm": 254}, False),
        ({"shape": "tapered_drum", "top_diameter_mm": 255}, True),
        ({"shape": "tapered_drum", "top_diameter_mm": 179}, False),
        ({"shape": "empire", "top_diameter_mm": 181}, False),
        ({"shape": "coolie", "top_diameter_mm": 120}, True),
        ({"shape": "coolie", "top_diameter_mm": 121}, False),
        ({"shape": "bell", "top_diameter_mm": 10}, True),
        ({"shape": "drum", "top_diameter_mm": None}, True),
    ],
)
def test_a_ratio_that_its_shape_has_not(fields, is_usual):
    assert (doubt_about_shape(shade(**fields)) == "") is is_usual


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ring_mm": 40}, ""),
        ({"ring_mm": "41.5"}, ""),
        ({"ring_mm": "29.5"}, "Is “Ring for E27” right? A ring of 29.5 mm is an E14/B22 ring"),
        ({"ring_mm": 38}, "Is “Ring for E27” right? A ring of 38 mm is a UNO ring"),
        ({"ring_mm": 55}, "Is the ring right? 55 mm is unusual for “Ring for E27”"),
        ({"ring_mm": 40, "fitting": "ring_e14_b22"}, "A ring of 40 mm is an E27 ring"),
        ({"ring_mm": 110, "fitting": "duplex"}, ""),
        ({"ring_mm": 40, "fitting": "clip_bulb"}, ""),
        ({"ring_mm": None}, ""),
        ({"ring_mm": 40, "fitting": ""}, ""),
    ],
)
def test_a_ring_that_its_fitting_has_not(fields, words):
    fields |= {"ring_mm": fields["ring_mm"] and ProductFactory._meta.model(ring_mm=fields["ring_mm"]).ring_mm}
    built = shade(**fields)
    built.clean_fields(exclude=["sku"])
    doubt = doubt_about_ring(built)
    assert words in doubt
    assert bool(doubt) is bool(words)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"height_mm": 200}, ""),
        ({"height_mm": 120}, "it suits no table lamp well"),
        ({"height_mm": 20}, "it goes on no table lamp"),
        ({"height_mm": 900}, "it goes on no table lamp"),
        ({"height_mm": 20, "for_table": False}, ""),
        ({"height_mm": None}, ""),
    ],
)
def test_too_flat_or_too_tall_for_its_width(fields, words):
    doubt = doubt_about_bases(shade(**fields))
    assert words in doubt
    assert bool(doubt) is bool(words)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_they_are_said_after_saving_and_above_the_open_form(prefix):
    ann, product = colleague("ann"), ProductFactory()
    doubtful = {"ring_mm": "29.5", "height_mm": "20", "shape": "empire"}
    assert save(ann, product, form_of(ann, product, prefix) | doubtful, prefix).status_code == 302
    listed = prefix + reverse("admin:catalog_product_changelist")
    after = said(ann.get(listed), ".warning")
    page = ann.get(f"{prefix}/admin/catalog/product/{product.pk}/change/")
    above = [text_of(one) for one in elements(page, ".doubts li")]
    # The photographs are those of the factory: wide enough, and two.
    assert len(above) == 3
    assert all(doubt in after for doubt in above)
    assert not prefix or "Ring" not in after


@pytest.mark.django_db
def test_saved_and_still_open_they_are_said_once():
    ann, product = colleague("ann"), ProductFactory()
    fields = form_of(ann, product) | {"ring_mm": "29.5", "_continue": ""}
    save(ann, product, fields)
    page = ann.get(reverse("admin:catalog_product_change", args=[product.pk]))
    assert page.content.decode().count("A ring of 29.5 mm") == 1


@pytest.mark.django_db
def test_the_open_form_asks_for_nothing_more_than_before(django_assert_num_queries):
    ann, product = colleague("ann"), ProductFactory(ring_mm="29.5")
    form_of(ann, product)
    # session, person, shade, its photographs, its ledger: as before it said anything
    with django_assert_num_queries(5):
        form_of(ann, product)
