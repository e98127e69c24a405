"""Measure how well records of the same paper are merged, and how fast, on damaged copies.

    python benchmarks/dedupe.py ../shared/data/papers-20000.jsonl.gz [--records 400000]

Each paper of the file is paired with a copy of it as a second source would have it: from a
bibliography (LaTeX, no abstract, initials), with a truncated abstract, with a title in capitals,
without its subtitle, with a typing error, or in the typography of a listing. The truth is the paper
that a record was derived from. Merged papers of the file count as errors although the file contains
duplicates; ``--show`` prints them.

Then pairs of different papers that look like one (generic titles, parts, annual reports, replies,
chapters with their book's DOI) and pairs of one paper in two forms (preprints, renamed papers,
names without diacritics) are collected, each pair alone: see ``dedupe_pairs.py``.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dedupe_pairs import DIFFERENT, SAME, generate

from sitegen.collection.collect import collect
from sitegen.paper import Author, Origin, Paper
from sitegen.sources import read_sources
from sitegen.text.clean import clean_text
from sitegen.workspace.runtime import gc_paused

if TYPE_CHECKING:
    from collections.abc import Callable

    Damage = Callable[[Paper, random.Random], Paper]

ACCENTS = {"é": r"{\'e}", "ü": r'{\"u}', "ö": r'{\"o}', "ä": r'{\"a}', "á": r"{\'a}", "ç": r"\c{c}",
           "ñ": r"\~{n}", "š": r"\v{s}", "ø": r"{\o}", "–": "--", "—": "---"}  # fmt: skip


def to_latex(text: str) -> str:
    """Encode a text for a BibTeX file."""
    text = re.sub(r"[%&#_]", r"\\\g<0>", text)
    return "".join(ACCENTS.get(char, char) for char in text)


def initials(name: str) -> str:
    """Abbreviate given names: ``Alan Mathison Turing`` to ``A. M. Turing``."""
    *given, last = name.split()
    return " ".join([*(f"{part[0]}." for part in given), last])


def bibliography(paper: Paper, _: random.Random) -> Paper:
    """Keep the title, from LaTeX, and the authors' initials, as in a bibliography."""
    return replace(
        paper,
        title=clean_text(to_latex(paper.title)),
        abstract="",
        authors=tuple(Author(initials(a.name)) for a in paper.authors),
    )


def truncated(paper: Paper, rng: random.Random) -> Paper:
    """Truncate the abstract as listings do."""
    return replace(paper, abstract=paper.abstract[: rng.randint(150, 400)].rstrip() + "…")


def capitals(paper: Paper, _: random.Random) -> Paper:
    """Write the title in capitals and authors as initials, as in exports of publishers."""
    authors = tuple(Author(initials(a.name)) for a in paper.authors)
    return replace(paper, title=paper.title.upper(), authors=authors)


def no_subtitle(paper: Paper, rng: random.Random) -> Paper:
    """Cut the title at its colon, and truncate the abstract."""
    return truncated(replace(paper, title=paper.title.partition(":")[0]), rng)


def mistyped(paper: Paper, rng: random.Random) -> Paper:
    """Drop one character of the title, and 1% of those of the abstract."""
    position = rng.randrange(len(paper.title))
    abstract = "".join(char for char in paper.abstract if rng.random() > 0.01)
    title = paper.title[:position] + paper.title[position + 1 :]
    # A title without letters and digits is not a title: one that would lose its last stays.
    title = title if any(map(str.isalnum, title)) else paper.title
    return replace(paper, title=title, abstract=abstract)


def listing(paper: Paper, _: random.Random) -> Paper:
    """Keep only title and abstract, with typographic quotes, dashes and ligatures."""
    abstract = paper.abstract.replace("'", "’").replace(" - ", " – ").replace("fi", "ﬁ")
    return Paper(paper.title, clean_text(abstract))


