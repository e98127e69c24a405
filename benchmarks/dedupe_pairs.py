"""Pairs of records for ``dedupe.py``: papers that look like one, and one paper in two forms.

All contents are invented or derived from the papers that are given, and depend on the seed alone.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.paper import Author, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Pair = tuple[Paper, Paper]
    Generator = Callable[[Paper, Paper, random.Random], Pair]

SEED = 13
GENERIC_TITLES = (
    "Preface", "Foreword", "Editorial", "Guest Editorial", "Introduction", "Obituary", "Erratum",
    "Introduction to the Special Issue", "Corrigendum", "Correction", "Retraction", "In Memoriam",
    "Book Reviews", "Letter to the Editor", "Reply", "Comment", "Author Index", "Front Matter",
    "Table of Contents", "News", "Announcements", "Conclusion", "Summary", "Abstracts",
    "Discussion", "Panel", "Keynote", "Welcome Message", "Report of the Committee", "Vorwort",
    "Nachruf", "Éditorial", "Avant-propos", "Prólogo", "Prefazione", "Editor's Note", "前言",
    "Introduction to the Special Issue on Learning", "From the Editors", "List of Reviewers",
)  # fmt: skip
VENUES = ("Annals of Hats", "Hat Letters", "Journal of Gloves", "Computational Millinery",
          "The Scarf", "Proceedings of the Workshop on Hats", "Handbook of Folding")  # fmt: skip
TOPICS = ("paper hats", "woollen gloves", "long scarves", "winter coats", "leather boots")
PEOPLE = ("Wei Liu", "Wei Wang", "Jana Roe", "Anna Rosso", "Jon Svart", "Li Chen", "Max Müller",
          "Anonymous", "Ana García López", "Sofie van der Berg")  # fmt: skip


def authors(rng: random.Random, count: int = 2) -> tuple[Author, ...]:
    return tuple(map(Author, rng.sample(PEOPLE, count)))


# ---- Different papers -------------------------------------------------------------------------


def generic_venues(_: Paper, __: Paper, rng: random.Random) -> Pair:
    """One generic title in two venues, by one author or by none."""
    title, (first, second) = rng.choice(GENERIC_TITLES), rng.sample(VENUES, 2)
    people = authors(rng, 1) if rng.random() < 0.5 else ()
    year = rng.randint(1990, 2024)
    return (Paper(title, "", people, year, venue=first),
            Paper(title, "", people, year, venue=second))  # fmt: skip


def generic_issues(_: Paper, __: Paper, rng: random.Random) -> Pair:
    """One generic title by one editor in two issues of one journal."""
    title, venue = rng.choice(GENERIC_TITLES), rng.choice(VENUES)
    people, year, issue = authors(rng, 1), rng.randint(1990, 2024), rng.randint(1, 6)
    first = Paper(title, "", people, year, venue=venue, volume="7", issue=str(issue))
    return first, replace(first, issue=str(issue + 1), pages="101-102")


def generic_years(_: Paper, __: Paper, rng: random.Random) -> Pair:
    """One generic title in two years of one journal."""
    first = Paper(
        rng.choice(GENERIC_TITLES), "", authors(rng, 1), rng.randint(1990, 2020),
        venue=rng.choice(VENUES),
    )  # fmt: skip
    return first, replace(first, year=(first.year or 0) + rng.randint(1, 3))


def generic_authors(_: Paper, __: Paper, rng: random.Random) -> Pair:
    """One generic title by two authors who share a word of their names."""
    first = Paper(
        rng.choice(GENERIC_TITLES), "", (Author("Wei Liu"),), 2015, venue=rng.choice(VENUES)
    )
    return first, replace(first, authors=(Author(rng.choice(("Wei Wang", "Chen, Wei"))),))


def parts(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """Parts I and II of one paper, with one abstract."""
    numbers = rng.choice((("I", "II"), ("1", "2"), ("II", "III"), ("A 7", "A 8")))
    first, second = (replace(paper, title=f"{paper.title}, Part {n}") for n in numbers)
    return first, second


def annual_reports(_: Paper, __: Paper, rng: random.Random) -> Pair:
    """An annual report of two years, under one title."""
    topic, kind = rng.choice(TOPICS), rng.choice(("Annual report on", "Yearly statistics of"))
    first = Paper(
        f"{kind} the trade in {topic}", "", (Author("Jana Roe"),), rng.randint(1990, 2020),
        venue="Annals of Hats",
    )  # fmt: skip
    return first, replace(first, year=(first.year or 0) + 1)


def notices(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A paper and its correction, a comment on it or a reply to one."""
    start = rng.choice(("Correction to: ", "Erratum: ", "Reply to ", "Comment on ", "Retraction: "))
    abstract = paper.abstract if rng.random() < 0.5 else ""
    return paper, replace(paper, title=start + paper.title, abstract=abstract)


