"""The words for the colour of a swatch beyond its family: dark or light, and names such as navy, cream or mustard.

A name is said of a swatch that is near to its own in the Lab space (CIE 1976), if staff have put the shade into one of
the families of the name: a pale pink is as near to beige as some beiges are.
"""

import re
from functools import lru_cache
from math import dist
from typing import NamedTuple

from catalog.search import synonyms

HEX = re.compile("#[0-9a-f]{6}")
DARK_BELOW, LIGHT_FROM = 40, 70
DARK = "dark deep темный"
# "Light" alone applies to every lamp: `query.understood` reads it as pale if a colour follows.
LIGHT = "pale pastel светлый бледный пастельный"


class Name(NamedTuple):
    """Names for a swatch, and for others within `near` of it that are of one of the `families`.

    The first family is searched if no shade has the name.
    """

    swatch: str
    families: str
    words: str
    near: int = 14


NAVY = "navy ink midnight indigo индиго чернильный"
BURGUNDY = "burgundy maroon wine claret bordeaux oxblood бордовый бордо винный вишневый марсала"
NAMES = (
    Name(
        "#f2e8d5",
        "white natural yellow",
        "cream ivory vanilla ecru экрю кремовый айвори молочный ванильный сливочный",
        7,
    ),
    Name("#8d7f70", "natural brown grey", "taupe тауп", 9),
    Name("#d8a862", "natural yellow", "honey straw медовый соломенный"),
    Name("#b98f62", "brown natural", "tan camel caramel карамельный верблюжий"),
    Name("#5a4032", "brown", "chocolate coffee mocha шоколадный кофейный мокко"),
    Name("#8f5a36", "brown", "cognac rust коньячный ржавый"),
    Name("#6b2330", "red brown", BURGUNDY),
    Name("#800020", "red", BURGUNDY),
    Name("#b52a2e", "red", "scarlet crimson алый"),
    Name("#a85a3c", "red brown", "terracotta brick rust терракотовый кирпичный ржавый"),
    Name("#d8743a", "red yellow brown", "orange оранжевый апельсиновый рыжий"),
    Name("#e27d68", "red pink", "coral коралловый"),
    Name("#eab898", "pink yellow", "peach apricot персиковый абрикосовый", 10),
    Name("#d6b3a6", "pink", "blush powder nude пудровый"),
    Name("#c03a78", "pink red", "fuchsia magenta raspberry фуксия малиновый"),
    Name("#c4933c", "yellow brown", "mustard ochre горчичный охра охристый"),
    Name("#d9a52e", "yellow", "amber saffron mustard янтарный шафрановый горчичный"),
    Name("#f0dc6a", "yellow", "lemon primrose лимонный"),
    Name("#2b4034", "green", "forest bottle хвойный бутылочный"),
    Name("#12694c", "green", "emerald изумрудный"),
    Name("#8f9780", "green", "sage eucalyptus шалфейный"),
    Name("#6e6c3c", "green", "olive khaki moss оливковый хаки болотный"),
    Name("#b6d6c2", "green blue", "mint мятный"),
    Name("#a3b94e", "green yellow", "lime pistachio салатовый фисташковый"),
    Name("#1f5f66", "blue green", "teal petrol", 18),
    Name("#45b0ad", "blue green", "turquoise aqua бирюзовый"),
    Name("#25324b", "blue", NAVY),
    Name("#000080", "blue", NAVY, 25),
    Name("#2f4fa2", "blue", "royal cobalt ультрамариновый"),
    Name("#a8c6de", "blue", "sky голубой небесный"),
    Name("#5b7896", "blue grey", "denim джинсовый"),
    Name("#5a2e50", "pink red blue", "plum aubergine purple violet сливовый баклажановый фиолетовый"),
    Name("#a58fc4", "blue pink", "lilac lavender violet purple сиреневый лавандовый фиолетовый"),
    Name("#3a3a3a", "grey black", "charcoal anthracite graphite grey gray графитовый антрацитовый серый"),
    Name("#6a737a", "grey", "slate steel асфальтовый"),
    Name("#b5ada0", "grey", "stone каменный"),
)


def words_for(swatch: str, family: str) -> str:
    """The words for a swatch in its family; none if it stands for several colours, or is unknown."""
    if not HEX.fullmatch(swatch) or family == "multicolour":
        return ""
    here = _lab(swatch)
    tone = DARK if here[0] < DARK_BELOW else LIGHT if here[0] >= LIGHT_FROM else ""
    of_family = [one for one in NAMES if family in one.families.split()]
    return " ".join([tone, *(one.words for one in of_family if dist(here, _lab(one.swatch)) <= one.near)])


def family_of(word: str) -> str:
    """The name of the family of a colour, in the script of the word; empty if the word is not a colour."""
    for one in NAMES:
        if word in one.words.split():
            said = synonyms.COLOUR[one.families.split()[0]].split()
            return next(name for name in said if name.isascii() == word.isascii())
    return ""


@lru_cache(maxsize=1000)
def _lab(swatch: str) -> tuple[float, float, float]:
    """L*, a*, b*: lightness from 0 to 100, green to red, blue to yellow."""
    red, green, blue = (_linear(int(swatch[at : at + 2], 16) / 255) for at in (1, 3, 5))
    # The white point of sRGB (D65) is 0.9505, 1, 1.089.
    x = _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _cube_root(part: float) -> float:
    """The CIELAB function, linear near black."""
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
