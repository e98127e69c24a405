"""Search in Chromium: does it find what a reader looks for, how fast, at what cost in bytes?

    python benchmarks/search.py PAPERS.jsonl[.gz] [--papers 2000] [--queries 2000] [--parts quality]

Parts:
    quality   known-item queries, a paper each: the words of its title with one dropped, keywords of
              its authors, five words in a row of its abstract, three authors without accents;
              how often the paper is first and in the first ten
    speed     from key press to results: words typed letter by letter, warm, on http and from disk;
              the first query cold: bytes and seconds
    index     the index made by one plain Pagefind run, by sitegen, and by sitegen again where
              nothing or 50 papers are new: wall seconds, peak memory of the largest process

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

from sitegen.collection.collect import collect
from sitegen.identifiers import fold_diacritics
from sitegen.sources import read_sources

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
ASK = """async (questions) => {
  const data = document.querySelector("[data-sg-search]").dataset;
  window.bench = window.bench || await SitegenEngine.open(Number(data.sgTotal), false);
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
  const data = document.querySelector("[data-sg-search]").dataset;
  window.bench = window.bench || await SitegenEngine.open(Number(data.sgTotal), false);
  const spent = [];
  for (const text of texts) {
    for (let end = 1; end <= text.length; end += 1) {
      const start = performance.now();
      const found = await bench.ask(text.slice(0, end), {});
      await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
      spent.push(performance.now() - start);
    }
  }
  return spent;
}"""

INDEX = """
import sys
from pathlib import Path
from sitegen.search import IndexOptions, index_site
index_site(Path(sys.argv[1]), sys.stdin.read().split(), "en", Path(sys.argv[2]), Wanted())
"""
#: Papers that come to a collection that has been indexed.
NEW = 50
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Counting(http.server.SimpleHTTPRequestHandler):
    """Serves quietly; adds up what it sent, by the first folder (pagefind is the index).

    Facets apart: they come after the first results.
    """

    sent = collections.Counter()  # noqa: RUF012

    def log_message(self, *_):
        pass

    def copyfile(self, source, outputfile):
        data = source.read()
        folder = self.path.split("/")[1]
        kind = "facets" if "/filter/" in self.path else folder
        Counting.sent[kind] += len(data)
        outputfile.write(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--parts", default="quality,speed")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-search")
    arguments = parser.parse_args()
    source, site = build(arguments, arguments.papers)
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


def build(arguments, count: int) -> tuple[Path, Path]:
    folder = arguments.work / str(count)
    source, site = folder / "papers.jsonl", folder / "site"
    folder.mkdir(parents=True, exist_ok=True)
    papers = enough(read_records(arguments.papers_file), count)
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
    return fold_diacritics(" ".join(names))


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
        index = Counting.sent["pagefind"]
        rest = Counting.sent.total() - Counting.sent["facets"]
        spent = sorted(page.evaluate(TYPE, titles))
        at95 = spent[int(0.95 * len(spent))]
        loaded = f" and {index / 1e3:.0f} kB of {rest / 1e3:.0f} kB" if name == "http" else ""
        print(
            f"{name}: {arguments.papers} papers, cold {cold:5.0f} ms{loaded}, key press to results "
            f"median {statistics.median(spent):.0f} ms, 95th percentile {at95:.0f} ms",
            flush=True,
        )
        context.close()


def index(arguments, _browser, _addresses, papers) -> None:
    site = arguments.work / str(arguments.papers) / "site"
    memory = site.with_name("memory")
    # As a build orders them: newest first, those of one year by title.
    ordered = sorted(papers, key=lambda e: (-(e.paper.year or 0), e.paper.title.casefold()))
    pages = [f"papers/{entry.id}.html" for entry in ordered]
    plain, whole = str(pagefind_bin.get_executable()), site.with_name("plain-index")
    shutil.rmtree(memory, ignore_errors=True)
    command = [plain, "--site", str(site), "--output-path", str(whole)]
    one = timed("one plain Pagefind run", command)
    shutil.rmtree(whole)
    ours = [sys.executable, "-c", INDEX, str(site), str(memory)]
    new = timed("sitegen", ours, pages)
    print(f"sitegen / plain          {new / one:6.2f}")
    print(f"again, nothing new / new {timed('again, nothing new', ours, pages) / new:6.2f}")
    chosen = set(random.Random(2).sample(pages, NEW))
    for name, before in (
        (f"again, {NEW} of this year", pages[NEW:]),
        (f"again, {NEW} of any year", [page for page in pages if page not in chosen]),
    ):
        shutil.rmtree(memory)
        subprocess.run(ours, input="\n".join(before), text=True, check=True)
        print(f"{name} / new {timed(name, ours, pages) / new:6.2f}")


def timed(name: str, command: list[str], pages=()) -> float:
    """Run a command, print its time and its largest process's memory; return the wall seconds."""
    start = time.perf_counter()
    # A process between, as a process's peak counts what it was before its exec.
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *command],
        input="\n".join(pages), capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall = time.perf_counter() - start
    peak = int(done.stdout.split()[-1]) / 1024
    print(f"{name:<24} {wall:6.1f} s wall, peak {peak:5.0f} MB", flush=True)
    return wall


if __name__ == "__main__":
    main()
