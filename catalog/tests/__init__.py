"""Tests of the catalogue, in folders of the same names as its packages.

`factories` may be imported by the tests
of every app above.
"""
