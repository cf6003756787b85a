"""nginx's cache of pages: it knows the shop's cookies, and keeps only what the application marks."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CONF = (Path(__file__).parents[3] / "deploy" / "nginx" / "shop.conf").read_text()
OURS = settings.COOKIES_OF_VISITORS | settings.COOKIES_ANSWERED_FRESH
COOKIES = re.compile(re.search(r'map \$http_cookie \$is_visitor \{\s+default "";\s+"~(.+)" 1;\s+\}', CONF)[1])


def directives(location):
    """The directives of a location by their names."""
    block = re.search(rf"^    location {re.escape(location)} \{{\n(.*?)^    \}}", CONF, re.MULTILINE | re.DOTALL)[1]
    lines = (line.strip() for line in block.splitlines())
    return dict(line.rstrip(";").split(" ", 1) for line in lines if line and not line.startswith("#"))


def test_it_knows_every_cookie_of_a_visitor_and_no_other():
    assert set(re.search(r"\((?:\?:)?([a-z|]+)\)=", COOKIES.pattern)[1].split("|")) == OURS


@pytest.mark.parametrize("name", sorted(OURS))
@pytest.mark.parametrize("prefix", ["", "__Host-"])
def test_it_finds_each_of_them_anywhere_in_the_header(name, prefix):
    for header in (f"{prefix}{name}=x", f"a=b; {prefix}{name}=x; c=d", f"a=b;{prefix}{name}=", f"a;  {prefix}{name}=x"):
        assert COOKIES.search(header), header


@pytest.mark.parametrize("header", ["", "csrf=x", "__Host-csrf=x", "mysession=x", "a=session", "_ga=1; carts=x"])
def test_other_cookies_make_no_visitor(header):
    assert not COOKIES.search(header)


def test_a_visitor_neither_gets_a_cached_page_nor_leaves_one():
    pages = directives("/")
    assert pages["proxy_cache"] == "pages"
    assert pages["proxy_cache_bypass"] == pages["proxy_no_cache"] == "$is_visitor"
    assert pages["proxy_cache_key"] == "$forwarded_proto|$host|$request_uri|$compression"


def test_it_keeps_nothing_for_longer_than_the_application_says():
    # With these nginx would keep what is not marked, or what is too old, or somebody's cookie.
    conf = re.sub(r"#.*", "", CONF)
    for directive in ("proxy_cache_valid", "proxy_cache_use_stale", "proxy_cache_min_uses"):
        assert directive not in conf
    # nginx answers with its own: a kept page has that of the request for which it was made.
    assert set(re.findall(r"proxy_hide_header\s+([\w-]+)", conf)) == {"X-Request-ID"}
    assert {directives(location)["proxy_ignore_headers"] for location in ("/", "/static/")} == {"Vary"}
