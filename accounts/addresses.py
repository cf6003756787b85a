"""E-mail addresses: one spelling for all spellings of one mailbox."""

import unicodedata
from functools import lru_cache

import idna
from django.core.validators import EmailValidator

from shop.typed_text import clean_text

# A host name has at most 253 characters (RFC 1035); anything longer is not checked further.
LONGEST_DOMAIN = 253


def normalise_email(email: str) -> str:
    """The spelling under which an address is stored: no invisible signs, small letters, the domain in Unicode."""
    local, at, domain = clean_text(unicodedata.normalize("NFKC", email)).rpartition("@")
    folded = unicodedata.normalize("NFKC", local.casefold())
    return f"{folded}{at}{domain_in_unicode(domain)}"


def spelling_of_before(email: str) -> str:
    """The spelling under which older accounts are stored; some of them cannot be changed to the new one."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def mail_address(email: str) -> str:
    """The address as mail servers need it, the domain in ASCII. Django would send mail for faß.de to fass.de."""
    local, at, domain = email.rpartition("@")
    return f"{local}{at}{domain_in_ascii(domain)}"


@lru_cache(maxsize=4096)
def domain_in_unicode(domain: str) -> str:
    """A domain in Unicode (IDNA 2008); in ASCII where IDNA does not allow its characters, as with emoji."""
    ascii_form = domain_in_ascii(domain)
    try:
        decoded = idna.decode(ascii_form)
    except idna.IDNAError:
        return ascii_form
    return decoded if EmailValidator.domain_regex.match(decoded) else ascii_form


def domain_in_ascii(domain: str) -> str:
    """A domain as in DNS: пример.рф is xn--e1afmkfd.xn--p1ai. What is not a domain stays as it is."""
    domain = domain.rstrip(".")
    if len(domain) > LONGEST_DOMAIN:
        return domain.casefold()
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        pass
    try:
        # Python's own codec implements the older rules, IDNA 2003.
        return domain.casefold().encode("idna").decode("ascii")
    except UnicodeError:
        return domain.casefold()
