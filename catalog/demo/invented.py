"""Invented shades for measurements: the shades of the demo under other names, in other colours and widths."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from django.utils.text import slugify

from catalog.models import Product
from catalog.models.photograph import PAIR
from catalog.terms import BulbBase, Fitting, Material

Row = dict[str, Any]
T = TypeVar("T")

# A name is one of the beginnings and one of the endings, in Latin and in Cyrillic.
BEGINNINGS = (
    "Al/Аль Ber/Бер Dag/Даг El/Эль Fin/Фин Gru/Гру Hal/Халь Ing/Инг Kal/Каль Lin/Лин Mar/Мар Nor/Нор Ol/Оль Ran/Ран "
    "Sal/Саль Tor/Тор Ul/Уль Val/Валь Vin/Вин Bro/Бро Eks/Экс Fro/Фро Gal/Галь Hul/Хуль Jun/Юн Kro/Кро Lum/Лум "
    "Mol/Моль Nes/Нес Pil/Пиль Ros/Рос Ska/Ска Sti/Сти Tal/Таль Tun/Тун Ven/Вен"
)
ENDINGS = (
    "ma/ма na/на ra/ра da/да vik/вик by/бю dal/даль sund/сунд holm/хольм mo/мо ta/та ga/га ka/ка lunda/лунда rit/рит "
    "nes/нес berg/берг fors/форс rup/руп tofta/тофта"
)

CLOTH = (Material.LINEN, Material.COTTON, Material.SILK, Material.VELVET)
# Widths in cm; a design comes in those that are not too far from the demo's own.
WIDTHS = (20, 25, 30, 35, 40, 45, 50, 55, 60)
NARROWEST, WIDEST = 0.7, 1.6
LENGTHS = (
    *("top_diameter_mm", "bottom_diameter_mm", "height_mm", "widest_mm"),
    *("top_depth_mm", "bottom_depth_mm"),
)
# Up to this width a shade for table lamps has the smaller ring.
SMALL_CM = 25
SMALL_RING = {
    "fitting": Fitting.RING_E14_B22.value,
    "ring_mm": Decimal("29.5"),
    "reducer_included": False,
    "bulb_base": BulbBase.E14.value,
}
# How many colours and widths a design has: most have one.
COLOURS_OF_A_DESIGN, WIDTHS_OF_A_DESIGN = (1, 1, 1, 2, 3, 4), (1, 1, 2, 3)
# One shade of so many is sold out, one is a draft; else there are up to so many in stock.
SOLD_OUT, DRAFTS, MOST_STOCK = 8, 50, 40
# The oldest design came so many days ago.
OLDEST = 1500


class Colour(NamedTuple):
    """The colour of a shade of the demo, and how much light its cloth lets through."""

    en: str
    ru: str
    swatch: str
    family: str
    light: str


@dataclass(frozen=True)
class Design:
    """A name for one of the demo's shades, with the colours and widths (cm) in which it comes, and since when."""

    name_en: str
    name_ru: str
    # A product; of the columns of its texts the type checker knows nothing.
    like: Any
    colours: Sequence[Colour]
    widths: Sequence[int]
    since: datetime
    rnd: random.Random

    @property
    def size(self) -> int:
        return len(self.colours) * len(self.widths)

    @property
    def kind_en(self) -> str:
        """Of “Halm linen drum, oatmeal, 30 cm” it is “Alma linen drum”."""
        return f"{self.name_en} {self.like.name_en.split(', ')[0].partition(' ')[2]}"

    @property
    def kind_ru(self) -> str:
        """Of «Абажур „Хальм“, лён, овсяный, 30 см» it is «Абажур „Альма“, лён»."""
        kind, *details = self.like.name_ru.split(", ")[:-1]
        before, after = kind.partition("«")[0], kind.partition("»")[2]
        return ", ".join([f"{before}«{self.name_ru}»{after}", *details[:1]])

    def family(self, key: int) -> Row:
        return {"slug": f"{slugify(self.kind_en)}-{key}", "name_en": self.kind_en, "name_ru": self.kind_ru}

    @cached_property
    def photos(self) -> list[Row]:
        """The pair of the demo's shade: its files are not made again."""
        pair = [photo for photo in self.like.photos.all() if photo.kind in PAIR]
        columns = ("kind", "width", "height", "position")
        # No texts, because those of the demo name its own shade: the shop makes them from the name.
        rest = {"alt_text_en": "", "alt_text_ru": ""}
        return [
            {name: getattr(photo, name) for name in columns} | {"image": photo.image.name, **rest} for photo in pair
        ]

    def shades(self, first_key: int) -> list[Row]:
        """The columns of each shade, but its family and its search text. Primary keys are consecutive."""
        common = {field.attname: getattr(self.like, field.attname) for field in Product._meta.concrete_fields}
        sizes = [(colour, width) for colour in self.colours for width in self.widths]
        return [
            {
                **common,
                **self._sized(width),
                **self._named(colour, width, first_key + position),
                "id": first_key + position,
                "family_position": position,
                "stock": self.rnd.randrange(1, MOST_STOCK) if self.rnd.randrange(SOLD_OUT) else 0,
                "is_public": self.rnd.randrange(DRAFTS) > 0,
                "created_at": self.since + timedelta(minutes=position),
            }
            for position, (colour, width) in enumerate(sizes)
        ]

    def _named(self, colour: Colour, width: int, key: int) -> Row:
        name_en = f"{self.kind_en}, {colour.en.lower()}, {width} cm"
        name_ru = f"{self.kind_ru}, {colour.ru.lower()}, {width} см"
        return {
            "sku": f"{self.name_en}-{colour.en[:3]}-{width}-{key}".upper(),
            "slug": f"{slugify(name_en)[:70]}-{key}",
            "name_en": name_en,
            "name_ru": name_ru,
            "description_en": f"{name_en}. {self.like.composition_en}. {self.like.care_en}",
            "description_ru": f"{name_ru}. {self.like.composition_ru}. {self.like.care_ru}",
            "colour_en": colour.en,
            "colour_ru": colour.ru,
            "swatch": colour.swatch,
            "colour_family": colour.family,
            "light": colour.light if self.like.material in CLOTH else self.like.light,
        }

    def _sized(self, width: int) -> Row:
        """All lengths in proportion, to 5 mm. The price grows with the width, the weight with the surface."""
        scale = width * 10 / (self.like.widest_mm or width * 10)
        lengths = {name: getattr(self.like, name) for name in LENGTHS}
        return {
            **{name: mm and round(mm * scale / 5) * 5 for name, mm in lengths.items()},
            **(SMALL_RING if width <= SMALL_CM and self.like.for_table else {}),
            "price": Decimal(max(9, round(float(self.like.price) * scale))),
            "weight_g": self.like.weight_g and round(self.like.weight_g * scale**2),
        }


