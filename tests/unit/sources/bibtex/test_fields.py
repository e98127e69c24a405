"""Fields of an entry under our names."""

import pytest

from sitegen.sources.bibtex.fields import named_fields


def field(name, kind="article", **fields):
    return named_fields(kind, "k", fields)[name]


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        (r"10.1007/978-3{\_}16", "10.1007/978-3_16"), (r"10.1007/a\_1\%b\&c", "10.1007/a_1%b&c"),
        (r"10.1002/(SICI)1{\textless}137::AID{\textgreater}3.0", "10.1002/(SICI)1<137::AID>3.0"),
        (r"10.1002/1$<$2$>$3", "10.1002/1<2>3"), (r"\url{https://doi.org/10.1/a_b}", "https://doi.org/10.1/a_b"),
        ("10.1002/1&lt;2&gt;3", "10.1002/1<2>3"),
    ],
)  # fmt: skip
def test_dois_are_whole(doi, expected):
    assert field("doi", doi=doi) == expected


def test_an_eprint_may_be_the_address_of_a_pdf():
    assert field("pdf", eprint="https://x.org/a.full.pdf") == ["https://x.org/a.full.pdf"]


def test_a_doi_may_stand_in_an_address():
    assert field("doi", **{"bdsk-url-1": "https://doi.org/10.1007/a"}) == "10.1007/a"
    assert field("doi", ee=r"https://doi.org/10.1007/a\_1") == "10.1007/a_1"
    assert field("doi", note="doi: 10.1007/x") == "10.1007/x"
    assert field("doi", url="https://x.org/10.1007/x") is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"arxivid": "1905.99011"}, "1905.99011"), ({"arxiv": "2501.91234v2"}, "2501.91234"),
        ({"eprint": "9802150", "primaryclass": "hep-th"}, "hep-th/9802150"),
        ({"eprint": "1234567", "eprinttype": "pubmed"}, None),
        ({"journal": "CoRR", "volume": "abs/1706.03762"}, "1706.03762"),
        ({"journal": "Toys", "volume": "abs/1706.03762"}, None),
        ({"howpublished": r"\url{https://arxiv.org/abs/1706.03762}"}, "1706.03762"),
        ({"doi": "10.1000/1706.03762"}, None),
        ({"eprint": "10.1000/1706.03762"}, None),
        ({"eprint": "https://x.org/1706.03762.pdf"}, None),
        ({"eprint": "9802150", "archiveprefix": "hep-th"}, "hep-th/9802150"),
        ({"journal": "CoRR, abs/1706.03762"}, "1706.03762"),
        ({"number": "1706.03762", "publisher": "arXiv"}, "1706.03762"),
        ({"note": "See also arXiv:1706.03762"}, None),
        ({"note": "Preprint, arXiv:1706.03762v1"}, "1706.03762"),
    ],
)  # fmt: skip
def test_arxiv_ids(fields, expected):
    assert field("arxiv_id", **fields) == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {"journal": r"{\apj}"}, "The Astrophysical Journal"),
        ("article", {"journal": r"\prl"}, "Physical Review Letters"),
        ("misc", {"howpublished": r"\url{https://x.org}", "publisher": "Zenodo"}, "Zenodo"),
        ("inproceedings", {"journal": "J", "booktitle": "B", "booksubtitle": "S"}, "B: S"),
        ("book", {"title": "T", "booktitle": "T", "publisher": "P"}, "P"),
    ],
)  # fmt: skip
def test_venues(kind, fields, expected):
    assert field("venue", kind, **fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"month": "jan~1"}, "2020-01-01"), ({"month": "10~jan"}, "2020-01-10"),
        ({"month": "July 4--8"}, None), ({"month": "may", "day": "31st"}, "2020-05-31"),
    ],
)  # fmt: skip
def test_dates(fields, expected):
    assert field("date", year="2020", **fields) == expected


def keywords(**fields):
    return [keyword["name"] for keyword in field("keywords", **fields)]


def test_keywords_of_all_fields_are_split_outside_of_braces():
    fields = {"author_keywords": r"a; b \& c", "keywords": "{d, e}, f and g, $x$"}
    assert keywords(**fields) == ["a", "b & c", "d, e", "f and g", "$x$"]
    assert keywords(keywords=r"a \sep b") == ["a", "b"]
    assert keywords(keywords="{a; b}, c") == ["a; b", "c"]


def test_editors_are_authors_of_whole_books_only():
    assert field("authors", "incollection", editor="Ed Itor") == []
    assert field("authors", "collection", editor="Ed Itor") == [{"literal": "Ed Itor"}]


def test_languages():
    assert field("language", langid="langenglish") == "english"
    assert field("language", language="fr") == "fr"


def test_the_index_terms_of_scopus_are_left_out_beside_the_keywords_of_the_authors():
    fields = {"author_keywords": "a; b", "keywords": "article; human"}
    assert keywords(source="Scopus", **fields) == ["a", "b"]
    assert keywords(source="Scopus", keywords="article; human") == ["article", "human"]
    assert keywords(**fields) == ["a", "b", "article", "human"]
