"""Papers of every kind, and hostile ones, for tests of what is written."""

from hypothesis import strategies as st

from sitegen.paper import STATUS_ORDER, Author, Entry, Link, Paper

KINDS = [None, "article", "conference", "preprint", "book", "chapter", "thesis", "report",
         "dataset", "software", "other"]  # fmt: skip
#: One line of clean text, as readers give it; any signs.
texts = st.text(
    st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=30
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
_signs = st.text("{}\\\"'%&#$_~^@,;:<>=-*() ab", min_size=1, max_size=12)
hostile_texts = st.one_of(texts, _signs.map(lambda text: " ".join(text.split())).filter(bool))
optional_texts = st.one_of(st.none(), hostile_texts)
dates = st.dates().map(str)


@st.composite
def papers(draw):
    """Draw a paper with any signs in its texts."""
    date = draw(st.one_of(st.none(), dates))
    names = st.lists(hostile_texts, max_size=3)
    return Paper(
        draw(hostile_texts),
        abstract=draw(st.one_of(st.just(""), hostile_texts)),
        authors=tuple(map(Author, draw(names))),
        year=draw(st.one_of(st.none(), st.integers(1000, 9999))) if date is None else int(date[:4]),
        date=date,
        venue=draw(optional_texts),
        volume=draw(optional_texts),
        issue=draw(optional_texts),
        pages=draw(optional_texts),
        kind=draw(st.sampled_from(KINDS)),
        publisher=draw(optional_texts),
        editors=tuple(draw(names)),
        series=draw(optional_texts),
        edition=draw(optional_texts),
        institution=draw(optional_texts),
        genre=draw(optional_texts),
        keywords=tuple(draw(names)),
        language=draw(st.sampled_from([None, "en", "de", "tl"])),
        status=draw(st.sampled_from([None, None, *STATUS_ORDER])),
        arxiv_id=draw(st.sampled_from([None, "1706.03762", "hep-th/9901001"])),
        doi=draw(st.sampled_from([None, "10.1/a_b", "10.1002/(sici)1097<1::aid-x>3.0.co;2-#"])),
        links=draw(
            st.sampled_from(
                [
                    (),
                    (Link("https://e.org/{a}\\b_c%20", "source"),),
                    (Link("https://e.org/a.pdf?x=1&y=2", "pdf"),),
                ]
            )
        ),
    )


def entry(paper, paper_id="paper-id"):
    """Return a paper with an id."""
    return Entry(paper_id, paper)
