"""Reading a list of shades as a test needs it: its cards, its options, its chips; and random states of it."""

import re
from decimal import Decimal

from catalog import terms
from catalog.listing.filters import FILTERS
from catalog.listing.kinds import Choice, Flag
from catalog.listing.ranges import Bounds, PriceRange
from catalog.listing.state import LAMP, NEWEST, RELEVANCE, SORTS, ListState
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attributes, element, elements, text_of

RANDOM_SEED = 41
WIDTHS = (180, 250, 300, 350, 395, 400, 405, 410, 500)
CENTIMETRES = (15, 18, 20, 23.5, 25, 30, 39.5, 40.25, 41, 60)
PRICES = (10, 49, 69.0, 69.5, 200)


def slugs(response):
    """The shades of a page, in its order."""
    return attributes(response, "[data-product]", "data-product")


def option(response, name, value):
    """The attributes of an option: value, checked, disabled."""
    return element(response, f'input[type="checkbox"][name="{name}"][value="{value}"]').attributes


def counted(response, name):
    """The counts of a filter's options that are not 0."""
    numbers = {one.attributes["value"]: _number(one) for one in elements(response, f'input[name="{name}"]')}
    return {value: number for value, number in numbers.items() if number}


def count_of(response, name, value):
    """The count beside an option."""
    return _number(element(response, f'input[type="checkbox"][name="{name}"][value="{value}"]'))


def _number(option):
    """What stands beside it up to the plus sign of "7+ shades"; 0 where nothing does."""
    said = text_of(counts[0]) if (counts := option.parent.css(".check__count")) else "0"
    return int(re.match(r"[\d,\s]+", said)[0].replace(",", "").replace("\N{NO-BREAK SPACE}", ""))


def chips(response):
    """What each chip says, and the address behind it."""
    links = elements(response, ".chips a:not(.chips__clear)")
    return {text_of(link).removesuffix(" remove"): link.attributes["href"] for link in links}


def random_shade(rnd, number):
    """An unsaved public shade, random in all that a list can be narrowed by."""
    uses = {f"for_{use}": rnd.random() < 0.4 for use in terms.Use.values}
    name = rnd.choice(["Halm", "Tuva", "Velvet dream", "Sora"])
    width = rnd.choice(WIDTHS)
    return ProductFactory.build(
        slug=f"shade-{number}",
        sku=f"SKU-{number}",
        name_en=f"{name} shade",
        price=Decimal(rnd.choice(["19.90", "49.00", "69.00", "69.50", "120.00"])),
        stock=rnd.choice([0, 0, 1, 5]),
        shape=rnd.choice(terms.Shape.values[:5]),
        fitting=rnd.choice(terms.Fitting.values),
        material=rnd.choice(terms.Material.values[:4]),
        lining=rnd.choice(terms.Lining.values),
        light=rnd.choice(terms.Light.values),
        colour_family=rnd.choice(terms.ColourFamily.values[:6]),
        bottom_diameter_mm=width,
        top_diameter_mm=width,
        widest_mm=width,
        height_mm=rnd.choice([150, 200, 235, 300]),
        is_public=rnd.random() < 0.9,
        **(uses if any(uses.values()) else {"for_floor": True}),
    )


def random_shades(rnd, how_many):
    return Product.objects.bulk_create(random_shade(rnd, number) for number in range(how_many))


def random_value(rnd, one):
    """A value of this filter, which may be false: nothing chosen."""
    if isinstance(one, Flag):
        return True
    if isinstance(one, Choice):
        picked = set(rnd.sample(one.codes.values, k=rnd.choice([1, 1, 2, 3])))
        return tuple(value for value in one.codes.values if value in picked)
    ends = sorted(rnd.choices(PRICES if isinstance(one, PriceRange) else CENTIMETRES, k=2))
    return Bounds(*(Decimal(str(end)) if rnd.random() < 0.7 else None for end in ends))


def random_state(rnd, *, searches=("", "", "velvet", "linen", "40 cm", "халь", "30", "e27 halm")):
    """A state of the list such as people and robots make."""
    chosen = [one for one in FILTERS if rnd.random() < 0.25]
    values = {one.name: value for one in chosen if (value := random_value(rnd, one))}
    q = rnd.choice(searches)
    sort = rnd.choice([*SORTS, "", ""])
    usual = sort in ("", RELEVANCE, LAMP) or (sort == NEWEST and not q)
    ticks = tuple(rnd.sample(["drum", "globe-30", "cone"], k=rnd.choice([0, 0, 1, 2])))
    return ListState(q, values, "" if usual else sort, rnd.choice([1, 1, 2, 7]), ticks)