def replies(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """Two replies to one paper by two people."""
    title = rng.choice(("Reply to ", "Comment on ")) + paper.title
    first, second = rng.sample(PEOPLE[:7], 2)
    return (Paper(title, "", (Author(first),), paper.year),
            Paper(title, "", (Author(second),), paper.year))  # fmt: skip


def companions(_: Paper, __: Paper, rng: random.Random) -> Pair:
    """Two papers of one group whose titles differ by a word."""
    words = rng.sample(("men", "women", "boys", "girls", "nurses", "pilots", "bakers"), 2)
    people, topic = authors(rng, 3), rng.choice(TOPICS)
    titles = (f"A long study of the wearing of {topic} among the {w} of Norway" for w in words)
    first, second = (Paper(title, "", people, 2015, venue="Hat Letters") for title in titles)
    return first, second


def chapters(paper: Paper, second_paper: Paper, rng: random.Random) -> Pair:
    """Two chapters that carry the DOI of their book."""
    doi = f"10.1201/b{rng.randint(10_000, 99_999)}"
    title = rng.choice(GENERIC_TITLES)
    first = Paper(title, "", paper.authors, 2013, venue="Handbook of Folding", doi=doi)
    return first, Paper(
        second_paper.title, "", second_paper.authors, 2013, venue="Handbook of Folding", doi=doi
    )


def chapters_of_title(paper: Paper, second_paper: Paper, rng: random.Random) -> Pair:
    """Introductions of two chapters' authors under the DOI of their book."""
    first, _ = chapters(paper, second_paper, rng)
    return first, replace(first, authors=(Author("Otto Unlike"),), pages="99-101")


def namesakes(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """One title by people of one given name."""
    first, second = rng.sample(("Wei Liu", "Wei Wang", "Wei Chen"), 2)
    return (replace(paper, abstract="", authors=(Author(first),)),
            replace(paper, abstract="", authors=(Author(second),)))  # fmt: skip


def later_work(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A title that a group used twice, years apart."""
    first = replace(paper, abstract="", year=2010, authors=paper.authors or authors(rng))
    return first, replace(first, year=2010 + rng.randint(3, 6))


def sequels(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A paper and its sequel or another year of it, under one DOI or with one abstract."""
    first = replace(paper, doi=f"10.99000/{rng.randint(1, 10**9)}" if rng.random() < 0.5 else None)
    end = rng.choice((", Part II", " II", " 2", " v2", ", part ii", ", Vol. 3", " 2013"))
    return first, replace(first, title=first.title + end)


def siblings(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """Two papers whose titles differ by a letter, a small Roman number or a year at their end."""
    ends = rng.choice(((" A", " B"), (" i.", " ii."), (", part i", ", part ii"),
                       (" 2012", " 2013"), (" (2012)", " (2013)")))  # fmt: skip
    doi = f"10.99000/{rng.randint(1, 10**9)}" if rng.random() < 0.5 else None
    first, second = (replace(paper, title=paper.title + end, doi=doi) for end in ends)
    return first, second


def companions_of_paper(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A paper and what belongs to it, under one DOI or with one abstract."""
    start = rng.choice((
        "Author's Correction to ", "Republished: ", "Dataset for ", "Data for: ", "Poster: ",
        "Slides: ", "A note on ", "Retraction Note: ", "Editorial: ", "Discussion: ", "Appendix: ",
        "Fe de errores: ",
    ))  # fmt: skip
    doi = f"10.99000/{rng.randint(1, 10**9)}" if rng.random() < 0.5 else None
    first = replace(paper, doi=doi)
    return first, replace(first, title=start + paper.title)


def extended_abstracts(paper: Paper, _: Paper, __: random.Random) -> Pair:
    """A paper and its extended abstract, with one abstract."""
    return paper, replace(paper, title=f"{paper.title} (Extended Abstract)")


DIFFERENT: tuple[Generator, ...] = (
    generic_venues, generic_issues, generic_years, generic_authors, parts, annual_reports, notices,
    replies, companions, chapters, chapters_of_title, namesakes, later_work,
    sequels, siblings, companions_of_paper, extended_abstracts,
)  # fmt: skip


# ---- One paper --------------------------------------------------------------------------------


def preprint(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """The preprint of a published paper, a year before, tied by nothing but its text."""
    year = paper.year or 2015
    people = paper.authors or authors(rng)
    first = Paper(paper.title, paper.abstract, people, year - 1, venue="arXiv",
                  arxiv_id=f"15{rng.randint(1, 9):02}.{rng.randint(10_000, 99_999)}")  # fmt: skip
    return first, replace(
        paper, authors=people, year=year, abstract="", doi=f"10.99000/{rng.randint(1, 10**9)}"
    )


def retitled(paper: Paper, second_paper: Paper, rng: random.Random) -> Pair:
    """A renamed paper with its arXiv id."""
    first = replace(paper, arxiv_id=f"1706.{rng.randint(10_000, 99_999)}")
    return first, replace(
        first, title=second_paper.title, abstract="", doi=f"10.99000/{rng.randint(1, 10**9)}"
    )


def reworded(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A title with other words at its end, and the paper's DOI."""
    first = replace(paper, doi=f"10.99000/{rng.randint(1, 10**9)}")
    return first, replace(first, title=f"{paper.title} in Practice", abstract="")


def spelled(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """Names with and without diacritics and given names."""
    first, second = rng.choice((
        ("Max Müller", "M. Mueller"), ("Max Müller", "Muller, M."), ("Łukasz Żak", "Zak L"),
        ("Laurens van der Maaten", "L. Maaten"), ("José García", "J. Garcia"),
    ))  # fmt: skip
    people = paper.authors[1:3]
    return (replace(paper, abstract="", authors=(Author(first), *people)),
            replace(paper, abstract="", authors=(Author(second), *people)))  # fmt: skip


def missing_fields(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A record that lacks its year or its venue, and has a cut abstract."""
    field = rng.choice(("year", "venue", "date"))
    return paper, replace(paper, **{field: None}, abstract=paper.abstract[:200] + "…")


def generic_twice(_: Paper, __: Paper, rng: random.Random) -> Pair:
    """One editorial in two exports, the second with an abbreviated venue."""
    first = Paper(
        rng.choice(GENERIC_TITLES), "", authors(rng, 1), 2015, venue="Annals of Hats",
        volume="7", issue="2", pages="101-102",
    )  # fmt: skip
    return first, replace(first, venue="Ann. Hats", pages="101", title=first.title.upper())


def respelled(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A title in two spellings, without an abstract."""
    ends = rng.choice((
        ("and the Colour Modelling of Fibre Behaviour", "and the Color Modeling of Fiber Behavior"),
        ("and α-Hats", "and alpha-Hats"), (r"and $\alpha$-Hats", "and α-Hats"),
        ("für große Hüte", "fuer grosse Huete"), ("in L2", "in L²"), (", Part II", ", Part 2"),
        ("II", "2"), (", Pt. 3", ", Part Three"),
    ))  # fmt: skip
    people = paper.authors or authors(rng)
    first, second = (
        replace(paper, title=f"{paper.title} {end}", authors=people, abstract="") for end in ends
    )
    return first, second


def labelled(paper: Paper, _: Paper, rng: random.Random) -> Pair:
    """A title with words about its version, without an abstract."""
    start, end = rng.choice((
        ("", " (Extended Version)"), ("", " [preprint]"), ("", " [Retracted]"),
        ("RETRACTED ARTICLE: ", ""), ("", " (Retracted article. See vol. 12, pg 4, 2013)"),
    ))  # fmt: skip
    first = replace(paper, authors=paper.authors or authors(rng), abstract="")
    return first, replace(first, title=f"{start}{paper.title}{end}")


SAME: tuple[Generator, ...] = (
    preprint, retitled, reworded, spelled, missing_fields, generic_twice,
    respelled, labelled,
)  # fmt: skip


def generate(
    generators: Sequence[Generator], papers: Sequence[Paper], count: int
) -> Iterator[tuple[str, Pair]]:
    """Yield the name of a generator and a pair of it, ``count`` pairs of all in turn."""
    rng = random.Random(SEED)
    usable = [p for p in papers if len(p.title) > 30 and p.abstract and p.authors]
    for number in range(count):
        generator = generators[number % len(generators)]
        paper, second_paper = rng.sample(usable or list(papers), 2)
        yield generator.__name__, generator(paper, second_paper, rng)
