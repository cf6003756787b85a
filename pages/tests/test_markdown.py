"""What Markdown becomes on a page, and what staff are told to mend in it."""

import pytest
from django.utils import translation

from pages import links
from pages.faults import faults
from pages.markdown import rendered
from shop.tests.pages import attribute, attributes, elements, inline, words


def html(text, language="en"):
    return f"<body>{rendered(text, language).html}</body>"


def found(text, language="en"):
    return list(faults(text, language, ["/pages/own/"]))


def test_headings_have_names_that_links_find():
    page = html("## When it leaves\n\n## Возврат и **отказ**\n\n## When it leaves\n\n## Content\n\n### …\n")
    names = attributes(page, "h2, h3", "id")
    assert names == ["when-it-leaves", "возврат-и-отказ", "when-it-leaves-2", "content-2", "section"]
    assert found("## Возврат и **отказ**\n\n[x](#возврат-и-отказ) [y](#nothing)") == [
        "Line 3: There is no such heading: #nothing"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Hello\n\n# Title", "Line 3: The title of the page is its first heading: begin yours with ##."),
        ("Title\n===", "Line 1: The title of the page is its first heading: begin yours with ##."),
        ("### Too deep", "Line 1: A level of headings is skipped: write ## here."),
        ("## A\n\n#### B", "Line 3: A level of headings is skipped: write ### here."),
        ("## A\n\n##\n", "Line 3: This heading is empty."),
        ("![a](/b.jpg)", "Line 1: Pages show no pictures."),
        ("[a]()", "Line 1: This link leads nowhere."),
        (
            "one\ntwo [a](javascript:alert(1))",
            "Line 2: A link begins with /, https://, mailto: or tel:",
        ),
        ("[a](http://example.org)", "Line 1: A link begins with /"),
        ("[a](//example.org)", "Line 1: A link begins with /"),
        ("[a](terms/)", "Line 1: A link begins with /"),
        ("[a](data:text/html,x)", "Line 1: A link begins with /"),
        ("[a](mailto:nobody)", "Line 1: This is no e-mail address: nobody"),
        ("- x\n- [a](/nothing/)", "Line 2: There is no page at this address: /nothing/"),
        ("| a | b |\n| - | - |\n| c | [d](/nothing/) |", "Line 3: There is no page at this address: /nothing/"),
        ("[a](/admin/)", "Line 1: There is no page at this address: /admin/"),
        ("[a](/orders/K7QF-2M9D/)", "Line 1: There is no page at this address: /orders/K7QF-2M9D/"),
    ],
)
def test_what_cannot_stay_is_named_by_its_line(text, fault):
    assert [one[: len(fault)] for one in found(text)] == [fault]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "## A\n\n### B\n\n## C\n\n### D\n\n#### E",
        "[a](/fit/) [b](/fit/#measure) [c](/products/?shape=drum) [d](/ru/fit/) [e](/pages/own/) [f](/ru/pages/own/#x)",
        "[a](https://example.org/x) <https://example.org>",
        "<anna@example.org> [b](mailto:a@b.org?subject=x)",
        "[c](tel:+4930)",
    ],
)
def test_what_is_right_has_no_fault(text):
    assert found(text) == []


NO_LINK = "This is no link, and is shown with its brackets. Write "


@pytest.mark.parametrize(
    ("text", "line", "instead"),
    [
        ("[Call](tel:+49 30 1)", 1, "[Call](tel:+49301)"),
        ("a\n\nb\n[Call us](tel:+49 30 (0) 1) c", 4, "[Call us](tel:+4930(0)1)"),
        ("[Write](mailto:a@b.org?subject=A lamp)", 1, "[Write](mailto:a@b.org?subject=A%20lamp)"),
        ("[Far](https://example.org/a b)", 1, "[Far](https://example.org/a%20b)"),
        ("- x\n- [Terms] (/pages/terms/)", 2, "[Terms](/pages/terms/)"),
        ("[Terms](/pages/\nterms/ x)", 1, "[Terms](/pages/terms/%20x)"),
        ("<tel:+49 30 1>", 1, "<tel:+49301>"),
        ("[**Call**](tel:+49 30 1)", 1, "[Call](tel:+49301)"),
        ("[a\\]b](tel:1 2) x", 1, "it like this: [Terms](/pages/terms/)"),
        ("[Terms](/pages/terms/", 1, "[Terms](/pages/terms/)"),
        ("see [Terms](/pages/terms/ before\nyou order", 1, "[Terms](/pages/terms/)"),
        ("[Terms][terms]", 1, "it like this: [Terms](/pages/terms/)"),
        ("| a |\n| - |\n| [b](tel:1 2) |", 3, "[b](tel:12)"),
    ],
)
def test_brackets_that_make_no_link_are_named_with_what_to_write(text, line, instead):
    assert found(text) == [f"Line {line}: {NO_LINK}{instead}"]


