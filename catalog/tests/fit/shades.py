"""Shades for tests: a plain dataclass with boring defaults, the demo catalogue, and hypothesis strategies."""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

import catalog
from catalog.fit.lamp import HomeLamp
from catalog.terms import Finish, Fitting, FittingPosition, Holder, Shape, Use

CATALOGUE = Path(catalog.__file__).parent / "demo" / "catalogue.json"
SHAPES = Shape.values
FINISHES = Finish.values
FITTINGS = Fitting.values
POSITIONS = FittingPosition.values


@dataclass(frozen=True)
class PlainShade:
    """A drum of 36 x 25 cm with an E27 ring, for everything that stands or hangs."""

    slug: str = "shade"
    name: str = "A shade"
    shape: str = "drum"
    finish: str = "plain"
    material: str = "linen"
    top_diameter_mm: int = 360
    bottom_diameter_mm: int = 360
    top_depth_mm: int | None = None
    bottom_depth_mm: int | None = None
    height_mm: int = 250
    widest_mm: int = 360
    fitting: str = "ring_e27"
    ring_mm: Decimal | None = Decimal(40)
    reducer_included: bool = False
    fitting_position: str = "reversible"
    for_table: bool = True
    for_floor: bool = True
    for_pendant: bool = True
    for_wall: bool = True
    max_watts: int | None = 60
    max_watts_led: int | None = 15


def shade(**changes):
    """`wide=` sets top, bottom and widest at once."""
    if "wide" in changes:
        wide = changes.pop("wide")
        changes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, **changes}
    if "ring_mm" in changes and changes["ring_mm"] is not None:
        changes["ring_mm"] = Decimal(str(changes["ring_mm"]))
    return replace(PlainShade(), **changes)


def lamp(**changes):
    """The table lamp of the examples: H = 380, W = 160, E27."""
    return HomeLamp(**{"height_mm": 380, "width_mm": 160, "holder": "e27", "use": "table", **changes})


def catalogue():
    """The 24 shades of the demo catalogue."""
    fields = PlainShade.__dataclass_fields__
    shades = []
    for product in json.loads(CATALOGUE.read_text(encoding="utf-8"))["products"]:
        facts = {name: value for name, value in product.items() if name in fields}
        shades.append(shade(**facts, name=product["name_en"]))
    return shades


def catalogue_lamps():
    """The eight lamps that staff keep."""
    rows = json.loads(CATALOGUE.read_text(encoding="utf-8"))["lamps"]
    return [HomeLamp(row["height_mm"], row["width_mm"], row["holder"], row["use"]) for row in rows]


RING_SIZES = "27.4 27.5 29 29.5 30 31.5 31.6 36.4 36.5 38 38.4 38.5 38.9 39 39.5 39.6 40 41.5 41.6 42"
ring_sizes = st.one_of(
    st.none(),
    st.sampled_from([Decimal(size) for size in RING_SIZES.split()]),
    st.integers(60, 1200).map(lambda tenths: Decimal(tenths) / 10),
)
sizes = st.integers(1, 900)

shades = st.builds(
    PlainShade,
    shape=st.sampled_from(SHAPES),
    finish=st.sampled_from(FINISHES),
    top_diameter_mm=st.integers(0, 700),
    bottom_diameter_mm=sizes,
    top_depth_mm=st.none() | sizes,
    bottom_depth_mm=st.none() | sizes,
    height_mm=sizes,
    widest_mm=sizes,
    fitting=st.sampled_from(FITTINGS),
    ring_mm=ring_sizes,
    reducer_included=st.booleans(),
    fitting_position=st.sampled_from(POSITIONS),
    for_table=st.booleans(),
    for_floor=st.booleans(),
    for_pendant=st.booleans(),
    for_wall=st.booleans(),
)
lamps = st.builds(
    HomeLamp,
    height_mm=st.none() | st.integers(1, 900),
    width_mm=st.none() | st.integers(1, 600),
    holder=st.sampled_from(Holder.values),
    use=st.sampled_from(Use.values),
    table_mm=st.none() | st.integers(1, 2000),
)
