"""Headers with parameters that nobody can read, as `a*0=x; a*=y`: a 400, or a part of a form that is skipped.

Django reads the type of a request before any middleware and before it can answer. The standard library that it asks
raises TypeError for such a header, and Django itself ValueError, so one line of a stranger was a 500 with a traceback.
"""

from typing import Any

from django.http import multipartparser
from django.http import request as requests
from django.utils.http import parse_header_parameters

# Of no codec, so that the request is refused (shop/charset.py).
UNREADABLE = "unreadable"
# Django's own names in them are not in the stubs.
TYPES: Any = requests
PARTS: Any = multipartparser

Parameters = tuple[str, dict[str, Any]]


def of_a_request(line: str) -> Parameters:
    """Of its type, which names a charset that is refused, or of what it accepts, which is then nothing."""
    try:
        return parse_header_parameters(line)
    except (TypeError, ValueError):
        return "", {"charset": UNREADABLE}


def of_a_part(line: str) -> Parameters:
    """Of a header in a form of several parts. Raises ValueError, for which Django skips the header."""
    try:
        return parse_header_parameters(line)
    except TypeError as error:
        raise ValueError("the parameters of a header cannot be read") from error


def read_any_header() -> None:
    """Replaces Django's own."""
    TYPES.parse_header_parameters = of_a_request
    PARTS.parse_header_parameters = of_a_part
