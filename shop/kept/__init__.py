"""Kept pages: finished pages of the catalogue, served for some seconds in front of Django.

To be imported: `kept`, `set_own_address` and `set_read_at` for views, `front.KeptPages` for wsgi.py.
"""

from shop.kept.mark import kept as kept
from shop.kept.mark import set_own_address as set_own_address
from shop.kept.mark import set_read_at as set_read_at
