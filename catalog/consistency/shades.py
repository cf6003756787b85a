"""Shades, their texts and the rows of their photographs. What a column alone can say is a constraint of its table."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q

from catalog.models import Family, Lamp, OldSlug, Photo, Product
from catalog.models.photograph import PAIR
from catalog.terms import PhotoKind
from shop.consistency import found

# Texts that a public shade may lack, but not in one language only.
IN_BOTH = ("composition", "care")
ADDRESS = r"^[-a-z0-9_]+$"


def faults_of_shades() -> Iterator[str]:
    yield from pairs()
    yield from alternative_texts()
    yield from translations()
    yield from addresses()


def pairs() -> Iterator[str]:
    """A public shade has a pair of photographs of one size."""
    pair = Q(photos__kind__in=PAIR)
    counted = Product.objects.public().values("sku").order_by("sku").annotate(pair=Count("photos", filter=pair))
    yield from found(counted.exclude(pair=len(PAIR)), "product {sku}: it is shown without its two photographs")
    lit = Photo.objects.filter(kind=PhotoKind.LIT, product=OuterRef("product_id"))
    same_size = lit.filter(width=OuterRef("width"), height=OuterRef("height"))
    unlit = Photo.objects.filter(Exists(lit), ~Exists(same_size), kind=PhotoKind.UNLIT, product__is_public=True)
    words = "product {product__sku}: the two photographs of its pair differ in size"
    yield from found(unlit.order_by("product__sku"), words)


def alternative_texts() -> Iterator[str]:
    """A description is there in both languages or in none, and two photographs of a shade have not the same."""
    one_language = Q(alt_text_en="") ^ Q(alt_text_ru="")
    rows = Photo.objects.filter(one_language).order_by("product__sku", "pk")
    yield from found(rows, "photograph {pk} of product {product__sku}: it is described in one language only")
    for name in ("alt_text_en", "alt_text_ru"):
        same = Photo.objects.exclude(**{name: ""}).values("product__sku", name).annotate(n=Count("pk")).filter(n__gt=1)
        yield from found(
            same.order_by("product__sku"), "product {product__sku}: {n} photographs have the same description"
        )


def translations() -> Iterator[str]:
    lacking = [Q(**{f"{name}_en": ""}) ^ Q(**{f"{name}_ru": ""}) for name in IN_BOTH]
    half = Product.objects.public().filter(reduce(or_, lacking)).order_by("sku")
    yield from found(half, "product {sku}: its composition or care is there in one language only")
    for model, what in ((Family, "family"), (Lamp, "lamp")):
        nameless = model._default_manager.filter(Q(name_en="") | Q(name_ru="")).order_by("slug")
        yield from found(nameless, "{what} {slug}: it has no name in one language", what=what)


def addresses() -> Iterator[str]:
    yield from found(Product.objects.filter(sku="").order_by("pk"), "product {pk}: it has no SKU")
    odd = "{what} {key}: its address is {slug!r}"
    for model, what in ((Product, "product"), (Family, "family"), (Lamp, "lamp"), (OldSlug, "earlier address")):
        rows = model._default_manager.exclude(slug__regex=ADDRESS).annotate(key=F("pk")).order_by("pk")
        yield from found(rows, odd, what=what)
