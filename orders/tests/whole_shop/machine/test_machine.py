"""Anything that shoppers, staff and the scheduler do, in any order, leaves the shop as a plain model says."""

import time

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from orders.tests.whole_shop.machine.shop import ShopMachine
from shop.consistency import faults_of_schema
from shop.tests.long import LONG

# The long run, in seconds; the examples that have begun are finished. To shorten a fault takes five minutes more. On a
# busy machine it goes on until it has come to everything.
ENOUGH, LONGEST = 600, 3600
# At once. The first of them is always the simplest one, in which next to nothing happens.
SOME = 10
# In which something was ordered. Fewer would prove little: on a machine that is too busy for them the test fails.
FEWEST = 40
# What a run of so many examples comes to. What is done may be refused, and then little has been tried.
EVERYTHING = {
    "an order was placed",
    "an order was paid",
    "an order was paid without an invoice",
    "an invoice was made later",
    "an order was cancelled",
    "an order was overdue",
    "an order was taken up again",
    "an order was dispatched",
    "something came back",
    "a table was applied",
    "a table was refused",
    "an account with orders was closed",
}


def run(**more):
    # To look for the shortest way to a fault takes minutes.
    phases = tuple(Phase) if LONG else (Phase.generate,)
    settings = hypothesis_settings(
        phases=phases, database=None, deadline=None, suppress_health_check=list(HealthCheck), **more
    )
    run_state_machine_as_test(ShopMachine, settings=settings)


def lacking():
    """What the examples up to now have not come to."""
    reached = ShopMachine.reached
    few = {f"{FEWEST} examples with orders"} if reached["examples with orders"] < FEWEST else set()
    return few | {what for what in EVERYTHING if not reached[what]}


@pytest.mark.each_database
@pytest.mark.django_db
def test_the_shop_and_its_model_agree(record_property):
    """Always the same examples in the short run, so that a change of the shop alone can make it fail."""
    ShopMachine.reached.clear()
    if LONG:
        began = time.monotonic()
        while time.monotonic() - began < (LONGEST if lacking() else ENOUGH):
            run(max_examples=SOME, stateful_step_count=60, derandomize=False)
        assert lacking() == set()
    else:
        run(max_examples=4, stateful_step_count=30, derandomize=True)
    # The schema is that of all examples: SQLite takes seconds to read it.
    assert list(faults_of_schema()) == []
    record_property("machine", dict(ShopMachine.reached))
