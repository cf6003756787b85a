"""New prices for many shades: the rule, its rounding, and all or nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.goods.prices import ChangedMeanwhile, DoneAlready, PriceRule, Rounding, change_prices, repriced
from catalog.models import Product
from catalog.tests.factories import ProductFactory


@pytest.mark.parametrize(
    ("before", "rule", "after"),
    [
        ("69.00", PriceRule(per_cent=Decimal(5)), "72.45"),
        ("69.00", PriceRule(per_cent=Decimal("-12.5")), "60.38"),
        ("69.00", PriceRule(amount=Decimal("-4.50")), "64.50"),
        ("69.00", PriceRule(per_cent=Decimal(10), amount=Decimal(1)), "76.90"),
        ("72.45", PriceRule(rounding=Rounding.WHOLE), "72.00"),
        ("72.50", PriceRule(rounding=Rounding.WHOLE), "73.00"),
        ("72.99", PriceRule(rounding=Rounding.HALF), "72.50"),
        ("73.00", PriceRule(rounding=Rounding.HALF), "73.50"),
        ("72.45", PriceRule(rounding=Rounding.NINETY), "72.90"),
        ("72.39", PriceRule(rounding=Rounding.NINETY), "71.90"),
        ("69.00", PriceRule(per_cent=Decimal(5), rounding=Rounding.NINETY), "72.90"),
    ],
)
def test_a_price_is_the_nearest_that_the_rule_allows(before, rule, after):
    assert str(rule.of(Decimal(before))) == after


@given(st.decimals(Decimal("1.50"), 10_000, places=2), st.sampled_from(list(Rounding)), st.integers(-50, 200))
def test_rounding_moves_a_price_by_half_a_unit_at_most(price, rounding, per_cent):
    exact = PriceRule(Decimal(per_cent)).of(price)
    rounded = PriceRule(Decimal(per_cent), rounding=rounding).of(price)
    assert abs(rounded - exact) <= Decimal("0.51")
    assert rounding == Rounding.NONE or str(rounded).endswith(f".{rounding}")


@pytest.mark.parametrize(("amount", "fault"), [("-69", "above 0"), ("1000000", "at most 1,000,000"), ("1", "")])
def test_a_price_that_no_shade_can_have_is_a_fault(amount, fault):
    (row,) = repriced([Product(price=Decimal(69))], PriceRule(amount=Decimal(amount)))
    assert fault in str(row.fault)
    assert bool(row.fault) == bool(fault)


@pytest.mark.django_db
def test_prices_that_have_changed_meanwhile_refuse_all_by_name():
    shades = [ProductFactory(sku=f"S{number}", price=10) for number in range(3)]
    shown = {shade.pk: Decimal("10.00") for shade in shades}
    Product.objects.filter(sku="S1").update(price=11)
    with pytest.raises(ChangedMeanwhile) as refusal:
        change_prices(shown, PriceRule(amount=Decimal(5)))
    assert refusal.value.names == ["S1"]
    assert sorted(Product.objects.values_list("price", flat=True)) == [10, 10, 11]
    with pytest.raises(ChangedMeanwhile):
        change_prices(shown | {10**9: Decimal(1)}, PriceRule(amount=Decimal(5)))


@pytest.mark.django_db
def test_the_same_change_is_made_once():
    shade = ProductFactory(price=10)
    change_prices({shade.pk: Decimal("10.00")}, PriceRule(amount=Decimal(5)))
    with pytest.raises(DoneAlready):
        change_prices({shade.pk: Decimal("10.00")}, PriceRule(amount=Decimal(5)))
    shade.refresh_from_db()
    assert shade.price == 15


@pytest.mark.django_db
def test_five_hundred_prices_are_one_statement(django_assert_num_queries):
    shown = {ProductFactory(photos=False).pk: Decimal("69.00") for _ in range(3)}
    # a savepoint, the shades locked, the prices, release
    with django_assert_num_queries(4):
        change_prices(shown, PriceRule(per_cent=Decimal(5)))
