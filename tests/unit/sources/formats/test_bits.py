"""BITS: books and their chapters."""

import pytest

from sitegen.errors import SourceError
from sitegen.sources import read_text

META = "<book-meta><book-title-group><book-title>Hats</book-title></book-title-group>{}</book-meta>"
ROE = (
    "<contrib-group><contrib contrib-type='author'><name><surname>Roe</surname>"
    "<given-names>Jana</given-names></name></contrib></contrib-group>"
)


def read(body, meta=""):
    return read_text(f"<book>{META.format(meta)}<book-body>{body}</book-body></book>", "x.xml")


def chapter(title, rest=""):
    group = f"<title-group><title>{title}</title></title-group>"
    return f"<book-part><book-part-meta>{group}{rest}</book-part-meta></book-part>"


def test_chapters_are_papers_in_their_book():
    part = f"<book-part><book-part-meta><title-group><title>Part</title></title-group></book-part-meta><body>{chapter('Felt', ROE)}</body></book-part>"
    reading = read(
        part + chapter("Straw", "<fpage>9</fpage>"), "<pub-date><year>2019</year></pub-date>"
    )
    assert [(p.title, p.venue, p.year, p.pages) for p in reading.papers] == [
        ("Felt", "Hats", 2019, None), ("Straw", "Hats", 2019, "9"),
    ]  # fmt: skip
    assert reading.diagnostics == ()


def test_a_book_of_chapters_without_authors_is_one_paper():
    [paper] = read(chapter("1") + chapter("2"), ROE).papers
    assert (paper.title, [author.name for author in paper.authors]) == ("Hats", ["Jana Roe"])


def test_docbook_is_no_bits():
    with pytest.raises(SourceError, match="<book>"):
        read_text("<book><title>Hats</title></book>", "x.xml")
