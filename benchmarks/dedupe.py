"""How well records of one paper are found, and how fast: pairs made by realistic damage.

    python benchmarks/dedupe.py ../shared/data/papers-20000.jsonl.gz [--records 400000]

Each paper of the file comes again as another source would have it: as a bibliography (LaTeX, no
abstract, initials), a truncated abstract, a title in capitals, without its subtitle, with a typing
error, with the words of a listing. The truth is which paper a record was made from; papers of the
file that are merged with one another count as wrong, though some are one paper twice, and are
printed with ``--show``.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

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
    """Write a text as a BibTeX file has it."""
    text = re.sub(r"[%&#_]", r"\\\g<0>", text)
    return "".join(ACCENTS.get(char, char) for char in text)


def initials(name: str) -> str:
    """Return ``A. M. Turing``."""
    *given, last = name.split()
    return " ".join([*(f"{part[0]}." for part in given), last])


def bibliography(paper: Paper, _: random.Random) -> Paper:
    """No abstract, LaTeX, initials, another identifier."""
    return replace(
        paper,
        title=clean_text(to_latex(paper.title)),
        abstract="",
        authors=tuple(Author(initials(a.name)) for a in paper.authors),
    )


def truncated(paper: Paper, chance: random.Random) -> Paper:
    """The start of the abstract, as listings cut it."""
    return replace(paper, abstract=paper.abstract[: chance.randint(150, 400)].rstrip() + "…")


def capitals(paper: Paper, _: random.Random) -> Paper:
    """The title in capitals, as publishers' exports have it; initials."""
    authors = tuple(Author(initials(a.name)) for a in paper.authors)
    return replace(paper, title=paper.title.upper(), authors=authors)


def no_subtitle(paper: Paper, chance: random.Random) -> Paper:
    """The title up to its colon; the abstract cut."""
    return truncated(replace(paper, title=paper.title.partition(":")[0]), chance)


def mistyped(paper: Paper, chance: random.Random) -> Paper:
    """A letter of the title is lost, and one of the abstract here and there."""
    place = chance.randrange(len(paper.title))
    match_key = [c for c in paper.abstract if chance.random() > 0.01]
    title = paper.title[:place] + paper.title[place + 1 :]
    return replace(paper, title=title if any(map(str.isalnum, title)) else paper.title,
                   abstract="".join(match_key))  # fmt: skip


def listing(paper: Paper, _: random.Random) -> Paper:
    """Title and abstract as text, with typesetters' quotes and dashes, and nothing else."""
    changed = paper.abstract.replace("'", "’").replace(" - ", " – ").replace("fi", "ﬁ")
    return Paper(paper.title, clean_text(changed))


DAMAGES: list[Damage] = [
    bibliography, truncated, capitals, no_subtitle, mistyped, listing
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers")
    parser.add_argument("--records", type=int, default=0, help="also time so many records")
    parser.add_argument("--show", action="store_true", help="print what was merged wrongly")
    options = parser.parse_args()
    bare = [replace(p, arxiv_id=None, doi=None, links=(), source_id=None)
            for p in read_sources([options.papers]).papers]  # fmt: skip
    print(f"{len(bare)} papers, each twice")
    total: Counter[str] = Counter()
    for damage in DAMAGES:
        counts = score(bare, damage, show=options.show)
        total += counts
        tell(damage.__name__, counts)
    tell("all", total)
    if options.records:
        grow(bare, options.records)


def score(papers: list[Paper], damage: Damage, *, show: bool) -> Counter[str]:
    """Merge papers with their damaged selves; count pairs rightly and wrongly made one."""
    chance = random.Random(7)
    usable = [p for p in papers if damage is not no_subtitle or ":" in p.title]
    records = [replace(p, origins=(Origin("file", n + 1),)) for n, p in enumerate(usable)]
    records += [
        replace(damage(p, chance), origins=(Origin("damaged", n + 1),))
        for n, p in enumerate(usable)
    ]
    groups = collect(records).entries
    counts: Counter[str] = Counter(pairs=len(usable))
    for entry in groups:
        truth = Counter(origin.line for origin in entry.paper.origins)
        counts["found"] += sum(n == 2 for n in truth.values())
        size = truth.total()
        made = size * (size - 1) // 2
        counts["made"] += made
        wrong = made - sum(n * (n - 1) // 2 for n in truth.values())
        counts["wrong"] += wrong
        if wrong and show:
            for line in truth:
                print("   ", line, usable[line - 1].title, "|", usable[line - 1].year,
                      "|", usable[line - 1].abstract[:60])  # fmt: skip
            print()
    return counts


def tell(name: str, counts: Counter[str]) -> None:
    precision = 1 - counts["wrong"] / max(1, counts["made"])
    print(f"{name:<14} {counts['pairs']:7} pairs  precision {precision:.4f}  "
          f"recall {counts['found'] / counts['pairs']:.4f}")  # fmt: skip


def grow(papers: list[Paper], size: int) -> None:
    """Time collections of the same kind of records: half new papers, half damaged."""
    for count in (size // 4, size):
        chance = random.Random(11)
        records: list[Paper] = []
        number = 0
        while len(records) < count:
            for paper in papers[: (count - len(records) + 1) // 2]:
                mark = f"{chance.choice(papers).title.split()[0]} {number}"
                abstract = paper.abstract[::-1] if number % 2 else paper.abstract
                new = replace(paper, title=f"{mark} {paper.title}", abstract=f"{mark} {abstract}")
                records += [new, chance.choice(DAMAGES)(new, chance)]
            number += 1
        start = time.process_time()
        with gc_paused():
            made = collect(records)
        spent = time.process_time() - start
        print(
            f"{len(records):7} records  {spent:6.1f} CPU s  "
            f"{1e6 * spent / len(records):5.0f} µs each  {len(made.entries)} papers"
        )


if __name__ == "__main__":
    main()
