"""Where messages wait for the next page: as in Django, in a cookie, but one of the shop's own name."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessageCookie(CookieStorage):
    cookie_name = settings.MESSAGES_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """The cookie; what does not fit into it goes into the session."""

    storage_classes = (MessageCookie, SessionStorage)
