"""Search in Chromium: does it find what a reader looks for, how fast, at what cost in bytes?

    python benchmarks/search.py PAPERS.jsonl[.gz] [--papers 2000] [--queries 2000] [--parts quality]

Parts:
    quality   known-item queries, a paper each: the words of its title with one dropped, keywords of
              its authors, five words in a row of its abstract, three authors without accents;
              how often the paper is first and in the first ten
    speed     from key press to results: words typed letter by letter, warm, on http and from disk;
              the first query cold: bytes and seconds
    index     the index made by sitegen and by one plain Pagefind run: wall seconds, peak memory of
              the largest process

Needs playwright and Chromium.
"""

from __future__ import annotations

import argparse
import collections
import functools
import http.server
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pagefind_bin
from growth import enough, read_records, write_records
from playwright.sync_api import sync_playwright

from sitegen.collection import collect
from sitegen.identifiers import plain_spelling
from sitegen.sources import read_sources

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
ASK = """async (questions) => {
  window.bench = window.bench || await SitegenEngine.open();
  const places = [];
  for (const [text, url] of questions) {
    const found = await window.bench.ask(text, {});
    const loaded = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
    const first = window.bench.titleFirst(text, loaded);
    places.push(first.findIndex((one) => one.url === url));
  }
  return places;
}"""
TYPE = """async (texts) => {
  const engine = window.bench || (window.bench = await SitegenEngine.open());
  const spent = [];
  for (const text of texts) {
    for (let end = 1; end <= text.length; end += 1) {
      const start = performance.now();
      const found = await engine.ask(text.slice(0, end), {});
      await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
      spent.push(performance.now() - start);
    }
  }
  return spent;
}"""


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Counting(http.server.SimpleHTTPRequestHandler):
    """Serves quietly; adds up what it sent, by the first folder (pagefind is the index)."""

    sent = collections.Counter()  # noqa: RUF012

    def log_message(self, *_):
        pass

    def copyfile(self, source, outputfile):
        data = source.read()
        Counting.sent[self.path.split("/")[1]] += len(data)
        outputfile.write(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--parts", default="quality,speed")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-search")
    arguments = parser.parse_args()
    source, site = build(arguments)
    papers = collect(read_sources([str(source)]).papers).entries
    handler = functools.partial(Counting, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    addresses = {
        "http": f"http://127.0.0.1:{server.server_port}/",
        "file": f"file://{quote(str(site))}/",
    }
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        for part in arguments.parts.split(","):
            measure = {"quality": quality, "speed": speed, "index": index}[part]
            measure(arguments, browser, addresses, papers)
        browser.close()
    server.shutdown()


def build(arguments) -> tuple[Path, Path]:
    folder = arguments.work / str(arguments.papers)
    source, site = folder / "papers.jsonl", folder / "site"
    folder.mkdir(parents=True, exist_ok=True)
    papers = enough(read_records(arguments.papers_file), arguments.papers)
    write_records(source, papers)
    command = [sys.executable, "-m", "sitegen", "build", str(source), "-o", str(site), "-q"]
    subprocess.run(command, check=True)
    return source, site


def quality(arguments, browser, addresses, papers) -> None:
    rng = random.Random(1)
    chosen = rng.sample(list(papers), min(arguments.queries, len(papers)))
    page = browser.new_page()
    page.goto(f"{addresses['http']}search.html")
    for name, make in (
        ("title words", title_words),
        ("keywords", keywords),
        ("phrase", phrase),
        ("authors", authors),
    ):
        asked = [(make(e.paper, rng), f"/papers/{e.id}.html") for e in chosen]
        asked = [one for one in asked if one[0]]
        if not asked:
            continue
        places = []
        for start in range(0, len(asked), 100):
            places += page.evaluate(ASK, asked[start : start + 100])
        first = sum(place == 0 for place in places) / len(places)
        ten = sum(place >= 0 for place in places) / len(places)
        print(f"{name:<12} {len(places):5} queries  first {first:6.1%}  first ten {ten:6.1%}")
        missed = [question[0] for question, place in zip(asked, places, strict=True) if place < 0]
        for text in missed[:5]:
            print(f"    missed: {text}")
    page.close()


def title_words(paper, rng: random.Random) -> str:
    words = paper.title.split()
    if len(words) < 3:
        return ""
    del words[rng.randrange(len(words))]
    return " ".join(words)


def keywords(paper, rng: random.Random) -> str:
    return " ".join(rng.sample(paper.keywords, 3)) if len(paper.keywords) >= 3 else ""


def phrase(paper, rng: random.Random) -> str:
    words = [word for word in paper.abstract.split() if re.search(r"\w", word)]
    if len(words) < 8:
        return ""
    start = rng.randrange(len(words) - 5)
    return " ".join(words[start : start + 5])


def authors(paper, rng: random.Random) -> str:
    """Three authors in any order, as a plain keyboard types them; fewer tell no paper."""
    if len(paper.authors) < 3:
        return ""
    names = rng.sample([author.name for author in paper.authors], 3)
    return plain_spelling(" ".join(names))


def speed(arguments, browser, addresses, papers) -> None:
    rng = random.Random(2)
    titles = [" ".join(entry.paper.title.split()[:3]) for entry in rng.sample(list(papers), 20)]
    for name, address in addresses.items():
        context = browser.new_context()
        page = context.new_page()
        Counting.sent.clear()
        page.goto(f"{address}search.html?q=learning")
        page.wait_for_function("/^[0-9]/.test(document.getElementById('sg-count').textContent)")
        cold = page.evaluate("performance.now()")
        index, rest = Counting.sent["pagefind"], Counting.sent.total()
        spent = sorted(page.evaluate(TYPE, titles))
        at95 = spent[int(0.95 * len(spent))]
        loaded = f" and {index / 1e3:.0f} kB of {rest / 1e3:.0f} kB" if name == "http" else ""
        print(
            f"{name}: {arguments.papers} papers, cold {cold:5.0f} ms{loaded}, key press to results "
            f"median {statistics.median(spent):.0f} ms, 95th percentile {at95:.0f} ms",
            flush=True,
        )
        context.close()


def index(arguments, _browser, _addresses, _papers) -> None:
    site = arguments.work / str(arguments.papers) / "site"
    pages = [f"papers/{path.name}" for path in sorted((site / "papers").iterdir())]
    ours = (
        "import sys;from pathlib import Path;from sitegen.search import index_site;"
        "index_site(Path(sys.argv[1]),sys.stdin.read().split('\\n'),'en')"
    )
    bare = ours.replace("'en'", "'en',offline=False")
    plain = str(pagefind_bin.get_executable())
    whole = site.with_name("plain-index")
    contestants = {
        "sitegen, not for disk": [sys.executable, "-c", bare, str(site)],
        # Last, so that the site is whole again.
        "sitegen": [sys.executable, "-c", ours, str(site)],
        "one plain Pagefind run": [plain, "--site", str(site), "--output-path", str(whole)],
    }
    for name, command in contestants.items():
        start = time.perf_counter()
        # A process between, as a process's peak counts what it was before its exec.
        timed = [sys.executable, "-c", PEAK, *command]
        done = subprocess.run(
            timed, input="\n".join(pages), capture_output=True, text=True, check=True
        )
        wall = time.perf_counter() - start
        print(f"{name:<24} {wall:6.1f} s wall, peak {int(done.stdout.split()[-1]) / 1024:5.0f} MB")
    shutil.rmtree(whole)


if __name__ == "__main__":
    main()
