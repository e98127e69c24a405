"""Take the pictures of README.md: pages of the example, on a laptop.

make site && python tools/make_pictures.py site docs/images
"""

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

#: Name of a picture -> page and scheme.
PICTURES = {
    "home": ("index.html", "light"),
    "search": ("search.html?q=how+do+transformers+handle+longer+sequences", "dark"),
}
PROGRAMS = ("chromium", "chromium-headless-shell", "google-chrome")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main(site, folder):
    handler = functools.partial(QuietHandler, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, (page, scheme) in PICTURES.items():
            tab = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
            tab.goto(f"http://127.0.0.1:{server.server_port}/{page}")
            tab.wait_for_load_state("networkidle")
            if "search" in page:
                tab.locator(".sg-facets__count").first.wait_for()
                # Counts come behind the results.
                tab.wait_for_timeout(1_000)
            tab.screenshot(path=Path(folder) / f"{name}.png")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
