"""The Atom feed of arXiv's API."""

import pytest

from sitegen.sources.formats import atom

ENTRY = """<entry>
<id>http://arxiv.org/abs/1706.03762v5</id>
<updated>2023-08-02T00:41:18Z</updated><published>2017-06-12T17:57:34Z</published>
<title>A Title</title><summary>An abstract.</summary>
<author><name>Ada Lovelace</name></author><author><name>Grace Hopper</name></author>
<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/1</arxiv:doi>
<arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Nature 1 (2017)</arxiv:journal_ref>
<link href="http://arxiv.org/abs/1706.03762v5" rel="alternate" type="text/html"/>
<link title="pdf" href="http://arxiv.org/pdf/1706.03762v5" rel="related"/>
<category term="cs.CL"/><category term="x-y"/><category term=""/><category/></entry>"""


def read(entry):
    return atom.read(f'<feed xmlns="http://www.w3.org/2005/Atom">\n{entry}</feed>', "x.atom")


def paper(entry):
    reading = read(entry)
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "is_atom"),
    [("<feed>", True), ("<entry xmlns='x'>", True), ("<feeds>", False), ("feed", False)],
)
def test_feeds_and_single_entries_are_claimed(head, is_atom):
    assert atom.sniff(head) is is_atom


def test_name_and_rank():
    assert (atom.NAME, atom.RANK) == ("atom", 20)


def test_an_entry_has_all_its_values():
    entry = paper(ENTRY)
    assert (entry.title, entry.abstract) == ("A Title", "An abstract.")
    assert [author.name for author in entry.authors] == ["Ada Lovelace", "Grace Hopper"]
    assert (entry.date, entry.year, entry.venue) == ("2017-06-12", 2017, "Nature 1 (2017)")
    assert (entry.doi, entry.arxiv_id) == ("10.1000/1", "1706.03762")
    assert [(link.url, link.kind) for link in entry.links] == [
        ("http://arxiv.org/abs/1706.03762v5", "arxiv"),
        ("http://arxiv.org/pdf/1706.03762v5", "pdf"),
    ]
    assert entry.keywords == ("Computation and Language", "x-y")
    assert (entry.origins[0].path, entry.origins[0].line) == ("x.atom", 2)


def test_other_elements_serve_where_the_usual_ones_are_missing():
    entry = paper(
        "<entry><id>http://arxiv.org/abs/1706.03762</id><title>T</title>"
        "<content>C</content><updated>2020-01-02T00:00:00Z</updated></entry>"
    )
    assert (entry.abstract, entry.date) == ("C", "2020-01-02")
    assert [link.url for link in entry.links] == ["http://arxiv.org/abs/1706.03762"]
    assert entry.keywords == entry.authors == ()


def test_an_entry_without_a_title_is_a_diagnostic_with_its_line():
    reading = read("\n<entry><id>http://arxiv.org/abs/1706.03762</id></entry>" + ENTRY)
    assert len(reading.papers) == 1
    assert [(d.line, d.message) for d in reading.diagnostics] == [
        (3, "there is no title; give one")
    ]


def test_a_single_entry_is_a_paper():
    entry = "<entry><id>http://arxiv.org/abs/1706.03762</id><title>T</title></entry>"
    assert [p.title for p in atom.read(entry, "x").papers] == ["T"]
