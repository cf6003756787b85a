"""Who reaches the port of the figures."""

import pytest

from shop.metrics import processes
from shop.metrics.port import on_its_port

FIGURES, OTHERS = "21298", "8000"


@pytest.mark.parametrize(
    ("environ", "is_there"),
    [
        ({"SERVER_PORT": FIGURES, "REMOTE_PORT": "50000"}, True),
        ({"SERVER_PORT": OTHERS, "REMOTE_PORT": "50000"}, False),
        # By a socket of Unix, with the port in the header Host.
        ({"SERVER_PORT": FIGURES}, False),
    ],
)
def test_only_a_connection_to_the_port_of_the_figures_reaches_them(environ, is_there, monkeypatch, settings, tmp_path):
    settings.METRICS_PORT = int(FIGURES)
    monkeypatch.setenv(processes.VARIABLE, str(tmp_path))
    application = on_its_port(lambda _environ, _start_response: [b"the shop"])
    # All but /metrics is answered 404 there.
    asked = {"PATH_INFO": "/", "REQUEST_METHOD": "GET", **environ}
    assert (application(asked, lambda *_start: None) != [b"the shop"]) == is_there
