"""How much a request may bring, and where uploads lie while they are received."""

from contextlib import suppress

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.language import in_language, language_of
from shop.responses import GetResponse
from shop.second_factor import is_wanted

# In bytes, as the proxy allows in the admin and elsewhere (deploy/nginx/shop.conf). To read a form that is written as
# %00%00… takes eighty times as much.
LARGEST_OF_STAFF = 100 * 1024 * 1024
LARGEST_OF_OTHERS = 256 * 1024


def refuse_too_large(get_response: GetResponse) -> GetResponse:
    """Middleware: 413 for what is too large by what the request says of itself, before any of it is received.

    Only staff send photographs, in the admin; of others not more is received than any form of a shopper has.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if size_of(request) > LARGEST_OF_OTHERS and size_of(request) > largest(request):
            return render(None, "413.html", {"language": language_of(request)}, status=413)
        return get_response(request)

    return middleware


def size_of(request: HttpRequest) -> int:
    """In bytes, as the request says: the server reads no more. A request in chunks says none, and Django reads none."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def largest(request: HttpRequest) -> int:
    is_admin = in_language(request.path_info, settings.LANGUAGE_CODE).startswith("/admin/")
    is_staff = is_admin and request.user.is_staff and not is_wanted(request.user)
    return LARGEST_OF_STAFF if is_staff else LARGEST_OF_OTHERS


class TemporaryFiles(TemporaryFileUploadHandler):
    """Django's, which leaves half a file behind where the disk is full, for as long as anything holds the request."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError:
            # Closing removes it.
            with suppress(OSError):  # what is still to be written fails again
                self.file.close()
            raise
