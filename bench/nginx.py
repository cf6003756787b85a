"""nginx with the configuration of the shop, less what an older nginx than that of the containers does not know.

Tests start it, too.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEPLOYED = Path(__file__).resolve().parents[1] / "deploy" / "nginx"
CONFIGURATION = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/shop.conf;
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def nginx(folder: Path, application: int, changes: dict[str, str] | None = None) -> Iterator[int]:
    """The port of nginx in front of the application on another port. The folder may be there or not.

    Its process is named in folder/pid, photographs lie in folder/srv/media. `changes` are of the configuration.
    """
    folder.mkdir(exist_ok=True)
    port = free_port()
    ours = (DEPLOYED / "shop.conf").read_text()
    here = {
        "listen 80 default_server": f"listen 127.0.0.1:{port} default_server",
        "resolver 127.0.0.11 valid=5s;": "",
        "http2 on;": "",
        "server web:8000 resolve": f"server 127.0.0.1:{application}",
        "/var/cache/nginx": str(folder),
        "root /srv": f"root {folder}/srv",
    }
    for written, instead in {**here, **(changes or {})}.items():
        assert written in ours, written
        ours = ours.replace(written, instead)
    (folder / "shop.conf").write_text(ours)
    (folder / "srv" / "media").mkdir(parents=True)
    shutil.copytree(DEPLOYED / "errors", folder / "srv" / "errors")
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, user=user))
    process = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"])
    try:
        for _ in range(100):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()
