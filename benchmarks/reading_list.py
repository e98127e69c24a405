"""Measure the reading list in Chromium: milliseconds of each action with many papers in the list.

    python benchmarks/reading_list.py PAPERS.jsonl[.gz] [--papers 2000] [--entries 2000] [--disk]

The list holds the newest papers of the collection. Each action is timed from its event until the
next frame after its result is there; the first view is from the start of the navigation.

Requires playwright and Chromium.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from browsers import chromium_path
from growth import read_records, sample_papers, write_records
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: Fills the list, as stars do.
FILL = """count => sg.records.all().then(items => {
  for (const item of items.slice(0, count)) {
    sitegenStars.change(item.id, { star: Date.now(), paper: { title: item.title } });
  }
  window.bib = sg.citations.write("bibtex", items.slice(0, count));
})"""
#: Runs an action and returns the milliseconds until the condition holds and a frame is painted.
TIME = """([action, condition]) => new Promise(resolve => {
  const start = performance.now();
  const isDone = new Function("return " + condition);
  const look = () => isDone()
    ? setTimeout(() => resolve(performance.now() - start)) : requestAnimationFrame(look);
  new Function(action)();
  requestAnimationFrame(look);
})"""
ROWS = "document.querySelectorAll('#sg-papers .sg-list__title').length"


def _input(name: str, value: str, event: str) -> str:
    """Return a script that enters a value into a field."""
    field = f"const field = document.getElementById('{name}'); field.value = '{value}';"
    return f"{field} field.dispatchEvent(new Event('{event}'))"


_STATUS = "document.getElementById('sg-status').textContent"
_ADD = "document.querySelector('#sg-offer .sg-button--strong')"
_UP = "document.querySelectorAll('[data-sg-move=Up]')"
_IMPORT = """
const files = new DataTransfer();
files.items.add(new File([window.bib], "list.bib"));
document.getElementById("sg-file").files = files.files;
document.getElementById("sg-file").dispatchEvent(new Event("change"));
"""
#: Name -> script that starts it, and the condition that holds at its end.
ACTIONS = {
    "search": (_input("sg-find", "graph", "input"), f"/ of /.test({_STATUS})"),
    "end of search": (_input("sg-find", "", "input"), f"{ROWS} === ENTRIES"),
    "order by title": (_input("sg-order", "title", "change"), f"{ROWS} === ENTRIES"),
    "order by hand": (_input("sg-order", "hand", "change"), f"{_UP}.length === ENTRIES"),
    "first move": (f"{_UP}[900].click()", "true"),
    "second move": (f"{_UP}[900].click()", "true"),
    "unstar": ("document.querySelectorAll('#sg-papers .sg-star')[5].click()", f"{ROWS} < ENTRIES"),
    "BibTeX": (
        "document.querySelector('[data-sg-take=bibtex]').click()",
        f"/in the file/.test({_STATUS})",
    ),
    "clear": (
        "window.confirm = () => true; document.getElementById('sg-clear').click()",
        f"{ROWS} === 0",
    ),
    "match a .bib": (_IMPORT, _ADD),
    "add them": (f"{_ADD}.click()", f"{ROWS} === ENTRIES"),
}


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _site_address(site: Path, *, is_disk: bool) -> str:
    if is_disk:
        return f"{site.as_uri()}/"
    handler = functools.partial(_QuietHandler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def _print(name: str, milliseconds: float) -> None:
    print(f"{name:16} {milliseconds:7.0f} ms")


def measure(page: Page, address: str, entries: int) -> None:
    """Print the milliseconds of each action.

    Args:
        page: of a browser.
        address: of the site, with a slash at the end.
        entries: number of papers in the list.
    """
    page.goto(f"{address}list.html")
    page.wait_for_function("() => window.sg && window.sg.citations")
    page.evaluate(FILL, entries)
    bib = page.evaluate("window.bib")
    for name in ("first view", "with records"):
        page.goto(f"{address}list.html")
        page.wait_for_function(f"() => {ROWS} === {entries}", polling=5)
        _print(name, page.evaluate("performance.now()"))
        page.wait_for_timeout(3000)
    page.evaluate("bib => { window.bib = bib; }", bib)
    for name, (action, condition) in ACTIONS.items():
        _print(name, page.evaluate(TIME, [action, condition.replace("ENTRIES", str(entries))]))
        page.wait_for_timeout(500)
    page.goto(f"{address}papers.html")
    _print("a list's stars", page.evaluate("performance.now()"))
    star = ["document.querySelector('.sg-star').click()", "true"]
    _print("star", page.evaluate(TIME, star))
    page.goto(f"{address}search.html?like=:list")
    page.wait_for_function("() => document.querySelector('#sg-results a')", polling=5)
    _print("more like these", page.evaluate("performance.now()"))


def main() -> None:
    """Build the site and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--papers", type=int, default=2000, dest="count")
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--disk", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "papers.jsonl"
        write_records(source, sample_papers(read_records(options.papers), options.count))
        command = [sys.executable, "-m", "sitegen", "build", source, "-o", f"{folder}/site", "-q"]
        subprocess.run(command, check=True)
        address = _site_address(Path(folder) / "site", is_disk=options.disk)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM)
            measure(browser.new_page(), address, min(options.entries, options.count))
            browser.close()


if __name__ == "__main__":
    main()
