"""Anything that shoppers, staff and the scheduler do, in any order, leaves the shop as a plain model says."""

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from orders.tests.whole_shop.machine import ShopMachine
from shop.tests.long import LONG


@pytest.mark.each_database
@pytest.mark.django_db
def test_the_shop_and_its_model_agree():
    """Always the same examples in the short run, so that a change of the shop alone can make it fail."""
    run_state_machine_as_test(
        ShopMachine,
        settings=hypothesis_settings(
            max_examples=300 if LONG else 4,
            stateful_step_count=60 if LONG else 30,
            derandomize=not LONG,
            # To look for the shortest way to a fault takes minutes.
            phases=tuple(Phase) if LONG else (Phase.generate,),
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
