"""make shots: the main pages of the shop with its demo catalogue and orders, by day and by evening, wide and narrow.

All go to shots/ (not kept by git); those that the README shows go to docs/ as well.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGES = {
    "home": "/",
    "list": "/products/",
    "list-ru": "/ru/products/?q=льняной",
    "product": "/products/tuva-knife-pleat-ivory-35/",
    "fit": "/fit/?height=38&width=16&holder=e27&use=table&table=45&unit=cm",
    "compare": "/compare/?shade=halm-drum-oatmeal-30&shade=sora-coolie-silk-ochre-45&shade=mori-rattan-dome-50",
    "cart": "/cart/",
    "log-in": "/auth/login/",
}
# Those of the staff, who log in first.
STAFF_PAGES = {
    "staff-today": "/admin/",
    "staff-sales": "/admin/orders/order/sales/",
    "staff-orders": "/admin/orders/order/",
    "staff-shade": "/admin/catalog/product/1/change/",
}
STAFF, PASSWORD = "staff@example.org", secrets.token_urlsafe(20)
README = {"home-evening-1280", "list-day-1280", "fit-day-1280", "compare-evening-1280"}
README |= {"staff-today-day-1280", "staff-shade-day-1280"}


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A running shop on a free port, with its own data."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    env = os.environ | {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": f"sqlite:///{folder / 'shop.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "SITE_URL": url,
        "PORT": str(port),
        "SERVE_MEDIA": "1",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
    }
    (folder / "media").mkdir()
    staff = ["createsuperuser", "--noinput", "--email", STAFF]
    filled = (["seed_catalogue"], ["seed_words"], ["seed_demo_orders"], staff)
    for command in (["collectstatic", "--noinput", "-v0"], ["migrate", "-v0"], *filled):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=sys.stderr)
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"], cwd=ROOT, env=env)
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=2)
            break
        except OSError:
            time.sleep(0.2)
    return server, url


def shoot(browser: Browser, url: str) -> None:
    """Every page in both colour schemes, 1280 and 360 px wide."""
    for width in (1280, 360):
        for light, scheme in (("day", "light"), ("evening", "dark")):
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]  # a literal
            page = context.new_page()
            page.goto(f"{url}/products/tuva-knife-pleat-ivory-35/")
            page.locator("#add button:not([aria-label])").click()
            for name, path in PAGES.items():
                page.goto(url + path)
                keep(page, f"{name}-{light}-{width}")
            page.goto(f"{url}/admin/login/")
            page.locator("#id_username").fill(STAFF)
            page.locator("#id_password").fill(PASSWORD)
            page.locator("#login-form [type=submit]").click()
            for name, path in STAFF_PAGES.items():
                page.goto(url + path)
                keep(page, f"{name}-{light}-{width}")
            context.close()


def keep(page: Page, name: str) -> None:
    """What the window shows of the page, when all of it is there."""
    page.wait_for_load_state("networkidle")
    file = ROOT / "shots" / f"{name}.jpg"
    page.screenshot(path=file, type="jpeg", quality=82)
    if name in README:
        shutil.copy(file, ROOT / "docs" / file.name)


def main() -> None:
    if not CHROMIUM:
        raise SystemExit("make shots needs Chromium on PATH")
    (ROOT / "shots").mkdir(exist_ok=True)
    (ROOT / "docs").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server, url = serve(Path(folder))
        try:
            with sync_playwright() as playwright:
                arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
                shoot(browser, url)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    print("shots/ has every page, docs/ those of the README", file=sys.stderr)


if __name__ == "__main__":
    main()
