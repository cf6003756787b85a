"""All constraints of a row are validated in one query, with the same results as Django's own method."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Lamp, Photo, Product
from catalog.tests.factories import LampFactory, PhotoFactory, ProductFactory
from pages.models import Business, Page
from pages.tests.pages import write
from shop.constraints import MessagesBesideFields
from shop.tests.long import LONG

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
MODELS = sorted(MessagesBesideFields.__subclasses__(), key=lambda model: model.__name__)
TAKEN = "taken"
RANDOM = settings(
    max_examples=40 if LONG else 20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def test_these_are_the_models():
    assert {Business, Lamp, Page, Photo, Product} == set(MODELS)


def values_of(field):
    """Values that keep and that break the rules of a column; None also where a table would refuse it."""
    if field.choices:
        return [None, "", "none of these", *(code for code, _name in field.flatchoices)]
    if isinstance(field, models.BooleanField):
        return [None, True, False]
    if isinstance(field, models.DecimalField):
        return [None, Decimal(-1), Decimal(0), Decimal("39.5"), Decimal(1_000_001)]
    if isinstance(field, models.IntegerField):
        return [None, -1, 0, 1, 200, 300]
    return [None, "", "some", "Some", TAKEN]


PAGE = {"slug": "delivery", "title_en": "Delivery", "title_ru": "Доставка", "text_en": "By post.", "text_ru": "Почтой."}
SOUND = {
    Business: Business,
    Lamp: LampFactory.build,
    Page: partial(Page, **PAGE),
    Photo: PhotoFactory.build,
    Product: ProductFactory.build,
}


def columns_of(model):
    own = (models.ForeignKey, models.DateTimeField, models.FileField)
    return [field for field in model._meta.concrete_fields if not (field.primary_key or isinstance(field, own))]


@st.composite
def rows(draw, model):
    """A random row, and fields that are left out of account. Often few values are changed: one rule alone is broken."""
    columns = {field.name: field for field in columns_of(model)}
    changed = draw(st.lists(st.sampled_from(sorted(columns)), max_size=3) | st.just(list(columns)))
    row = SOUND[model](**{name: draw(st.sampled_from(values_of(columns[name]))) for name in changed})
    return row, draw(st.sets(st.sampled_from(sorted(columns)), max_size=3))


def one_by_one(row, excluded):
    """What Django says of each constraint, with the field beside which it is to stand."""
    found = []
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row, exclude=excluded)
        except ValidationError as error:
            code = constraint.fields[0] if error.code == "unique" else error.code
            beside = code if code not in excluded and row.has_field(code or "") else NON_FIELD_ERRORS
            found.append((beside, error.messages[0]))
    return sorted(found)


def at_once(row, excluded):
    try:
        row.validate_constraints(exclude=excluded)
    except ValidationError as error:
        return sorted((name, message) for name, texts in error.message_dict.items() for message in texts)
    return []


@pytest.fixture
def product():
    """A row of each table whose unique values are taken."""
    LampFactory(slug=TAKEN)
    write(slug=TAKEN, kind="delivery")
    return ProductFactory(sku=TAKEN, slug=TAKEN)


@pytest.mark.parametrize("model", MODELS)
@given(st.data())
@RANDOM
def test_the_answers_are_those_of_django(product, model, data):
    row, excluded = data.draw(rows(model))
    if model is Photo:
        row.product_id = data.draw(st.sampled_from([None, product.pk]))
    assert at_once(row, excluded) == one_by_one(row, excluded)


@pytest.mark.parametrize("model", MODELS)
def test_each_rule_is_broken_by_one_of_these_values(product, model):
    """Or the comparison above would prove nothing."""
    rules = [rule for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint)]
    said = {(rule.violation_error_code or NON_FIELD_ERRORS, str(rule.get_violation_error_message())) for rule in rules}
    unique = {rule.violation_error_code or rule.fields[0] for rule in model._meta.constraints if rule not in rules}
    beside = {
        Product: [{}, {"shape": "oval"}],
        Lamp: [{}],
        Photo: [{"product_id": product.pk}],
        Business: [{}, {"id": 2}],
        Page: [{}],
    }
    broken = set()
    for field in columns_of(model):
        for value in values_of(field):
            for more in beside[model]:
                broken |= set(at_once(SOUND[model](**more | {field.name: value}), set()))
                if said <= broken and unique <= {name for name, _message in broken}:
                    return
    raise AssertionError(said - broken, unique - {name for name, _message in broken})


def test_a_sound_row_costs_one_query(django_assert_num_queries):
    product = ProductFactory()
    for row in (product, product.photos.first(), LampFactory()):
        with django_assert_num_queries(1):
            row.validate_constraints()


@pytest.mark.parametrize(
    ("instance", "field"),
    [
        (Lamp(slug="lamp", name_en="x", name_ru="x", use="table", holder="e27"), "height_mm"),
        (Photo(kind="x-ray", width=1, height=1), "kind"),
    ],
)
def test_a_message_stands_beside_its_field(instance, field):
    with pytest.raises(ValidationError) as refused:
        instance.validate_constraints()
    assert field in refused.value.message_dict


def test_a_second_row_of_a_unique_field_is_named_beside_it():
    first = ProductFactory()
    with pytest.raises(ValidationError) as refused:
        ProductFactory.build(sku=first.sku).validate_constraints()
    assert set(refused.value.message_dict) == {"sku"}
    lamp = LampFactory()
    with pytest.raises(ValidationError) as refused:
        LampFactory.build(slug=lamp.slug).validate_constraints()
    assert set(refused.value.message_dict) == {"slug"}
