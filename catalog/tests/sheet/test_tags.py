"""What tags write of a shade: nothing in it is taken for HTML."""

from catalog.drawing.dimensions import Label
from catalog.sheet.data_sheet import Fact
from catalog.templatetags.shades import drawn_labels, fact_rows


def test_the_rows_of_a_data_sheet_are_escaped():
    rows = fact_rows([Fact("<b>", "<i>"), Fact("Bulb", "E27", "<u> & more")])
    assert rows == (
        "<div><dt>&lt;b&gt;</dt><dd>&lt;i&gt;</dd></div>\n"
        '<div><dt>Bulb</dt><dd>E27 <span class="soft">&lt;u&gt; &amp; more</span></dd></div>'
    )


def test_the_labels_of_a_drawing_are_escaped():
    labels = [Label(1, 2, "<30>"), Label(1, 2, "base 30", 1.5, "end", is_note=True)]
    assert drawn_labels(labels) == (
        '<text transform="translate(1 2)">&lt;30&gt;</text>'
        '<text class="d-note d-end" transform="translate(1 2) scale(1.50)">base 30</text>'
    )
