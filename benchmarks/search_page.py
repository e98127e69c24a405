"""Measure the search page in Chromium: milliseconds from a key press to results and to facets.

    python benchmarks/search_page.py SITE PAPERS.jsonl[.gz] [--texts 8] [--rounds 2] [--disk]

The first words of titles are typed letter by letter on a wide screen, on which facets stand beside
the results. Of the rounds, the fastest time of each key press counts, so that other programs of the
machine disturb less. Compare two sites in alternation.

Requires playwright and Chromium.
"""

from __future__ import annotations

import argparse
import functools
import random
import statistics
import threading
from pathlib import Path

from browsers import chromium_path
from growth import read_records
from playwright.sync_api import sync_playwright
from search import CHROMIUM, Counting, Server

#: Words of a title that are typed.
WORDS = 3
READY = "() => /^[0-9]/.test(document.getElementById('sg-count').textContent)"
#: Remembers each query that the page asks its engine, with the time of the answer.
WATCH = """(() => {
  let scripts;
  window.asked = [];
  const watch = (engine) => {
    const ask = engine.ask;
    engine.ask = async function (text) {
      const answer = await ask.apply(engine, arguments);
      asked.push([text, performance.now()]);
      return answer;
    };
    return engine;
  };
  Object.defineProperty(window, "SitegenEngine", {
    get: () => scripts,
    set: (value) => {
      scripts = { open: async (...options) => watch(await value.open(...options)) };
    },
  });
})()"""
#: Types a text; returns [letters so far, ms until its answer, ms until new facets or null].
TYPE = """async (text) => {
  const field = document.getElementById("sg-q");
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const rows = [];
  for (let end = 1; end <= text.length; end += 1) {
    const typed = text.slice(0, end);
    if (typed.endsWith(" ")) continue;
    let facets = null;
    const observer = new MutationObserver(() => { facets = facets || performance.now(); });
    observer.observe(document.getElementById("sg-facets"), { childList: true });
    asked.length = 0;
    const start = performance.now();
    field.value = typed;
    field.dispatchEvent(new Event("input"));
    let answer;
    while (!(answer = asked.find((pair) => pair[0] === typed))) await pause(1);
    // Facets that stay as they are are not rendered.
    for (let waited = 0; !facets && waited < 600; waited += 5) await pause(5);
    observer.disconnect();
    rows.push([typed, answer[1] - start, facets && facets - start]);
  }
  return rows;
}"""


def main() -> None:
    """Measure one site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--texts", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--disk", action="store_true")
    arguments = parser.parse_args()
    records = random.Random(2).sample(read_records(arguments.papers), arguments.texts)
    texts = [" ".join(record["title"].split()[:WORDS]) for record in records]
    site = arguments.site.resolve()
    server = Server(("127.0.0.1", 0), functools.partial(Counting, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    http = f"http://127.0.0.1:{server.server_port}/"
    address = f"{site.as_uri()}/" if arguments.disk else http
    rounds = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM)
        for _ in range(arguments.rounds):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.add_init_script(WATCH)
            page.goto(f"{address}search.html")
            page.wait_for_function(READY)
            page.wait_for_timeout(1500)
            rounds.append([row for text in texts for row in page.evaluate(TYPE, text)])
            page.close()
        browser.close()
    server.shutdown()
    for name, column in (("results", 1), ("facets", 2)):
        presses = zip(*rounds, strict=True)
        times = [[row[column] for row in rows if row[column] is not None] for rows in presses]
        fastest = sorted(min(values) for values in times if values)
        print(
            f"{name}: {len(fastest)} key presses, median {statistics.median(fastest):.0f} ms, "
            f"95th percentile {fastest[int(0.95 * len(fastest))]:.0f} ms"
        )


if __name__ == "__main__":
    main()
