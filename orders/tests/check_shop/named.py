"""Whether `check_shop` names a fault that was planted."""

from orders.consistency import inconsistencies
from shop.tests.long import LONG


def assert_named(expected):
    """In the long run every rule is asked, whatever the fault does to it; else until one has named the fault."""
    faults = []
    for fault in inconsistencies():
        faults.append(fault)
        if expected in fault and not LONG:
            return
    assert [fault for fault in faults if expected in fault], faults
