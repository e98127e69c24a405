"""RSS feeds of arXiv and of journals."""

import pytest

from sitegen.sources.formats import rss

NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def read(*items):
    text = f"<rss {NAMESPACES}><channel><title>Feed</title>\n{''.join(items)}</channel></rss>"
    return rss.read(text, "x.xml")


def paper(inner, link="https://doi.org/10.1000/1"):
    reading = read(f"<item><title>A Title</title><link>{link}</link>{inner}</item>")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ('<rss version="2.0">', True),
        ('<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel>', True),
        ('<rdf:RDF xmlns:link="http://purl.org/rss/1.0/modules/link/"><bib:Article>', False),
        ("<rdf:RDF>", False), ("<feed>", False),
    ],
)  # fmt: skip
def test_both_kinds_of_feeds_are_claimed(head, claimed):
    assert rss.sniff(head) is claimed


def test_name_and_rank():
    assert (rss.NAME, rss.RANK) == ("rss", 21)


def test_posts_of_a_blog_are_errors():
    reading = read("<item><title>Hi</title><link>https://b.org/hi</link>"
                   "<dc:creator>admin</dc:creator><description>See "
                   "https://doi.org/10.1000/1</description></item>")  # fmt: skip
    assert reading.papers == ()
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.record) == (2, "Hi")
    assert diagnostic.message.startswith("names no DOI, arXiv id or journal")


@pytest.mark.parametrize(
    ("description", "date"),
    [
        ("arXiv:2407.00001v1 Announce Type: new \nAbstract: We do.", "2024-07-03"),
        ("arXiv:2407.00001v1 Announce Type: cross \nAbstract: We do.", "2024-07-03"),
        ("arXiv:2407.00001v2 Announce Type: replace \nAbstract: We do.", None),
        ("&lt;p&gt;We do.&lt;/p&gt;", "2024-07-03"),
    ],
)
def test_an_announcement_of_arxiv(description, date):
    entry = paper(
        f"<description>{description}</description><dc:creator>Ann Lee, Bo Ng</dc:creator>"
        "<category>cs.CL</category><pubDate>Wed, 03 Jul 2024 00:00:00 -0400</pubDate>",
        "https://arxiv.org/abs/2407.00001",
    )
    assert (entry.abstract, entry.arxiv_id, entry.date) == ("We do.", "2407.00001", date)
    assert (entry.year, entry.keywords) == (2024, ("Computation and Language",))
    assert [author.name for author in entry.authors] == ["Ann Lee", "Bo Ng"]


def test_the_id_after_an_old_title():
    reading = read(
        "<item><title>A Title. (arXiv:2005.00001v1 [cs.CL] UPDATED)</title><link>x</link></item>"
    )
    (entry,) = reading.papers
    assert (entry.title, entry.arxiv_id) == ("A Title", "2005.00001")


def test_an_item_of_a_journal():
    entry = paper(
        "<dc:creator>Lee, Ann</dc:creator><dc:creator>Ng, Bo</dc:creator>"
        "<prism:publicationName>J</prism:publicationName><prism:doi>10.1000/9</prism:doi>"
        "<prism:publicationDate>2024-05-06</prism:publicationDate>"
        "<description>J, Volume 1, Page 2</description>"
        "<content:encoded>&lt;p&gt;ABSTRACT&lt;/p&gt;We &lt;a href='x'&gt;do&lt;/a&gt;.</content:encoded>",
        "https://j.org/1",
    )
    assert (entry.venue, entry.doi, entry.date) == ("J", "10.1000/9", "2024-05-06")
    assert (entry.abstract, [a.name for a in entry.authors]) == ("We do.", ["Ann Lee", "Bo Ng"])
    assert [link.url for link in entry.links] == ["https://j.org/1"]


def test_the_labels_of_sciencedirect():
    entry = paper(
        "<description>&lt;p&gt;Publication date: 3 May 2024&lt;/p&gt;&lt;p&gt;&lt;b&gt;Source:&lt;/b&gt;"
        " J of X, Volume 12&lt;/p&gt;&lt;p&gt;Author(s): Ann Lee, Bo Ng&lt;/p&gt;</description>",
        "https://www.sciencedirect.com/science/article/pii/S1",
    )
    assert (entry.date, entry.venue, entry.abstract) == ("2024-05-03", "J of X", "")
    assert [author.name for author in entry.authors] == ["Ann Lee", "Bo Ng"]


def test_the_version_of_a_preprints_address_is_not_in_its_doi():
    entry = paper("", "https://www.biorxiv.org/content/10.1101/2024.01.02.123456v2.full?rss=1")
    assert entry.doi is not None
    assert entry.doi.startswith("10.1101/2024.01.02.123456")
    assert "v2" not in entry.doi
