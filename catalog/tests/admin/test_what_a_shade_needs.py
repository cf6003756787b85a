"""The form of a shade marks what it needs, and what a shade needs before it is public; and explains its words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from catalog.fit.fittings import FITTING_WORDS
from catalog.models import Product
from catalog.models.constraints import public_columns
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, element, elements, is_russian, words
from shop.tests.staff_forms import colleague, with_rights

pytestmark = pytest.mark.django_db
ADD = reverse("admin:catalog_product_add")
USES = {"for_table", "for_floor", "for_pendant", "for_wall"}


def marked(page, mark):
    """The fields whose labels have the mark."""
    labels = [label for label in elements(page, "form fieldset label") if label.css(".must")]
    return {label.attributes["for"].removeprefix("id_") for label in labels if words(label, ".must") == mark}


def refused_when_empty(shade):
    """The columns that a public shade cannot be without, by the rules of its table."""
    found = set()
    for field in Product._meta.concrete_fields:
        if field.name in ("id", "is_public", "price", "stock", "low_stock_at", "family_position", "created_at"):
            continue
        before = getattr(shade, field.attname)
        setattr(shade, field.attname, None if field.null else False if before in (True, False) else "")
        try:
            shade.validate_constraints()
        except ValidationError:
            found.add(field.name)
        setattr(shade, field.attname, before)
    return found - {"sku", "slug"}


def test_what_is_marked_is_what_the_rules_of_a_public_shade_refuse():
    drum = ProductFactory()
    oval = ProductFactory(shape="oval", top_depth_mm=200, bottom_depth_mm=200)
    by_the_rules = refused_when_empty(drum) | refused_when_empty(oval)
    # Of the kinds of lamps one is enough, whichever.
    assert by_the_rules | USES == marked(colleague("ann").get(ADD), "○") == public_columns()
    drum.for_table, drum.for_wall = False, True
    assert refused_when_empty(drum) & USES == {"for_wall"}


def test_what_the_form_itself_needs_has_another_mark():
    page = colleague("ann").get(ADD)
    assert marked(page, "*") == {"sku", "slug", "price", "low_stock_at", "family_position"}
    for name in marked(page, "*"):
        assert "required" in element(page, f"#id_{name}").attributes


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_marks_are_explained_once_and_words_of_the_trade_are_the_shops(prefix):
    page = colleague("ann").get(prefix + ADD)
    assert len(elements(page, ".marks")) == 1
    help_of_fitting = words(page, "#id_fitting_helptext")
    with override(prefix.strip("/") or "en"):
        for line in FITTING_WORDS.values():
            assert " ".join(str(line).split()) in help_of_fitting
    for name in ("shape", "ring_mm", "height_mm", "lining", "light", "max_watts", "bulb_base", "swatch", "country"):
        assert words(page, f"#id_{name}_helptext")
    assert attribute(page, "#id_fitting", "aria-describedby") == "id_fitting_helptext"
    assert not prefix or is_russian(words(page, "#id_height_mm_helptext"))


def test_who_may_only_look_is_told_of_no_marks():
    page = with_rights("eve", "view_product").get(reverse("admin:catalog_product_change", args=[ProductFactory().pk]))
    assert not elements(page, ".marks, .must")
