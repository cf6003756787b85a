"""The demo catalogue: read, checked and loaded whole, or not at all."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction

from catalog import stock
from catalog.models import Family, Lamp, OldSlug, Photo, Product
from catalog.photographs import renditions
from catalog.photographs.renditions import Rendered
from catalog.terms import Reason

MOST_STOCK = 1_000_000
DEMO = Path(__file__).parent
SHOP_FIELDS = {"family", "photos", "stock", "price_rub"}


class BrokenEntry(Exception):
    """An entry of the catalogue's file cannot be loaded. The message names the file, the entry and the field."""


@dataclass
class Seeded:
    """How many products are new, and how many were there and were left alone."""

    created: int = 0
    kept: int = 0


def seed(folder: Path, *, progress: Callable[[int, int], None] = lambda done, total: None) -> Seeded:
    """Loads `catalogue.json` and its photographs from a folder. Raises BrokenEntry, and then nothing is changed.

    `progress` gets (done, total) of the photographs, which are the long part. Made ones stay for the next try.
    A product whose SKU exists is left wholly alone: staff may have changed it.
    """
    path = folder / "catalogue.json"
    data = _read(path)
    new = _new(data["products"])
    rendered = _render(new, folder, progress)
    seeded = Seeded(kept=len(data["products"]) - len(new))
    with transaction.atomic():
        families = {family.slug: family for family in (_upsert(Family, entry, path) for entry in data["families"])}
        for entry in data["lamps"]:
            _upsert(Lamp, entry, path)
        for entry in new:
            _add_product(entry, families, rendered, folder, seeded)
    return seeded


def _new(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that are not there: neither by SKU, nor by an address that a shade has or had."""
    there = Product.objects.values_list("sku", "slug")
    skus, slugs = {sku for sku, _slug in there}, {slug for _sku, slug in there}
    slugs.update(OldSlug.objects.values_list("slug", flat=True))
    return [entry for entry in entries if entry["sku"] not in skus and entry.get("slug") not in slugs]


def _render(new: list[dict[str, Any]], folder: Path, progress: Callable[[int, int], None]) -> dict[Path, Rendered]:
    """The photographs of the new products, before any transaction."""
    files = {_file(photo, folder) for entry in new for photo in entry.get("photos") or []}
    try:
        return renditions.prepare_all(sorted(files), progress=progress)
    except (OSError, renditions.BadPicture) as error:
        raise BrokenEntry(f"{folder / 'catalogue.json'}: photos: {error}") from error


def _file(photo: dict[str, Any], folder: Path) -> Path:
    return folder / "photos" / str(photo.get("file"))


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenEntry(f"{path}: it cannot be read ({error})") from error
    for part, key in (("families", "slug"), ("lamps", "slug"), ("products", "sku")):
        entries = data.get(part) if isinstance(data, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise BrokenEntry(f"{path}: {part}: a list of entries is missing")
        for entry in entries:
            if not isinstance(entry.get(key), str):
                raise BrokenEntry(f"{path}: {part}: {key}: text is missing")
        names = [entry[key] for entry in entries]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise BrokenEntry(f"{path}: {part} {twice}: {key}: it stands in the file twice")
    for entry in data["products"]:
        _check_relations(entry, path)
    return data


def _check_relations(entry: dict[str, Any], path: Path) -> None:
    """What of an entry is no field of the product itself has the right form."""
    name, photos = f"product {entry['sku']}", entry.get("photos") or []
    if not isinstance(entry.get("slug") or "", str):
        raise BrokenEntry(f"{path}: {name}: slug: write it as text")
    if not isinstance(entry.get("family") or "", str):
        raise BrokenEntry(f"{path}: {name}: family: write the slug of a family")
    if not isinstance(photos, list) or not all(isinstance(photo, dict) for photo in photos):
        raise BrokenEntry(f"{path}: {name}: photos: a list of entries is missing")


def _fill(model: type[models.Model], values: dict[str, Any], path: Path, entry: str) -> Any:
    """An unsaved, checked instance."""
    instance = model()
    for name, value in values.items():
        try:
            model_field = model._meta.get_field(name)
        except FieldDoesNotExist as error:
            raise BrokenEntry(f"{path}: {entry}: {name}: there is no such field") from error
        if not isinstance(model_field, models.Field) or model_field.primary_key:
            raise BrokenEntry(f"{path}: {entry}: {name}: there is no such field that a file may fill")
        setattr(instance, name, "" if value is None and not getattr(model_field, "null", False) else value)
    try:
        # Uniqueness is left to the database: it is asked for in the same transaction.
        instance.full_clean(validate_unique=False)
    except ValidationError as error:
        raise BrokenEntry(f"{path}: {entry}: {_in_words(error)}") from error
    return instance


def _in_words(error: ValidationError, prefix: str = "") -> str:
    return "; ".join(f"{prefix}{name}: {' '.join(errors)}" for name, errors in error.message_dict.items())


def _upsert(model: type[models.Model], entry: dict[str, Any], path: Path) -> Any:
    """The row of this slug: the one that is there, else a new one."""
    slug = entry.get("slug")
    there = model._default_manager.filter(slug=slug).first()
    if there is None:
        there = _fill(model, entry, path, f"{model._meta.db_table} {slug}")
        there.save()
    return there


def _add_product(
    entry: dict[str, Any], families: dict[str, Family], rendered: dict[Path, Rendered], folder: Path, seeded: Seeded
) -> None:
    path, name = folder / "catalogue.json", f"product {entry.get('sku')}"
    values = {key: value for key, value in entry.items() if key not in SHOP_FIELDS}
    if settings.CURRENCY == "RUB":
        values["price"] = entry.get("price_rub")
    if (slug := entry.get("family")) is not None:
        if slug not in families:
            raise BrokenEntry(f"{path}: {name}: family: there is no family {slug!r}")
        values["family"] = families[slug]
        values["family_position"] = families[slug].products.count()
    product = _fill(Product, values, path, name)
    is_public, product.is_public = product.is_public, False
    product.save()
    _receive(product, entry.get("stock"), path, name)
    for position, photo in enumerate(entry.get("photos") or []):
        _add_photo(product, photo, position, rendered[_file(photo, folder)], path, name)
    if is_public:
        try:
            product.publish()
        except ValidationError as error:
            raise BrokenEntry(f"{path}: {name}: {_in_words(error)}") from error
    seeded.created += 1


def _receive(product: Product, count: Any, path: Path, name: str) -> None:
    if type(count) is not int or not 0 <= count <= MOST_STOCK:
        raise BrokenEntry(f"{path}: {name}: stock: write a whole number, 0 or more")
    if count:
        stock.adjust([product.pk], count, reason=Reason.RECEIPT)


def _add_photo(
    product: Product, entry: dict[str, Any], position: int, rendered: Rendered, path: Path, name: str
) -> None:
    photo = Photo(
        product=product,
        kind=entry.get("kind", ""),
        image=rendered.name,
        width=rendered.width,
        height=rendered.height,
        alt_text_en=entry.get("alt_en", ""),
        alt_text_ru=entry.get("alt_ru", ""),
        position=position,
    )
    try:
        photo.full_clean(validate_unique=False)
    except ValidationError as error:
        raise BrokenEntry(f"{path}: {name}: {_in_words(error, 'photos.')}") from error
    photo.save()