DAMAGES: list[Damage] = [
    bibliography, truncated, capitals, no_subtitle, mistyped, listing
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers")
    parser.add_argument("--records", type=int, default=0, help="also time this many records")
    parser.add_argument("--pairs", type=int, default=2000, help="pairs of different papers")
    parser.add_argument("--show", action="store_true", help="print wrongly merged records")
    options = parser.parse_args()
    # Without identifiers and links, which would decide most pairs, only the texts are compared.
    papers = [replace(p, arxiv_id=None, doi=None, links=(), source_id=None)
              for p in read_sources([options.papers]).papers]  # fmt: skip
    print(f"{len(papers)} papers, each twice")
    total: Counter[str] = Counter()
    for damage in DAMAGES:
        counts = score(papers, damage, show=options.show)
        total += counts
        print_scores(damage.__name__, counts)
    print_scores("all", total)
    score_pairs(papers, options.pairs, show=options.show)
    if options.records:
        time_collections(papers, options.records)


def score(papers: list[Paper], damage: Damage, *, show: bool) -> Counter[str]:
    """Merge papers with their damaged copies, and count pairs.

    Counts ``pairs`` to merge, those that were (``matched``), and of all ``merged`` pairs of records
    the ``wrong`` ones.
    """
    rng = random.Random(7)
    originals = [p for p in papers if damage is not no_subtitle or ":" in p.title]
    # The line of a record's origin is the number of the paper that it was derived from.
    records = [replace(p, origins=(Origin("file", n + 1),)) for n, p in enumerate(originals)]
    records += [
        replace(damage(p, rng), origins=(Origin("damaged", n + 1),))
        for n, p in enumerate(originals)
    ]
    counts: Counter[str] = Counter(pairs=len(originals))
    for entry in collect(records).entries:
        truth = Counter(origin.line for origin in entry.paper.origins)
        counts["matched"] += sum(n == 2 for n in truth.values())
        merged = pair_count(truth.total())
        wrong = merged - sum(map(pair_count, truth.values()))
        counts["merged"] += merged
        counts["wrong"] += wrong
        if wrong and show:
            for line in truth:
                paper = originals[line - 1]
                print("   ", line, paper.title, "|", paper.year, "|", paper.abstract[:60])
            print()
    return counts


def score_pairs(papers: list[Paper], count: int, *, show: bool) -> None:
    """Print how many pairs of different papers stay two, and how many of one paper become one."""
    wrong: Counter[str] = Counter()
    merged_rightly = 0
    same = list(generate(SAME, papers, count))
    for is_same, pairs in ((False, generate(DIFFERENT, papers, count)), (True, same)):
        for name, pair in pairs:
            is_merged = len(collect(pair).entries) == 1
            merged_rightly += is_same and is_merged
            if is_merged is not is_same:
                wrong[name] += 1
                if show:
                    print("   ", name, *pair, sep="\n      ")
    merged_wrongly = sum(wrong[generator.__name__] for generator in DIFFERENT)
    precision = merged_rightly / max(1, merged_rightly + merged_wrongly)
    print(
        f"{'pairs':<14} {2 * count:7} pairs  precision {precision:.4f}  "
        f"recall {merged_rightly / max(1, len(same)):.4f}"
    )
    for name, number in wrong.most_common():
        print(f"  {name:<20} {number} wrong")


def pair_count(size: int) -> int:
    """Return the number of pairs in a group of records."""
    return size * (size - 1) // 2


def print_scores(name: str, counts: Counter[str]) -> None:
    precision = 1 - counts["wrong"] / max(1, counts["merged"])
    recall = counts["matched"] / counts["pairs"]
    print(f"{name:<14} {counts['pairs']:7} pairs  precision {precision:.4f}  recall {recall:.4f}")


def time_collections(papers: list[Paper], size: int) -> None:
    """Time ``size / 4`` and ``size`` records, half of them papers, half damaged copies."""
    for count in (size // 4, size):
        records = generate_records(papers, count)
        start = time.process_time()
        with gc_paused():  # as a build does
            collection = collect(records)
        spent = time.process_time() - start
        print(
            f"{len(records):7} records  {spent:6.1f} CPU s  "
            f"{1e6 * spent / len(records):5.0f} µs each  {len(collection.entries)} papers"
        )


def generate_records(papers: list[Paper], count: int) -> list[Paper]:
    """Return ``count`` records: variants of the papers, each followed by a damaged copy."""
    rng = random.Random(11)
    records: list[Paper] = []
    number = 0
    while len(records) < count:
        for paper in papers[: (count - len(records) + 1) // 2]:
            # A prefix of title and abstract, and in every second round the abstract reversed, keep
            # the variants of one paper from being merged.
            prefix = f"{rng.choice(papers).title.split()[0]} {number}"
            abstract = paper.abstract[::-1] if number % 2 else paper.abstract
            new = replace(paper, title=f"{prefix} {paper.title}", abstract=f"{prefix} {abstract}")
            records += [new, rng.choice(DAMAGES)(new, rng)]
        number += 1
    return records


if __name__ == "__main__":
    main()
