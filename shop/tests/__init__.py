"""Tests of what all apps share. Any test may import pages and constraints."""
