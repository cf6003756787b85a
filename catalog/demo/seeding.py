"""Loads the demo catalogue, whole or not at all."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from catalog import stock
from catalog.demo.own_shop import is_own_shop
from catalog.models import Family, Lamp, OldSlug, Photo, Product
from catalog.models.photograph import PAIR
from catalog.photographs import renditions
from catalog.photographs.intake import BadPicture
from catalog.photographs.renditions import Rendered
from catalog.terms import PhotoKind, Reason

MOST_STOCK = 1_000_000
REST = set(PhotoKind.values) - PAIR
DEMO = Path(__file__).parent
# The key that identifies an entry, for each part of the file.
PARTS = {"families": "slug", "lamps": "slug", "products": "sku"}
SHOP_FIELDS = {"family", "photos", "stock", "price_rub"}


class BrokenEntry(Exception):
    """An entry of the catalogue's file cannot be loaded. The message names the file, the entry and the field."""


class OwnShop(Exception):
    """The shop has data of its own and none of the catalogue's."""


@dataclass(frozen=True)
class Seeded:
    """How many products are new, and how many existed and were not touched."""

    created: int
    kept: int


def seed(
    folder: Path,
    *,
    kinds: Collection[str] = PhotoKind.values,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Seeded:
    """Loads `catalogue.json` and its photographs from a folder. Raises BrokenEntry, and OwnShop for our
    demo in a shop with other data; then nothing is changed.

    Only photographs of these `kinds` are loaded: a public shade needs its pair, `add_photographs` adds the others.
    `progress` is called with (done, total) of the photographs, which take longest. Finished ones stay for the next try.
    A product whose SKU exists is left unchanged: staff may have edited it.
    """
    path = folder / "catalogue.json"
    with _naming(str(path)):
        data = _read(path)
        if folder == DEMO and is_own_shop(data["products"]):
            raise OwnShop
        new = _new(data["products"])
        rendered = _render(new, folder / "photos", kinds, progress)
        with transaction.atomic():
            families = {entry["slug"]: _find_or_add(Family, entry) for entry in data["families"]}
            for entry in data["lamps"]:
                _find_or_add(Lamp, entry)
            for entry in new:
                with _naming(f"product {entry['sku']}"):
                    _add_product(entry, families, rendered)
    return Seeded(created=len(new), kept=len(data["products"]) - len(new))


def add_photographs(folder: Path) -> int:
    """Adds the other photographs to shades that have the pair of the folder and none besides; returns how many.

    Raises BrokenEntry; then nothing is changed. Shades that staff have photographed themselves are left alone.
    """
    path, photos = folder / "catalogue.json", folder / "photos"
    with _naming(str(path)):
        entries = {entry["sku"]: entry for entry in _read(path)["products"]}
        pairs = _render([entries[sku] for sku in _with_a_pair_only(entries)], photos, PAIR, lambda done, total: None)
        wanted = [
            sku for sku, names in _with_a_pair_only(entries).items() if names <= {one.name for one in pairs.values()}
        ]
        rendered = _render([entries[sku] for sku in wanted], photos, REST, lambda done, total: None)
        added = 0
        with transaction.atomic():
            unchanged = _with_a_pair_only(wanted)
            for product in Product.objects.select_for_update().filter(sku__in=unchanged).order_by("pk"):
                with _naming(f"product {product.sku}"):
                    added += _add_photos(product, entries[product.sku], rendered)
    return added


def _with_a_pair_only(skus: Iterable[str]) -> dict[str, set[str]]:
    """Those of the products that have two photographs, the pair, with the names of their files."""
    photos: dict[str, list[Photo]] = {}
    for photo in Photo.objects.filter(product__sku__in=list(skus)).select_related("product"):
        photos.setdefault(photo.product.sku, []).append(photo)
    return {
        sku: {photo.image.name for photo in found}
        for sku, found in photos.items()
        if len(found) == len(PAIR) and {photo.kind for photo in found} == PAIR
    }


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Adds the name of the entry to any error."""
    try:
        yield
    except BrokenEntry as error:
        raise BrokenEntry(f"{name}: {error}") from error
    except ValidationError as error:
        fields = (f"{field}: {' '.join(said)}" for field, said in error.message_dict.items())
        raise BrokenEntry(f"{name}: {'; '.join(fields)}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenEntry(f"it cannot be read ({error})") from error
    for part, key in PARTS.items():
        try:
            names = [entry[key] for entry in data[part]]
        except (LookupError, TypeError) as error:
            raise BrokenEntry(f"{part}: a list of entries is missing, each with its {key}") from error
        if not all(isinstance(name, str) for name in names):
            raise BrokenEntry(f"{part}: {key}: write it as text")
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise BrokenEntry(f"{part} {twice}: {key}: it stands in the file twice")
    return data


def _new(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The products that do not exist yet, neither by SKU nor by a present or former address."""
    there = Product.objects.values_list("sku", "slug")
    skus, slugs = {sku for sku, _slug in there}, {slug for _sku, slug in there}
    slugs.update(OldSlug.objects.values_list("slug", flat=True))
    return [entry for entry in entries if entry["sku"] not in skus and str(entry.get("slug")) not in slugs]


def _render(
    entries: list[dict[str, Any]], folder: Path, kinds: Collection[str], progress: Callable[[int, int], None]
) -> dict[str, Rendered]:
    """The photographs of these kinds by file name, made before any transaction. Unknown kinds are refused later."""
    names: set[str] = set()
    left_out = set(PhotoKind.values) - set(kinds)
    for entry in entries:
        try:
            photos = [(str(photo["file"]), photo.get("kind")) for photo in entry.get("photos", ())]
            names.update(name for name, kind in photos if kind not in left_out)
        except (LookupError, TypeError) as error:
            raise BrokenEntry(f"product {entry['sku']}: photos: a list is missing, each with its file") from error
    paths = {folder / name: name for name in names}
    try:
        rendered = renditions.prepare_all(sorted(paths), progress=progress)
    except (OSError, BadPicture) as error:
        raise BrokenEntry(f"photos: {error}") from error
    return {paths[path]: picture for path, picture in rendered.items()}


def _find_or_add(model: type[models.Model], entry: dict[str, Any]) -> Any:
    """The row with this slug: the existing one, else a new one."""
    there = model._default_manager.filter(slug=entry["slug"]).first()
    if there is None:
        with _naming(f"{model._meta.db_table} {entry['slug']}"):
            there = _checked(model, entry)
            there.save()
    return there


def _checked(model: type[models.Model], values: dict[str, Any]) -> Any:
    """An unsaved instance with these values; null in the file means the default."""
    fields = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    if unknown := values.keys() - fields:
        raise BrokenEntry(f"{', '.join(sorted(unknown))}: there is no such field")
    instance = model(**{name: value for name, value in values.items() if value is not None})
    # Uniqueness is left to the database constraints, in the same transaction.
    instance.full_clean(validate_unique=False)
    return instance


def _add_product(entry: dict[str, Any], families: dict[str, Family], rendered: dict[str, Rendered]) -> None:
    values = {key: value for key, value in entry.items() if key not in SHOP_FIELDS}
    if settings.CURRENCY == "RUB":
        values["price"] = entry.get("price_rub")
    if (slug := entry.get("family")) is not None:
        family = families.get(str(slug))
        if family is None:
            raise BrokenEntry(f"family: there is no family {slug!r}")
        values |= {"family": family, "family_position": family.products.count()}
    product = _checked(Product, values)
    is_public, product.is_public = product.is_public, False
    product.save()
    _receive(product, entry.get("stock"))
    _add_photos(product, entry, rendered)
    if is_public:
        product.publish()


def _receive(product: Product, count: Any) -> None:
    if type(count) is not int or not 0 <= count <= MOST_STOCK:
        raise BrokenEntry("stock: write a whole number, 0 or more")
    if count:
        stock.adjust([product.pk], count, reason=Reason.RECEIPT)


def _add_photos(product: Product, entry: dict[str, Any], rendered: dict[str, Rendered]) -> int:
    """Those that are rendered; returns how many."""
    added = 0
    for position, photo in enumerate(entry.get("photos", ())):
        if picture := rendered.get(str(photo["file"])):
            with _naming("photos"):
                _add_photo(product, photo, position, picture)
            added += 1
    return added


def _add_photo(product: Product, entry: dict[str, Any], position: int, rendered: Rendered) -> None:
    values = {
        "product": product,
        "kind": entry.get("kind"),
        "image": rendered.name,
        "width": rendered.width,
        "height": rendered.height,
        "alt_text_en": entry.get("alt_en"),
        "alt_text_ru": entry.get("alt_ru"),
        "position": position,
    }
    _checked(Photo, values).save()
