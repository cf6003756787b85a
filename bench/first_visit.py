"""What the first visit of the list takes, in Chromium: requests and bytes, headers included."""

import shutil

from playwright.sync_api import sync_playwright

from bench.clients import Client
from bench.plan import get

# Not the headless shell: it fetches pictures further below the fold than the browser that people have.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATH = "/products/"


def first_visit(base: str) -> dict[str, float]:
    """Empty where Chromium is not installed. A kB is 1,000 bytes."""
    if not CHROMIUM:
        return {}
    sent: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        protocol = page.context.new_cdp_session(page)
        protocol.send("Network.enable")
        protocol.on("Network.loadingFinished", lambda said: sent.append(said["encodedDataLength"]))
        page.goto(f"{base}{PATH}", wait_until="networkidle")
        browser.close()
    raw, packed = Client(base, 1), Client(base, 1, Accept_Encoding="gzip, br")
    return {
        "requests": len(sent),
        "kB": sum(sent) / 1000,
        "html kB": len(raw.do(get(PATH))[2].encode()) / 1000,
        "html kB sent": int(packed.do(get(PATH))[1]["Content-Length"]) / 1000,
    }
