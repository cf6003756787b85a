"""Tests of the whole shop: every page, the browser, the races. They are here because orders is the top layer."""
