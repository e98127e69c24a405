"""The Atom feed of arXiv's API."""

import pytest

from sitegen.sources.formats import atom
from tests.unit.sources.timing import assert_linear

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


def feed(*entries, rest=""):
    return atom.read(
        f'<feed xmlns="http://www.w3.org/2005/Atom">{rest}\n{"".join(entries)}</feed>', "x.atom"
    )


POST = "<entry><id>https://b.org/1</id><title>A Title</title><author><name>Lee, Ann</name></author></entry>"


def test_posts_of_a_blog_are_errors():
    reading = feed(POST, rest="<generator uri='https://jekyllrb.com'>Jekyll</generator>")
    (diagnostic,) = reading.diagnostics
    assert reading.papers == ()
    assert diagnostic.message.startswith("names no DOI, arXiv id or journal")


@pytest.mark.parametrize("program", ["Open Journal Systems", "DSpace", "EPrints"])
def test_the_feed_of_a_repository_holds_papers(program):
    (entry,) = feed(POST, rest=f"<generator>{program}</generator>").papers
    assert (entry.title, [author.name for author in entry.authors]) == ("A Title", ["Ann Lee"])
    assert [link.url for link in entry.links] == ["https://b.org/1"]


def test_an_announcement_of_arxiv_lists_its_authors_in_one_text():
    (entry,) = feed(
        '<entry xmlns:dc="http://purl.org/dc/elements/1.1/"><id>oai:arXiv.org:2407.00001v1</id>'
        "<title>A Title</title><summary>arXiv:2407.00001v1 Announce Type: new \nAbstract: We do."
        "</summary><published>2024-07-03T00:00:00-04:00</published><dc:creator>Ann Lee, Bo Ng"
        "</dc:creator></entry>"
    ).papers
    assert (entry.arxiv_id, entry.abstract, entry.date) == ("2407.00001", "We do.", "2024-07-03")
    assert [author.name for author in entry.authors] == ["Ann Lee", "Bo Ng"]
    assert entry.links == ()


def test_the_source_of_an_entry_is_no_entry():
    source = ENTRY.replace("</entry>", f"<source><title>Feed</title>{POST}</source></entry>")
    assert [p.title for p in read(source).papers] == ["A Title"]


def test_arxivs_answer_to_a_wrong_query_is_an_error():
    (diagnostic,) = feed(
        "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>bad id</summary>"
        "</entry>"
    ).diagnostics
    assert diagnostic.message == "arXiv answers: bad id; check the query"


ZOTERO = (
    '<entry xmlns:zapi="http://zotero.org/ns/api"><title>T</title><author><name>user</name></author>'
    "<id>http://zotero.org/1</id><zapi:key>K</zapi:key><zapi:itemType>{}</zapi:itemType>"
    "<zapi:year>2014</zapi:year><content>{}</content></entry>"
)


def test_items_of_zotero_are_json():
    item = (
        '{"title": "T", "creators": [{"creatorType": "author", "firstName": "Ann", "lastName": "Lee"},'
        ' {"creatorType": "editor", "lastName": "No"}, 1], "date": "2014-02-01", "DOI": "10.1000/1",'
        ' "tags": [{"tag": "a"}, 2], "publicationTitle": "J"}'
    )
    (entry,) = feed(ZOTERO.format("journalArticle", item), ZOTERO.format("note", "")).papers
    assert (entry.title, entry.venue, entry.doi, entry.date) == (
        "T",
        "J",
        "10.1000/1",
        "2014-02-01",
    )
    assert ([a.name for a in entry.authors], entry.keywords) == (["Ann Lee"], ("a",))


@pytest.mark.parametrize("content", ["", "no JSON", "[1]", '{"creators": 1, "title": "T"}'])
def test_the_owner_of_a_zotero_library_is_no_author(content):
    (entry,) = feed(ZOTERO.format("book", content)).papers
    assert (entry.title, entry.authors, entry.source_id) == ("T", (), "K")


def test_time_is_linear_in_posts():
    assert_linear(lambda size: f"<feed>{POST * size}</feed>", lambda t: atom.read(t, "x"), 500)


def test_results_of_scopus_are_entries():
    text = (
        '<search-results xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><entry>'
        '<link ref="self" href="https://api.elsevier.com/1"/><dc:title>T</dc:title>'
        "<dc:creator>Lee A.</dc:creator><prism:publicationName>J</prism:publicationName>"
        "<prism:coverDate>2020-01-02</prism:coverDate><prism:doi>10.1000/1</prism:doi>"
        "<authkeywords>a | b, c</authkeywords></entry></search-results>"
    )
    assert atom.sniff(text)
    (entry,) = atom.read(text, "x").papers
    assert (entry.title, entry.venue, entry.doi, entry.date) == (
        "T",
        "J",
        "10.1000/1",
        "2020-01-02",
    )
    assert entry.keywords == ("a", "b, c")


def test_a_misplaced_start_of_an_entry_hides_no_other_entry():
    entries = [
        f"<entry>\n<id>https://doi.org/10.1234/{n}</id>\n<title>Paper {n}</title>\n</entry>"
        for n in range(5)
    ]
    lines = "\n".join(entries).split("\n")
    # Still well-formed: the second entry ends where the fifth one should.
    starts = [index for index, line in enumerate(lines) if line == "<entry>"]
    first, second = starts[1] + 1, starts[4]
    lines[first], lines[second] = lines[second], lines[first]
    text = "\n".join(['<feed xmlns="http://www.w3.org/2005/Atom">', *lines, "</feed>"])
    reading = atom.read(text, "x")
    assert [p.title for p in reading.papers] == ["Paper 0", "Paper 2", "Paper 3"]
    assert [d.line for d in reading.diagnostics if d.record_count] == [6, 7, 20]
