"""The reference fragments: accessible, without inline style, right in both languages."""

import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from catalog.drawing.ring_gauge import ring_gauge
from catalog.drawing.scale import scale_drawing
from catalog.drawing.side_by_side import comparison
from catalog.tests.fit.shades import catalogue

SHADES = catalogue()
KNOWN_CLASSES = {
    *("d-shade", "d-detail", "d-dim", "d-rule", "d-base", "d-cord", "d-note", "d-start", "d-end"),
    *("drawing", "silhouette", "gauge", "compare-drawing", "compare-drawing__lines", "compare-drawing__labels"),
}


def render(fragment, /, **context):
    return render_to_string(f"catalog/{fragment}.html", context)


def compared():
    drawing = comparison(SHADES[:4], "cm")
    return [render("compare/_drawing", comparison=drawing, one=one) for one in drawing.shades]


def titled():
    return [
        *(render("drawing/_drawing", drawing=scale_drawing(one, unit="cm"), name=one.name) for one in SHADES),
        render("drawing/_ring_gauge", gauge=ring_gauge()),
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_fragments_are_well_formed_and_use_known_classes(language):
    with override(language):
        for markup in (*titled(), *compared()):
            root = ElementTree.fromstring(markup.strip())
            assert "style=" not in markup
            used = {name for node in root.iter() for name in node.get("class", "").split()}
            assert used <= KNOWN_CLASSES
            for node in root.iter():
                for attribute in ("d", "viewBox", "transform", "x", "y", "cx", "r"):
                    assert "," not in node.get(attribute, "")


def test_pictures_have_a_title_and_a_description():
    for markup in titled():
        ids = re.search(r'aria-labelledby="(\S+) (\S+)"', markup)
        assert ids
        for one in ids.groups():
            assert re.search(rf'id="{one}">\S', markup)
    first = titled()[0]
    assert "Halm linen drum, oatmeal, 30 cm on a lamp base 30 cm tall, to scale" in first
    assert "The whole lamp is 48.8 cm tall." in first


def test_a_drawing_above_a_column_is_one_picture_with_a_name():
    for markup in compared():
        root = ElementTree.fromstring(markup.strip())
        assert root.get("role") == "img"
        assert root.get("aria-label")
        assert [child.get("aria-hidden") for child in root] == ["true", "true"]
