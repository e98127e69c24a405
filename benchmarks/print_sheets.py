"""Print papers of a site to PDF and count their sheets.

    python benchmarks/print_sheets.py SITE [--papers 40]

The papers are spread evenly over the names of pages. Prints how many fit on one sheet of A4, the
names of those that don't, and the sheets of the largest topic, which prints as a reading list.

Requires playwright and Chromium.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from browsers import chromium_path
from playwright.sync_api import sync_playwright

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
#: A page of a PDF, but not the tree of pages.
PDF_PAGE = re.compile(rb"/Type\s*/Page\b")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--papers", type=int, default=40)
    options = parser.parse_args()
    pages = sorted((options.site / "papers").glob("*.html"))
    step = max(1, len(pages) // options.papers)
    sample = pages[::step][: options.papers]
    topic = max((options.site / "tags").glob("*.html"), key=lambda path: path.stat().st_size)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM)
        tab = browser.new_page()

        def count_sheets(path: Path) -> int:
            tab.goto(path.resolve().as_uri())
            tab.evaluate("document.fonts.ready.then(() => 0)")
            return len(PDF_PAGE.findall(tab.pdf(format="A4", prefer_css_page_size=True)))

        sheets = {path.name: count_sheets(path) for path in sample}
        topic_sheets = count_sheets(topic)
        browser.close()
    longer = [f"{name}: {count} sheets" for name, count in sheets.items() if count > 1]
    print(f"{len(sheets) - len(longer)} of {len(sheets)} papers on one sheet", *longer, sep="\n")
    print(f"{topic.name}: {topic_sheets} sheets")


if __name__ == "__main__":
    main()
