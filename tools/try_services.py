#!/usr/bin/env python3
"""Fetch a few papers from each real service, to see whether sitegen still knows its answers.

    python tools/try_services.py [KIND ...] [--contact ada@example.org]

It needs the network, takes about a minute, and writes into a temporary folder. Exits with 1 if a
service fails or gives only a part. Tests play the services locally; run this before a release.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from sitegen.config.fetch_entries import FetchEntry
from sitegen.config.load import default_config
from sitegen.fetch import Outcome, fetch_entries
from sitegen.fetch.client import Client

ENTRIES = (
    FetchEntry(name="oai", kind="oai", sets=["cs:cs:DL"], days=2),
    FetchEntry(name="arxiv", kind="arxiv", query="cat:cs.DL", max=20),
    FetchEntry(name="hugging-face", kind="hugging-face", days=2),
    FetchEntry(name="openalex", kind="openalex", query="bibliography", max=20),
    FetchEntry(name="crossref", kind="crossref", query="bibliography", max=20),
    FetchEntry(name="dblp", kind="dblp", query="bibliography year:2026:", max=20),
    FetchEntry(name="rss", kind="feed", url="https://rss.arxiv.org/rss/cs.DL"),
    FetchEntry(name="atom", kind="feed", url="https://rss.arxiv.org/atom/cs.DL"),
    FetchEntry(name="url", kind="url", url="https://aclanthology.org/2020.acl-main.1.bib"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--contact", default="")
    options = parser.parse_args()
    entries = tuple(
        replace(entry, contact=options.contact)
        for entry in ENTRIES
        if not options.kinds or entry.name in options.kinds
    )
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        config = replace(default_config(Path(folder)), fetch=entries)
        for report in fetch_entries(config, client=Client(log=print)):
            print(report)
            outcomes.append(report.outcome)
    return int(Outcome.gravest(outcomes) in {Outcome.PARTIAL, Outcome.FAILED})


if __name__ == "__main__":
    sys.exit(main())
