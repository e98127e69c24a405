"""Measure search in Chromium: how well it ranks, how fast it is, and how many bytes it loads.

    python benchmarks/search.py PAPERS.jsonl[.gz] [--papers 2000] [--queries 2000] [--parts quality]

Parts:
    quality   known-item queries, one per paper and kind: the words of its title except one,
              keywords of its authors, five consecutive words of its abstract, three authors without
              accents; prints how often the paper is first and among the first ten
    sentences sentences about a paper, each of which should lead to its paper (--sentences): prints
              how often it is first and among the first ten, empty answers, and milliseconds
    cold      the first sentence (--sentences) in a new profile, on a link of 150 ms and 200 kB/s:
              seconds and bytes until its results are shown
    speed     time from key press to results, for words typed letter by letter, over http and disk;
              bytes and seconds of the first query in a new profile
    index     time and peak memory of indexing: one run of Pagefind, sitegen without a cache, and
              sitegen again with nothing or 50 papers new

Requires playwright and Chromium.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import functools
import gzip
import http.server
import json
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
from browsers import chromium_path
from growth import read_records, sample_papers, write_records
from playwright.sync_api import sync_playwright

from sitegen.collection.collect import collect
from sitegen.identifiers import fold_diacritics
from sitegen.sources import read_sources

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
#: Opens the index as the page does; the scripts below ask it.
OPEN_INDEX = """async () => {
  const data = document.querySelector("[data-sg-search]").dataset;
  window.bench = await SitegenEngine.open(Number(data.sgTotal), data.sgPacked === "yes");
}"""
#: Returns the 0-based rank of each query's paper among the first ten results, or -1.
RANK_PAPERS = """async (queries) => {
  const ranks = [];
  for (const [text, url] of queries) {
    const answer = await window.bench.ask(text, {filters: {}}, "");
    const loaded = await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
    const ordered = window.bench.titleFirst(text, loaded);
    ranks.push(ordered.findIndex((result) => result.url === url));
  }
  return ranks;
}"""
#: Returns the URLs of the first ten results of each sentence, and milliseconds.
ANSWER_SENTENCES = """async (texts) => {
  const answers = [];
  for (const text of texts) {
    const start = performance.now();
    const answer = await window.bench.ask(text, {filters: {}}, "");
    const loaded = await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
    answers.push([loaded.map((result) => result.url), performance.now() - start]);
  }
  return answers;
}"""
#: Types texts letter by letter; returns milliseconds from each key press to its results.
TIME_TYPING = """async (texts) => {
  const spent = [];
  for (const text of texts) {
    for (let end = 1; end <= text.length; end += 1) {
      const start = performance.now();
      const answer = await bench.ask(text.slice(0, end), {filters: {}}, "");
      await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
      spent.push(performance.now() - start);
    }
  }
  return spent;
}"""

#: A slow link, in the terms of Chromium's protocol: latency in ms, throughput in bytes per second.
SLOW_LINK = {
    "offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000,
}  # fmt: skip
#: What hosts compress; the files of the index are compressed already.
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}
#: Sentences that are asked cold: each needs a new profile and some seconds.
COLD_SENTENCES = 7

#: Indexes pages of a site as a build does: SITE CACHE_FOLDER, with the pages' URLs on stdin.
INDEX = """
import hashlib, sys
from pathlib import Path
from sitegen.search import IndexOptions, index_site
site, cache = map(Path, sys.argv[1:])
pages = sys.stdin.read().split()
digests = {page: hashlib.blake2b((site / page).read_bytes()).hexdigest() for page in pages}
index_site(site, digests, "en", cache, IndexOptions())
"""
NEW = 50  # papers added to an indexed collection
#: Runs a command and prints the peak memory of its largest process, in KiB.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@functools.cache
def read_packed(path: Path) -> bytes:
    """Return what a host sends of a file, which it packs once for all readers."""
    data = path.read_bytes()
    return gzip.compress(data, 6) if path.suffix in COMPRESSED else data


class Counting(http.server.SimpleHTTPRequestHandler):
    """Serve as hosts of static sites do, compressed, and add up the bytes sent.

    They are added up by top folder ("pagefind" is the index). The data of facets is counted apart,
    since it is loaded after the first results.
    """

    #: A connection serves many requests.
    protocol_version = "HTTP/1.1"
    #: As web servers do: otherwise the content of each answer waits 40 ms for the browser's
    #: acknowledgement of its headers.
    disable_nagle_algorithm = True
    sent_bytes = collections.Counter()  # noqa: RUF012

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Last-Modified", self.date_time_string(path.stat().st_mtime))
        data = read_packed(path)
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        # Also scripts, as in pagefind/offline/v1-filter-en_1.pf_filter.js.
        kind = "facets" if ".pf_filter" in self.path else self.path.split("/")[1]
        Counting.sent_bytes[kind] += len(data)
        # A browser that leaves a page closes its connections.
        with contextlib.suppress(ConnectionError):
            self.wfile.write(data)


class Server(http.server.ThreadingHTTPServer):
    #: A page of results is many requests at once.
    request_queue_size = 128
    daemon_threads = True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--parts", default="quality,speed")
    parser.add_argument("--sentences", type=Path, help="JSON Lines of a paper's id and a query")
    parser.add_argument(
        "--built", action="store_true", help="use the site that an earlier run built"
    )
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-search")
    arguments = parser.parse_args()
    source, site = build_site(arguments, arguments.papers)
    papers = collect(read_sources([str(source)]).papers).entries
    handler = functools.partial(Counting, directory=str(site))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    addresses = {
        "http": f"http://127.0.0.1:{server.server_port}/",
        "file": f"file://{quote(str(site))}/",
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM)
        for part in arguments.parts.split(","):
            PARTS[part](arguments, browser, addresses, papers)
        browser.close()
    server.shutdown()


def build_site(arguments, count: int) -> tuple[Path, Path]:
    """Build a site of ``count`` papers; return its source and its folder."""
    folder = arguments.work / str(count)
    source, site = folder / "papers.jsonl", folder / "site"
    if arguments.built:
        return source, site
    folder.mkdir(parents=True, exist_ok=True)
    papers = sample_papers(read_records(arguments.papers_file), count)
    write_records(source, papers)
    command = [sys.executable, "-m", "sitegen", "build", str(source), "-o", str(site), "-q"]
    subprocess.run(command, check=True)
    return source, site


def open_search(page, address: str) -> None:
    page.goto(f"{address}search.html")
    page.wait_for_function("() => window.SitegenEngine")
    page.evaluate(OPEN_INDEX)


def measure_quality(arguments, browser, addresses, papers) -> None:
    rng = random.Random(1)
    chosen = rng.sample(list(papers), min(arguments.queries, len(papers)))
    page = browser.new_page()
    open_search(page, addresses["http"])
    for name, make_query in QUERIES.items():
        queries = [(make_query(e.paper, rng), f"/papers/{e.id}.html") for e in chosen]
        queries = [(text, url) for text, url in queries if text]
        if not queries:
            continue
        ranks = []
        for start in range(0, len(queries), 100):  # playwright limits the time of one call
            ranks += page.evaluate(RANK_PAPERS, queries[start : start + 100])
        first = sum(rank == 0 for rank in ranks) / len(ranks)
        ten = sum(rank >= 0 for rank in ranks) / len(ranks)
        print(f"{name:<12} {len(ranks):5} queries  first {first:6.1%}  first ten {ten:6.1%}")
        missed = [text for (text, _), rank in zip(queries, ranks, strict=True) if rank < 0]
        for text in missed[:5]:
            print(f"    missed: {text}")
    page.close()


def measure_sentences(arguments, browser, addresses, papers) -> None:
    lines = arguments.sentences.read_text("utf-8").splitlines()
    sentences = [json.loads(line) for line in lines]
    sentences = sentences[:: max(1, len(sentences) // arguments.queries)]
    pages = {entry.paper.source_id: f"/papers/{entry.id}.html" for entry in papers}
    page = browser.new_page()
    for name, address in addresses.items():
        open_search(page, address)
        answers = []
        for start in range(0, len(sentences), 100):
            texts = [sentence["query"] for sentence in sentences[start : start + 100]]
            answers += page.evaluate(ANSWER_SENTENCES, texts)
        urls = [pages.get(sentence["id"]) for sentence in sentences]
        ranks = [
            results.index(url) if url in results else -1
            for url, (results, _) in zip(urls, answers, strict=True)
        ]
        first = sum(rank == 0 for rank in ranks) / len(ranks)
        ten = sum(rank >= 0 for rank in ranks) / len(ranks)
        empty = sum(not results for results, _ in answers) / len(answers)
        spent = sorted(milliseconds for _, milliseconds in answers)
        print(
            f"{name}: {len(ranks)} sentences  first {first:6.1%}  first ten {ten:6.1%}  "
            f"empty {empty:.1%}  median {statistics.median(spent):.0f} ms, "
            f"95th percentile {spent[int(0.95 * len(spent))]:.0f} ms",
            flush=True,
        )
    page.close()


def measure_cold(arguments, browser, addresses, _papers) -> None:
    lines = arguments.sentences.read_text("utf-8").splitlines()
    chosen = random.Random(3).sample([json.loads(line)["query"] for line in lines], COLD_SENTENCES)
    measured = []
    for sentence in chosen:
        # Playwright evaluates its conditions inside the page, which the site's policy forbids.
        context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_LINK)
        Counting.sent_bytes.clear()
        page.goto(f"{addresses['http']}search.html?q={quote(sentence)}", wait_until="commit")
        page.wait_for_function("document.querySelector('#sg-results .sg-list__title')")
        seconds = page.evaluate("performance.now()") / 1000
        measured.append((seconds, Counting.sent_bytes.total() / 1000))
        context.close()
    seconds, kilobytes = ([pair[index] for pair in measured] for index in (0, 1))
    print(
        f"cold: {len(chosen)} sentences, results after median {statistics.median(seconds):.2f} s "
        f"({min(seconds):.2f} to {max(seconds):.2f}), median {statistics.median(kilobytes):.0f} kB "
        f"(up to {max(kilobytes):.0f})",
        flush=True,
    )


def title_words(paper, rng: random.Random) -> str:
    """Return a title without one of its words, or "" if it has fewer than three."""
    words = paper.title.split()
    if len(words) < 3:
        return ""
    del words[rng.randrange(len(words))]
    return " ".join(words)


def keywords(paper, rng: random.Random) -> str:
    """Return three keywords, or "" if the paper has fewer."""
    return " ".join(rng.sample(paper.keywords, 3)) if len(paper.keywords) >= 3 else ""


def phrase(paper, rng: random.Random) -> str:
    """Return five consecutive words of the abstract, or "" if it has fewer than eight."""
    words = [word for word in paper.abstract.split() if re.search(r"\w", word)]
    if len(words) < 8:
        return ""
    start = rng.randrange(len(words) - 5)
    return " ".join(words[start : start + 5])


def authors(paper, rng: random.Random) -> str:
    """Return three authors without accents, or "" if there are fewer, which name no one paper."""
    if len(paper.authors) < 3:
        return ""
    names = rng.sample([author.name for author in paper.authors], 3)
    return fold_diacritics(" ".join(names))


def measure_speed(arguments, browser, addresses, papers) -> None:
    rng = random.Random(2)
    titles = [" ".join(entry.paper.title.split()[:3]) for entry in rng.sample(list(papers), 20)]
    for name, address in addresses.items():
        # The server shares the browser's processor: an earlier reader has it pack what it sends.
        type_titles(browser, address, titles)
        cold, index, total, spent = type_titles(browser, address, titles)
        percentile = spent[int(0.95 * len(spent))]
        loaded = f" and {index / 1e3:.0f} kB of {total / 1e3:.0f} kB" if name == "http" else ""
        print(
            f"{name}: {arguments.papers} papers, cold {cold:5.0f} ms{loaded}, key press to results "
            f"median {statistics.median(spent):.0f} ms, 95th percentile {percentile:.0f} ms",
            flush=True,
        )


def type_titles(browser, address: str, titles: list[str]) -> tuple[float, int, int, list[float]]:
    """Type titles in a new profile.

    Returns the milliseconds of the first answer, its bytes of the index and in all, and the sorted
    milliseconds from each key press to its results.
    """
    # Playwright evaluates its conditions inside the page, which the site's policy forbids.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    Counting.sent_bytes.clear()
    page.goto(f"{address}search.html?q=learning")
    page.wait_for_function("/^[0-9]/.test(document.getElementById('sg-count').textContent)")
    cold = page.evaluate("performance.now()")
    index = Counting.sent_bytes["pagefind"]
    total = Counting.sent_bytes.total() - Counting.sent_bytes["facets"]
    page.evaluate(OPEN_INDEX)
    spent = sorted(page.evaluate(TIME_TYPING, titles))
    context.close()
    return cold, index, total, spent


def measure_indexing(arguments, _browser, _addresses, papers) -> None:
    site = arguments.work / str(arguments.papers) / "site"
    cache = site.with_name("cache")
    # The order of a build: newest first, papers of the same year by title.
    ordered = sorted(papers, key=lambda e: (-(e.paper.year or 0), e.paper.title.casefold()))
    pages = [f"papers/{entry.id}.html" for entry in ordered]
    pagefind, output = str(pagefind_bin.get_executable()), site.with_name("plain-index")
    shutil.rmtree(cache, ignore_errors=True)
    command = [pagefind, "--site", str(site), "--output-path", str(output)]
    plain = measure_run("one plain Pagefind run", command)
    shutil.rmtree(output)
    ours = [sys.executable, "-c", INDEX, str(site), str(cache)]
    clean = measure_run("sitegen", ours, pages)
    print(f"sitegen / plain          {clean / plain:6.2f}")
    unchanged = measure_run("again, nothing new", ours, pages)
    print(f"again, nothing new / new {unchanged / clean:6.2f}")
    chosen = set(random.Random(2).sample(pages, NEW))
    for name, indexed in (
        (f"again, {NEW} of this year", pages[NEW:]),
        (f"again, {NEW} of any year", [page for page in pages if page not in chosen]),
    ):
        shutil.rmtree(cache)
        subprocess.run(ours, input="\n".join(indexed), text=True, check=True)
        print(f"{name} / new {measure_run(name, ours, pages) / clean:6.2f}")


def measure_run(name: str, command: list[str], pages=()) -> float:
    """Run a command, print its time and the peak of its largest process; return wall seconds."""
    start = time.perf_counter()
    # In a process between: the peak of a child includes the memory of the parent it is forked from,
    # and this one is large.
    process = subprocess.run(
        [sys.executable, "-c", PEAK, *command],
        input="\n".join(pages), capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall = time.perf_counter() - start
    peak = int(process.stdout.split()[-1]) / 1024
    print(f"{name:<24} {wall:6.1f} s wall, peak {peak:5.0f} MB", flush=True)
    return wall


QUERIES = {
    "title words": title_words, "keywords": keywords, "phrase": phrase, "authors": authors,
}  # fmt: skip
PARTS = {
    "quality": measure_quality,
    "sentences": measure_sentences,
    "cold": measure_cold,
    "speed": measure_speed,
    "index": measure_indexing,
}

if __name__ == "__main__":
    main()
