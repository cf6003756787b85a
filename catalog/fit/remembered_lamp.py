"""The shopper's lamps: kept in one signed cookie, the one in use first, and what every shade says about it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from catalog.fit.lamp import HomeLamp
from catalog.fit.rules import judge
from catalog.fit.shade import as_shade
from catalog.lengths import Unit
from catalog.models import Product
from shop.cookies import SignedCookie
from shop.typed_text import TextField

COOKIE = SignedCookie(settings.LAMP_COOKIE_NAME, salt="catalog.lamp", seconds=365 * 86400)
MOST_LAMPS = 6
LONGEST_NAME = 30
BETWEEN_LAMPS = "~"


@dataclass(frozen=True)
class KeptLamp:
    """A lamp and what its owner calls it; the name may be empty."""

    lamp: HomeLamp
    name: str = ""

    @property
    def short(self) -> str:
        """Bedside, or 34 × 15 cm, E27."""
        return self.name or self.lamp.short

    @property
    def words(self) -> str:
        """Bedside: Table lamp, 34 cm tall, 15 cm wide, E27."""
        return f"{self.name}: {self.lamp.in_a_sentence}" if self.name else self.lamp.in_a_sentence

    @property
    def key(self) -> str:
        """Tells it from the others: its name, or its measures where it has none."""
        return self.name.casefold() or _written(replace(self, name=""))


def kept_lamps(request: HttpRequest) -> list[KeptLamp]:
    """The lamps of the cookie, the one in use first; none where it says nothing that we wrote."""
    read = (_read(text) for text in COOKIE.read(request).split(BETWEEN_LAMPS))
    return [kept for kept in read if kept][:MOST_LAMPS]


def remembered_lamp(request: HttpRequest) -> HomeLamp | None:
    """The lamp in use; None where none is remembered."""
    kept = kept_lamps(request)
    return kept[0].lamp if kept else None


class NameForm(forms.Form):
    """What a lamp shall be called. A name that is taken already is that lamp measured again."""

    name = TextField(
        label=_("Name of this lamp"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Such as bedside or hall. You can leave it empty."),
        error_messages={"max_length": _("Enter a name of at most %(limit_value)d letters.")},
    )

    def __init__(self, data: Any = None, *, lamp: HomeLamp | None = None, kept: Sequence[KeptLamp] = ()) -> None:
        super().__init__(data)
        self.lamp, self.kept = lamp, kept

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if self.lamp and len(_beside(KeptLamp(self.lamp, name), self.kept)) >= MOST_LAMPS:
            raise forms.ValidationError(
                _("We remember up to %(most)d lamps. Forget one of them first."), params={"most": MOST_LAMPS}
            )
        return name


def remember(response: HttpResponse, lamp: HomeLamp, *, name: str = "", kept: Sequence[KeptLamp] = ()) -> None:
    """The answer carries the lamps home for a year, this one in use.

    It replaces the one of its name, and the same lamp without a name.
    """
    new = KeptLamp(lamp, name)
    _keep(response, [new, *_beside(new, kept)])


def choose(response: HttpResponse, kept: Sequence[KeptLamp], key: str) -> None:
    """Puts the lamp of this key in use."""
    _keep(response, [*(one for one in kept if one.key == key), *(one for one in kept if one.key != key)])


def forget(response: HttpResponse, kept: Sequence[KeptLamp] = (), key: str = "") -> None:
    """Forgets the lamp of this key, and all of them where no others are given."""
    _keep(response, [one for one in kept if one.key != key])


def add_verdicts(products: Iterable[Product], lamp: HomeLamp | None) -> None:
    """Gives each product `verdict`: whether it fits the lamp, None without a lamp or for a draft. No query."""
    for product in products:
        product.verdict = judge(as_shade(product), lamp) if lamp and product.is_public else None


def _beside(new: KeptLamp, kept: Sequence[KeptLamp]) -> list[KeptLamp]:
    """The lamps that stay beside a new one."""
    return [one for one in kept if one.key != new.key and (one.name or not one.lamp.is_same(new.lamp))]


def _keep(response: HttpResponse, kept: Sequence[KeptLamp]) -> None:
    if kept:
        COOKIE.set(response, BETWEEN_LAMPS.join(_written(one) for one in kept[:MOST_LAMPS]))
    else:
        COOKIE.delete(response)


def _written(kept: KeptLamp) -> str:
    """380.160..e27.table.cm, and after another point the name in letters that a cookie takes."""
    lamp = kept.lamp
    sizes = ("" if mm is None else str(mm) for mm in (lamp.height_mm, lamp.width_mm, lamp.table_mm))
    name = [urlsafe_b64encode(kept.name.encode()).decode().rstrip("=")] if kept.name else []
    return ".".join((*sizes, lamp.holder, lamp.use, lamp.unit, *name))


def _read(text: str) -> KeptLamp | None:
    try:
        height, width, table, holder, use, unit, *named = text.split(".")
        (coded,) = named or [""]
        sizes = [int(size) if size else None for size in (height, width, table)]
        name = urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
        return KeptLamp(HomeLamp(sizes[0], sizes[1], holder, use, sizes[2], cast(Unit, unit)), name)
    except ValueError:
        return None
