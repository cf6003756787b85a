"""Tests of the whole shop: every page, the browser, the races. They stand here only because orders is the top floor."""
