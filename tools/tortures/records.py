"""Visit the pages of hostile records in browsers: nothing of them may run or leave the site.

A site of records with payloads in every field is built and read by Chromium and Firefox, on a server
and from disk: random papers, lists, topics, and searches for payloads. A fault is a script that
runs, a dialog, a request to another host, a violation of the Content-Security-Policy, an error in
the console, an element or an attribute that no template writes, or a page wider than the window.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import tempfile
import threading
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from tortures.payloads import hostile_records, payloads
from tortures.sites import ROOT, build

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_VISITOR = ROOT / "tests" / "browser" / "visit.mjs"
_PROGRAMS = {
    "chrome": ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}
_MAX_EXAMPLES = 8
#: Of all pages visited, such a part are searches.
_SEARCH_SHARE = 0.2
_LISTS = ("index.html", "papers.html", "papers-by-title.html", "tags.html", "search.html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1_200, help="number of records")
    parser.add_argument("--pages", type=int, default=60, help="pages per browser and scheme")
    parser.add_argument("--browsers", default="chrome,firefox")
    parser.add_argument("--schemes", default="http,file")


def run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="sitegen-records-") as name:
        folder = Path(name)
        papers = folder / "papers.jsonl"
        records = hostile_records(arguments.count, arguments.seed)
        papers.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
        result = build(folder, papers)
        print(result.stderr[-2_000:])
        if result.returncode:
            return 1
        return int(_visit_all(arguments, folder / "site") > 0)


def _visit_all(arguments: argparse.Namespace, site: Path) -> int:
    faults = 0
    for scheme in arguments.schemes.split(","):
        with _served(site) if scheme == "http" else _on_disk(site) as base:
            for browser in arguments.browsers.split(","):
                addresses = draw_addresses(site, arguments.pages, arguments.seed)
                report = visit(browser, base, addresses)
                faults += len(report)
                _print_report(f"{browser}, {scheme}: {len(addresses)} pages", report)
    return faults


def draw_addresses(site: Path, count: int, seed: int) -> list[str]:
    """Return the addresses of lists, random papers and topics, and searches, relative to a site."""
    draw = Random(seed)
    searches = [
        f"search.html?{urlencode({'q': draw.choice(payloads())}, errors='replace')}"
        for _ in range(int(count * _SEARCH_SHARE))
    ]
    facets = [f"search.html?{urlencode({'tag': name})}" for name in ("__proto__", "constructor")]
    fixed = [name for name in _LISTS if (site / name).is_file()]
    pages = sorted((site / "papers").glob("*.html")) + sorted((site / "tags").glob("*.html"))
    sample_size = max(0, count - len(searches) - len(facets) - len(fixed))
    sample = draw.sample(pages, min(sample_size, len(pages)))
    return [*fixed, *facets, *searches, *(quote(p.relative_to(site).as_posix()) for p in sample)]


def visit(browser: str, base: str, addresses: list[str]) -> list[tuple[str, str]]:
    """Return (address, fault) of each fault that a browser shows.

    Raises:
        SystemExit: The browser or Node is missing, or the visit ended early.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS[browser])), None)
    node = shutil.which("node")
    if not program or not node:
        raise SystemExit(f"{browser} or node is missing; run tests/install-browsers")
    command = [node, str(_VISITOR), browser, program, base]
    result = subprocess.run(
        command, input="\n".join(addresses), capture_output=True, text=True, check=False
    )
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    if result.returncode or len(lines) != len(addresses):
        raise SystemExit(f"{browser} visited {len(lines)} of {len(addresses)}: {result.stderr}")
    return [(line["address"], fault) for line in lines for fault in line["faults"]]


def _print_report(name: str, report: list[tuple[str, str]]) -> None:
    print(f"{name}, {len(report)} faults", flush=True)
    kinds = Counter(fault.partition(":")[0] for _, fault in report)
    for kind, count in kinds.most_common():
        print(f"    {count} {kind}")
    for address, fault in report[:_MAX_EXAMPLES]:
        print(f"    {address[:120]}\n        {fault[:300]}")


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


class _QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, *_arguments: object) -> None:
        """Say nothing: browsers break off what they no longer need."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_QuietHandler, directory=str(site))
    server = _QuietServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _on_disk(site: Path) -> Iterator[str]:
    yield f"file://{quote(str(site))}/"