def designs(demo: Sequence[Product], rnd: random.Random, *, now: datetime) -> Iterator[Design]:
    """Designs without an end. The same numbers give the same designs."""
    palette = sorted({_colour(product) for product in demo if product.material in CLOTH})
    beginnings, endings = BEGINNINGS.split(), ENDINGS.split()
    while True:
        like = rnd.choice(demo)
        first, last = rnd.choice(beginnings).split("/"), rnd.choice(endings).split("/")
        is_dyed = like.material in (*CLOTH, Material.METAL)
        colours = _some(palette, COLOURS_OF_A_DESIGN, rnd) if is_dyed else [_colour(like)]
        own = (like.widest_mm or 0) / 10
        near = [width for width in WIDTHS if own * NARROWEST <= width <= own * WIDEST]
        widths = sorted(_some(near, WIDTHS_OF_A_DESIGN, rnd))
        since = now - timedelta(minutes=rnd.randrange(OLDEST * 24 * 60))
        yield Design(first[0] + last[0], first[1] + last[1], like, colours, widths, since, rnd)


def _some(choices: Sequence[T], how_many: Sequence[int], rnd: random.Random) -> list[T]:
    return rnd.sample(choices, min(rnd.choice(how_many), len(choices)))


def _colour(product: Any) -> Colour:
    return Colour(product.colour_en, product.colour_ru, product.swatch, product.colour_family, product.light)
