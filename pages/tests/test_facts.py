"""What is said of delivery and returns: only what the shop has set, and in words that go with the number."""

import pytest
from django.utils.translation import override

from pages.models import Business


@pytest.mark.parametrize(
    ("dispatch", "returns", "facts"),
    [
        (None, None, ()),
        (2, None, ("Delivery included", "Dispatched within 2 working days")),
        (None, 14, ("14 days to return",)),
        (1, 1, ("Delivery included", "Dispatched within 1 working day", "1 day to return")),
    ],
)
def test_what_is_not_set_is_not_said(dispatch, returns, facts):
    assert Business(dispatch_days=dispatch, return_days=returns).delivery_facts == facts


@pytest.mark.parametrize(
    ("days", "leaves", "returns"),
    [
        (1, "Отправим в течение 1 рабочего дня", "1 день на возврат"),
        (3, "Отправим в течение 3 рабочих дней", "3 дня на возврат"),
        (14, "Отправим в течение 14 рабочих дней", "14 дней на возврат"),
        (21, "Отправим в течение 21 рабочего дня", "21 день на возврат"),
    ],
)
def test_in_russian_the_words_go_with_the_number(days, leaves, returns):
    with override("ru"):
        facts = Business(dispatch_days=days, return_days=days).delivery_facts
        assert facts == (
            "Доставка включена в цену",
            leaves,
            returns,
        )
