"""Numbers as a Russian reader expects them: 1 абажур, 2 абажура, 5 абажуров, and again 21 абажур."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PO = Path(__file__).resolve().parents[1] / "locale" / "ru" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def russian():
    """The texts as gettext reads them, compiled here: the .mo of the folder may be older."""
    compiled = io.BytesIO()
    with PO.open("rb") as file:
        write_mo(compiled, read_po(file, locale="ru"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@pytest.mark.parametrize(
    ("number", "form"),
    [
        *((number, 0) for number in (1, 21, 101, 1001)),
        *((number, 1) for number in (2, 3, 4, 22, 34, 102)),
        *((number, 2) for number in (0, 5, 9, 10, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 114)),
    ],
)
def test_each_number_has_its_form(russian, number, form):
    shades = ["абажур", "абажура", "абажуров"]
    text = russian.ngettext("%(n)s shade", "%(n)s shades", number)
    assert text % {"n": number} == f"{number} {shades[form]}"
    goods = ["товар", "товара", "товаров"]
    cart = russian.ngettext("Cart, %(n)s item, %(total)s", "Cart, %(n)s items, %(total)s", number)
    assert cart % {"n": number, "total": "69,00 €"} == f"Корзина, {number} {goods[form]}, 69,00 €"


@pytest.mark.parametrize("number", [1, 2, 5, 21])
def test_every_form_says_the_number(number):
    """English may say "the one shade"; the first Russian form is that of 21 as well."""
    with PO.open("rb") as file:
        plurals = [message for message in read_po(file, locale="ru") if message.pluralizable and "%" in message.id[1]]
    assert len(plurals) > 10
    for message in plurals:
        for text in message.string:
            named = {"n": number, "counter": number, "total": "", "missing": 0, "wanted": 0, "number": number}
            said = text % number if "%d" in text else text % named
            assert str(number) in said, message.id


def test_units_do_not_leave_their_number(russian):
    for english in ("%s cm", "%s mm", "%d W", "%d g"):
        assert russian.gettext(english)[2] == "\N{NO-BREAK SPACE}"
