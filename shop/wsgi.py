"""The WSGI entry of the shop: Django, behind the kept pages unless it is being developed."""

import os
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from shop.at_once import at_hand_of
from shop.kept.front import KeptPages
from shop.logs import with_request_id
from shop.metrics.port import on_its_port
from shop.plain_texts import show_plain_texts_at_once
from shop.thread_locals import use_thread_locals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
django = get_wsgi_application()
use_thread_locals()
show_plain_texts_at_once()
kept = KeptPages(django)
# Outside of kept pages, so that kept pages are answered with a new id each time.
application: WSGIApplication = on_its_port(with_request_id(django if settings.DEBUG else kept))
if not settings.DEBUG:
    at_hand_of[application] = with_request_id(kept.at_hand)
