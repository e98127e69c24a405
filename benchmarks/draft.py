"""Measure how long the browser takes for the bibliography of a draft, from disk and from a server.

    python benchmarks/draft.py PAPERS.jsonl[.gz] [--papers 20000] [--keys 60,400]
    python benchmarks/draft.py --site FOLDER

Builds a site, unless it is given one. Opens draft.html in Chromium with an empty cache, chooses a
.tex file that cites so many papers, and prints the milliseconds until the bibliography is shown,
the median of five, and the scripts that were loaded. The last line is a draft with \\nocite{*}.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from browsers import chromium_path
from growth import read_records, sample_papers, write_records
from playwright.sync_api import sync_playwright

RUNS = 5
#: Runs in the page: chooses a file, and waits for the report.
CHOOSE = """async (text) => {
  const field = document.querySelector("[data-sg-draft] input");
  const files = new DataTransfer();
  files.items.add(new File([text], "draft.tex"));
  field.files = files.files;
  const start = performance.now();
  field.dispatchEvent(new Event("change"));
  while (!document.querySelector(".sg-draft__report section")) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return performance.now() - start;
}"""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path, nargs="?")
    parser.add_argument("--papers", dest="count", type=int, default=20_000)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--keys", default="60,400")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = arguments.site or build(arguments.papers, arguments.count, Path(folder))
        measure_site(site.resolve(), [int(count) for count in arguments.keys.split(",")])


def build(path: Path, count: int, folder: Path) -> Path:
    write_records(folder / "papers.jsonl", sample_papers(read_records(path), count))
    command = [sys.executable, "-m", "sitegen", "build", "papers.jsonl", "-o", "site", "-q"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "site"


def measure_site(site: Path, key_counts: list[int]) -> None:
    keys = citation_keys(site)
    records = [path.stat().st_size for path in (site / "records").iterdir()]
    print(f"{len(keys)} papers, {len(records)} files of records, {sum(records) / 1e6:.1f} MB")
    drafts = {
        f"{count} keys": cited(random.Random(1).sample(keys, min(count, len(keys))))
        for count in key_counts
    } | {"all": "\\nocite{*}"}
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    addresses = {"file": f"{site.as_uri()}/", "http": f"http://127.0.0.1:{server.server_port}/"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        for scheme, address in addresses.items():
            for name, text in drafts.items():
                print(f"  {scheme}  {name:9} {measure_draft(browser, address, text)}", flush=True)
        browser.close()
    server.shutdown()


def citation_keys(site: Path) -> list[str]:
    keys = []
    for path in sorted((site / "records").glob("ids-*.js")):
        text = path.read_text("utf-8")
        ids = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        keys += [name.removeprefix("key:") for name in ids if name.startswith("key:")]
    return keys


def cited(keys: list[str]) -> str:
    return "".join(f"As shown before \\citep[p.~1]{{{key}}}, this holds.\n" for key in keys)


def measure_draft(browser, address: str, text: str) -> str:
    runs = [run_draft(browser, address, text) for _ in range(RUNS)]
    return f"{statistics.median(time for time, _ in runs):6.0f} ms, {runs[0][1]:4} scripts"


def run_draft(browser, address: str, text: str) -> tuple[float, int]:
    """Return milliseconds, and the number of scripts that were loaded for the draft."""
    # A new context has an empty cache.
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}draft.html")
    page.wait_for_load_state("networkidle")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    time = page.evaluate(CHOOSE, text)
    context.close()
    return time, len(requests)


if __name__ == "__main__":
    main()
