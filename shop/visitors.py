"""Who sends a request, by network address."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """The address of the visitor; of IPv6 its /64, which one customer of a provider has whole; empty if unknown.

    Behind a proxy it is the last one in X-Forwarded-For, which the proxy itself has written: those before it are
    whatever the visitor has sent.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
        return network(forwarded) or network(peer)
    return network(peer)


def network(text: str) -> str:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address)
