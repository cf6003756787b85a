"""import(export(x)) = x: a table that was written is read as the same shades, whatever their texts and numbers are."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from catalog import terms
from catalog.models import Family, Product
from catalog.models.constraints import CODES
from catalog.tests.goods.tables import applied, exported, planned
from shop.tests.long import LONG
from shop.typed_text import clean_prose

pytestmark = pytest.mark.django_db

some = hypothesis_settings(
    max_examples=1000 if LONG else 12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
PIECES = st.sampled_from([*"\"';,=+-@\t\r\n\u2028\ufeff", "\r\n", "лён", "x"])


def texts(most):
    free = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=4)
    return st.lists(PIECES | free, max_size=5).map(lambda parts: "".join(parts)[:most])


def maybe(strategy):
    return st.none() | strategy


@st.composite
def shades(draw, number):
    """A hidden shade: nearly any of its columns may be empty."""
    name = draw(st.text("ABC-19=+@'", min_size=1, max_size=6))
    fields = {column: draw(st.sampled_from(["", *codes.values])) for column, codes in CODES.items()}
    fields |= {f"{text}_{code}": draw(texts(60)) for text in ("name", "description", "colour") for code in ("en", "ru")}
    fields |= {f"{text}_{code}": draw(texts(60)) for text in ("composition", "care") for code in ("en", "ru")}
    fields |= {f"for_{use.value}": draw(st.booleans()) for use in terms.Use}
    fields |= {
        column: draw(maybe(st.integers(1, 900))) for column in ("height_mm", "top_depth_mm", "max_watts", "weight_g")
    }
    return Product(
        sku=f"{name}{number}",
        slug=f"s-{number}",
        price=draw(st.decimals(Decimal("0.01"), 1_000_000, places=2)),
        stock=draw(st.sampled_from([0, 7])),
        low_stock_at=draw(st.integers(0, 9)),
        family_position=draw(st.integers(0, 9)),
        ring_mm=draw(maybe(st.decimals(1, 99, places=1))),
        reducer_included=draw(st.booleans()),
        swatch=draw(st.sampled_from(["", "#d6cab6"])),
        frame_colour=draw(texts(60)),
        maker=draw(texts(60)),
        country=draw(st.sampled_from(["", "SE"])),
        family_id=draw(maybe(st.just(1))),
        **fields,
    )


def cleaned(shade):
    """The same shade once more, as if its texts had come from the form."""
    values = {field.attname: getattr(shade, field.attname) for field in Product._meta.concrete_fields}
    values |= {name: clean_prose(value) for name, value in values.items() if isinstance(value, str)}
    return Product(**values | {"id": None})


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_table_that_was_written_makes_the_same_shades_again(language):
    Family.objects.create(pk=1, slug="halm", name_en="Halm", name_ru="Хальм")

    @some
    @given(st.integers(1, 3).flatmap(lambda count: st.tuples(*map(shades, range(count)))))
    def comes_back(generated):
        Product.objects.all().delete()
        Product.objects.bulk_create(generated)
        first = exported(language)
        plan = planned(first)
        assert (plan.faults, plan.unchanged) == ([], len(generated))
        # A new shade comes in with clean texts. Those come back as they are.
        Product.objects.all().delete()
        Product.objects.bulk_create(map(cleaned, generated))
        first = exported(language)
        Product.objects.all().delete()
        applied(first)
        assert exported(language) == first
        # The second time it changes nothing.
        assert [row.is_changed for row in applied(first).rows] == [False] * len(generated)

    comes_back()
