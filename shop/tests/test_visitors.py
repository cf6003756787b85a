"""The network address of a visitor: that of the connection, or what our own proxy says."""

import pytest

from shop.visitors import network_of


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_of_ipv6_it_is_the_network_of_one_customer(rf, peer, network):
    assert network_of(rf.get("/", REMOTE_ADDR=peer)) == network


@pytest.mark.parametrize("said", ["198.51.100.1", "198.51.100.1, 198.51.100.2", "", "nonsense"])
def test_without_a_proxy_no_header_is_believed(rf, settings, said):
    settings.BEHIND_PROXY = False
    assert network_of(rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": said})) == "192.0.2.7"


@pytest.mark.parametrize(
    ("said", "network"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("6.6.6.6,6.6.6.7 , 2001:db8::1", "2001:db8::/64"),
        ("6.6.6.6, nonsense", "192.0.2.7"),
        ("", "192.0.2.7"),
    ],
)
def test_behind_a_proxy_it_is_what_the_proxy_has_added(rf, settings, said, network):
    settings.BEHIND_PROXY = True
    assert network_of(rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": said})) == network
