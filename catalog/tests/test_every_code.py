"""Every code of the trade has an entry in every table by code: these tests report what is missing."""

import pytest

from catalog import terms
from catalog.drawing.icons import FITTINGS, SILHOUETTES
from catalog.fit.fittings import FITTING_NAMES, FITTING_WORDS, HOLDER_NAMES, SITS_ON, UNKNOWN_RING
from catalog.listing.filters import SWATCHES
from catalog.listing.overview import THROUGH


@pytest.mark.parametrize(
    ("kept", "codes"),
    [
        (SILHOUETTES, terms.Shape),
        (FITTINGS, terms.Fitting),
        (FITTING_WORDS, terms.Fitting),
        (SITS_ON, terms.Fitting),
        (FITTING_NAMES.keys() - {UNKNOWN_RING}, terms.Fitting),
        (HOLDER_NAMES, terms.Holder),
        (SWATCHES, terms.ColourFamily),
        (THROUGH, terms.Light),
    ],
)
def test_nothing_is_kept_for_all_codes_but_one(kept, codes):
    assert set(kept) == set(codes.values)


def test_every_fitting_sits_on_some_holder_and_every_holder_takes_some_fitting():
    assert all(SITS_ON.values())
    assert {holder for holders in SITS_ON.values() for holder in holders} == set(terms.Holder.values)
