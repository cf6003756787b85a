"""Tests of check_shop: each plants one fault in a consistent shop, and check_shop must name it."""
