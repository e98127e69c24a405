"""Count the pages that change when papers come, day by day.

    python benchmarks/daily.py PAPERS.jsonl[.gz] [--first 280] [--new 10] [--days 2]

The first build has the first papers of the file; each later day has some more, added with
``sitegen add`` in a project as ``sitegen init`` writes it, with the defaults. Prints, for each of
these days, the share of the old pages that the new site has byte for byte, and for each folder of
the site how many of its old pages have changed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from growth import read_records, write_records

#: 2026-11-23, as seconds.
FIRST_DAY_S = 1_795_392_000
DAY_S = 86_400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--first", type=int, default=280, help="papers of the first build")
    parser.add_argument("--new", type=int, default=10, help="papers that come on a day")
    parser.add_argument("--days", type=int, default=2)
    arguments = parser.parse_args()
    records = read_records(arguments.papers_file)
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary, "project")
        run(Path(temporary), "init", project, "--yes", "--url", "https://papers.example/")
        pages: dict[str, bytes] = {}
        start = 0
        for day in range(arguments.days + 1):
            end = start + (arguments.new if day else arguments.first)
            write_records(Path(temporary, f"day-{day}.jsonl"), records[start:end])
            os.environ["SOURCE_DATE_EPOCH"] = str(FIRST_DAY_S + day * DAY_S)
            run(project, "add", Path(temporary, f"day-{day}.jsonl"))
            run(project, "build", "-q")
            site = project / "site"
            current = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*.html")}
            if day:
                print_changes(f"{start} papers and {end - start} new ones", pages, current)
            pages, start = current, end


def run(folder: Path, *arguments: object) -> None:
    command = [sys.executable, "-m", "sitegen", *map(str, arguments)]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def print_changes(title: str, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Print the share of equal pages, and the changed ones of each folder."""
    changed = [name for name in old if new.get(name) != old[name]]
    print(f"{title}: {1 - len(changed) / len(old):.1%} of {len(old):,} pages are the same")
    totals, changes = (
        Counter(name.rpartition("/")[0] for name in names) for names in (old, changed)
    )
    for folder, count in sorted(totals.items()):
        print(f"    {folder or 'top':12} {changes[folder]:6,} of {count:,} have changed")


if __name__ == "__main__":
    main()