@pytest.mark.parametrize(
    "text",
    [
        "\\[a\\](b c)",
        "`[a](b c)`",
        "[1] (page 2)",
        "a [note] and (another)",
        "```\n[a](b c)\n```",
        "[a](</fit/?q=b c>)",
    ],
)
def test_brackets_that_are_meant_have_no_fault(text):
    assert found(text) == []


@pytest.mark.parametrize("url", ["/%2F[x", "/%5Bx", "/fit/%00", "//[x", "/%FF/", "/fit/?[", "/%2e%2e/x"])
def test_no_address_is_an_error(url):
    assert len(found(f"[a](<{url}>)")) <= 1


def test_a_link_leads_to_the_language_of_its_text():
    assert attributes(html("[a](/fit/) [b](/ru/fit/)"), "a", "href") == ["/fit/", "/fit/"]
    assert attributes(html("[a](/fit/) [b](/ru/fit/#x)", "ru"), "a", "href") == ["/ru/fit/", "/ru/fit/#x"]


def test_whatever_a_row_says_is_safe_on_the_page():
    evil = (
        "<script>alert(1)</script>\n\n<b onclick=x>y</b> [a](javascript:alert(1)) [b](vbscript:x) "
        "[c](data:text/html,x) "
        "![p](https://example.org/x.png) [d](//example.org) <javascript:alert(1)> [e](/\\example.org)\n\n"
        "| a |\n| :-: |\n| <style>x</style> |\n\n```x onload=1\ny\n```\n"
    )
    page = html(evil)
    assert inline(page) == []
    assert elements(page, "script, style, img, b") == []
    # A backslash is quoted, and so no part of a host.
    assert attributes(page, "a", "href") == ["https://example.org/x.png", "/%5Cexample.org"]
    assert "<script>alert(1)</script>" in page.replace("&lt;", "<").replace("&gt;", ">")


def test_cells_are_aligned_without_a_style():
    page = html("| a | b |\n| --- | ---: |\n| 1 | 2 |")
    assert inline(page) == []
    assert [cell.attributes.get("class") for cell in elements(page, "th, td")] == [None, "to-end"] * 2
    assert attribute(page, ".table-scroll", "tabindex") == "0"


def test_the_first_paragraph_describes_the_page():
    assert rendered("## A\n\n- x\n\nWe *send*\na `paid` order. [Terms](/fit/)\n\nMore", "en").description == (
        "We send a paid order. Terms"
    )
    assert len(rendered("word " * 100, "en").description) == 160
    assert rendered("", "en").description == ""


def test_it_is_made_once():
    assert rendered("once", "en") is rendered("once", "en")


def test_faults_are_said_in_the_language_of_the_reader():
    with translation.override("ru"):
        assert found("### Глубоко", "ru") == ["Строка 1: Пропущен уровень заголовков: здесь напишите ##."]


def test_what_has_arguments_is_there_only_if_its_app_says_so(monkeypatch):
    monkeypatch.setitem(links.there, "catalog:product", lambda slugs: {"drum"})
    assert found("[a](/products/drum/)") == []
    assert found("[a](/products/other/)") == ["Line 1: There is no page at this address: /products/other/"]


def test_long_and_nested_texts_are_read_quickly():
    brackets = ("[" * 5000, "](" * 5000, "[a](" * 5000, "[" * 3000 + "](" * 3000)
    for text in ("> " * 2000, *brackets, "*a " * 5000, "- " * 500 + "a", "|" * 3000 + "\n" + "|-" * 1500):
        assert "<script" not in html(text)
        found(text)
        assert words(html(text)) is not None
