"""Kept pages: finished pages of the catalogue, served for some seconds in front of Django.

To be imported: `kept` and `set_…` for views, `front.KeptPages` for wsgi.py.
"""

from shop.kept.mark import kept as kept
from shop.kept.mark import set_found_at as set_found_at
from shop.kept.mark import set_own_address as set_own_address
from shop.kept.mark import set_read_at as set_read_at
from shop.kept.mark import set_still as set_still
