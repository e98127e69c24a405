"""Measure where the bytes of a site are: by kind of page, and by part of a paper's page.

    python benchmarks/page_bytes.py PAPERS.jsonl[.gz] [--papers 2000] [--packed] [--no-offline]
    python benchmarks/page_bytes.py --site FOLDER

Builds a site, unless it is given one. Prints files and bytes of each kind, and the mean bytes of
the parts of a paper's page. Synthetic papers fill up a file that is too small (see growth.py). The
parts follow each other and add up to the page; white space between tags and marks of the index are
counted across them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from growth import read_records, sample_papers, write_records

#: Part of a paper's page -> pattern of where it starts. A part ends where the next one starts.
PARTS = {
    "head": r"\A",
    "header": r"<body",
    "title and facts": r"<h1",
    "abstract": r'<h2[^>]*id="?abstract',
    "topics": r'<div class="?sg-paper__topics',
    "further text": r'<div class="?sg-(?:text|outline|cites)|<details class="?sg-references',
    "citation": r'<details class="?sg-cite',
    "related": r"<aside",
    "neighbours": r'<nav class="?sg-pager',
    "footer": r"<footer",
}
#: Counted across the parts.
ACROSS = {
    "white space between tags": r">\s+<",
    "marks of the index": r'\sdata-pagefind-[\w-]+(?:="[^"]*")?',
}
#: Kind of file -> pattern of its path; the first match counts.
KINDS = {
    "papers": r"papers/[^/]+\.html",
    "contributions": r"contributions/.*",
    "topics": r"tags/.*",
    "topics index": r"tags[^/]*\.html",
    "lists": r"papers[^/]*\.html",
    "search page": r"search\.html",
    "index for file://": r"pagefind/.*\.js",
    "index": r"pagefind/.*",
    "assets": r"assets/.*",
    "other": r".*",
}
SETTINGS = "[search]\npacked = {packed}\noffline = {offline}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path, nargs="?")
    parser.add_argument("--papers", type=int, default=2000, dest="count")
    parser.add_argument("--packed", action="store_true")
    parser.add_argument("--no-offline", action="store_true")
    parser.add_argument("--site", type=Path)
    arguments = parser.parse_args()
    if arguments.site:
        print_site(arguments.site)
    elif arguments.papers:
        with tempfile.TemporaryDirectory() as folder:
            print_site(build(arguments, Path(folder)))
    else:
        parser.error("give PAPERS or --site")


def build(arguments: argparse.Namespace, folder: Path) -> Path:
    """Build a site of the papers and return its folder."""
    papers = sample_papers(read_records(arguments.papers), arguments.count)
    write_records(folder / "papers.jsonl", papers)
    packed, offline = str(arguments.packed).lower(), str(not arguments.no_offline).lower()
    (folder / "sitegen.toml").write_text(SETTINGS.format(packed=packed, offline=offline))
    command = [sys.executable, "-m", "sitegen", "build", "papers.jsonl", "-q"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "site"


def print_site(site: Path) -> None:
    sizes = {
        p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*") if p.is_file()
    }
    kind_of = {name: next(k for k, p in KINDS.items() if re.fullmatch(p, name)) for name in sizes}
    files, total = Counter(kind_of.values()), Counter()
    for name, size in sizes.items():
        total[kind_of[name]] += size
    print(f"{'kind':24} {'files':>8} {'MB':>8} {'mean bytes':>11}")
    for kind in KINDS:
        if files[kind]:
            mean = total[kind] / files[kind]
            print(f"{kind:24} {files[kind]:8} {total[kind] / 1e6:8.1f} {mean:11.0f}")
    print(f"{'all':24} {len(sizes):8} {sum(sizes.values()) / 1e6:8.1f}\n")
    pages = [(site / name).read_text("utf-8") for name in sizes if kind_of[name] == "papers"]
    print_parts(pages)


def print_parts(pages: list[str]) -> None:
    """Print the mean bytes of each part of papers' pages."""
    parts: Counter[str] = Counter()
    for page in pages:
        starts = [
            (match.start(), name) for name, p in PARTS.items() if (match := re.search(p, page))
        ]
        starts.sort()
        for (start, name), (end, _) in zip(starts, [*starts[1:], (len(page), "")], strict=True):
            parts[name] += len(page[start:end].encode())
        for name, pattern in ACROSS.items():
            parts[name] += sum(
                len(match) - 2 * (match[0] == ">") for match in re.findall(pattern, page)
            )
    print(f"{'part of a paper page':26} {'mean bytes':>11}")
    for name in (*PARTS, *ACROSS):
        print(f"{name:26} {parts[name] / len(pages):11.0f}")
    print(f"{'page':26} {sum(parts[name] for name in PARTS) / len(pages):11.0f}")


if __name__ == "__main__":
    main()
