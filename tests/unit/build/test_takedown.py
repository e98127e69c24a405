"""Nothing of a paper that is taken down is left, and papers that were retracted say so everywhere."""

import gzip
import json

import pytest

from sitegen.errors import BuildError
from sitegen.paper import Paper
from sitegen.state import read_state
from sitegen.state.identities import identities
from tests.unit.builds import PAPERS, build, make_config, write_papers

TITLE = "Zwiebelkuchen"
RECORDS = [
    *PAPERS,
    {"id": "c", "title": f"{TITLE} of graphs", "abstract": f"On graphs and {TITLE.lower()}s.",
     "authors": ["Zenobia Zwiebel"], "year": 2021, "doi": "10.1234/onion", "venue": "Graphs"},
    # The same paper: merged, and reported as such.
    {"id": "d", "title": f"{TITLE} of graphs", "year": 2001, "doi": "10.1234/onion",
     "abstract": "x" * 9, "authors": "?"},
]  # fmt: skip
#: Enough that a later build keeps the index of the former one.
OTHERS = [
    {"id": f"e{number}", "title": f"Subject {number} of many", "abstract": "On subjects.",
     "authors": ["Dora Zaunkoenig" if number == 3 else "Ann Other"]}
    for number in range(20)
]  # fmt: skip
TRACES = (TITLE.lower(), "zenobia", "10.1234/onion")
FEEDS = {"site": {"url": "https://example.org"}}


def texts(folder):
    """Yield the name and the content of each file below a folder, unpacked."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            unpacked = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            yield path.relative_to(folder).as_posix(), unpacked


def traces(folder, words=TRACES):
    return [
        name for name, data in texts(folder) if any(word.encode() in data.lower() for word in words)
    ]


def test_a_takedown_leaves_nothing_in_the_site_and_its_caches(tmp_path):
    write_papers(tmp_path / "papers.jsonl", [*RECORDS, *OTHERS])
    settings = {**FEEDS, "search": {"offline": True}, "related": {"method": "static"}}
    build(tmp_path, config=make_config(tmp_path, **settings))
    site, workspace = tmp_path / "site", tmp_path / ".sitegen" / "site"
    before = traces(site)
    assert {"feed.xml", "feed.json", "index.html", "authors/zenobia-zwiebel.html"} <= {*before}
    assert any(name.startswith("pagefind/") for name in before)
    assert traces(workspace)
    config = make_config(
        tmp_path, **settings, takedown={"papers": ["doi:10.1234/ONION", "10.1234/no"]}
    )
    report, _ = build(tmp_path, config=config)
    assert (report.pages, report.omitted, report.missing) == (22, 2, 0)
    assert [d.message for d in report.warnings if "takedown" in d.message] == [
        "[takedown] papers: no paper has the identifier 10.1234/no"
    ]
    assert traces(site) == []
    assert traces(workspace) == []


def test_the_state_keeps_what_it_had_of_a_paper_and_gets_nothing_more(tmp_path):
    write_papers(tmp_path / "papers.jsonl", RECORDS)
    record = {**FEEDS, "state": {"record": True}}
    build(tmp_path, config=make_config(tmp_path, **record))
    names = identities(Paper(RECORDS[2]["title"], doi=RECORDS[2]["doi"]))
    assert names[0] == "doi:10.1234/onion"
    state = dict(texts(tmp_path / "state"))
    assert names[0] in read_state(tmp_path / "state").first_seen
    # Identifiers and digests, no words.
    assert traces(tmp_path / "state", TRACES[:2]) == []
    # A vote of a later day would be a line.
    write_papers(tmp_path / "papers.jsonl", [{**record, "upvotes": 7} for record in RECORDS[2:3]]
                 + RECORDS[:2])  # fmt: skip
    config = make_config(tmp_path, **record, takedown={"papers": ["10.1234/onion"]})
    build(tmp_path, config=config)
    assert dict(texts(tmp_path / "state")) == state
    assert traces(tmp_path / "site", names) == []


def test_a_former_name_leaves_nothing_in_the_site_and_its_caches(tmp_path):
    write_papers(tmp_path / "papers.jsonl", OTHERS)
    config = make_config(tmp_path, **FEEDS)
    build(tmp_path, config=config)
    name = ("zaunkoenig",)
    assert traces(tmp_path / "site", name)
    (tmp_path / "authors.toml").write_text(
        '"Dora Zaunkoenig" = { rename = "Theo Specht", trace = false }\n'
    )
    build(tmp_path, config=config)
    assert traces(tmp_path / "site", name) == []
    assert traces(tmp_path / ".sitegen" / "site", name) == []


def test_a_site_of_nothing_is_refused(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    with pytest.raises(BuildError, match="names all papers"):
        build(tmp_path, config=make_config(tmp_path, takedown={"papers": ["a", "b"]}))


def test_a_retracted_paper_is_marked_everywhere_but_in_its_citation(tmp_path):
    records = [
        {**PAPERS[0], "status": "retracted"}, PAPERS[1],
        {"id": "c", "title": "Graph networks for roads and rivers", "abstract": "On graphs.",
         "year": 2021},
    ]  # fmt: skip
    write_papers(tmp_path / "papers.jsonl", records)
    build(tmp_path, config=make_config(tmp_path, **FEEDS))
    site = tmp_path / "site"
    mark = "Retracted: Graph networks for roads"
    page = (site / "papers" / "a.html").read_text("utf-8")
    assert f">{mark}</h1>" in page
    assert "<p class=sg-status>This paper has been retracted." in page
    assert 'name=citation_title content="Graph networks for roads"' in page
    for name in ("index.html", "papers.html", "papers-by-date.html", "years/2020.html",
                 "papers/c.html", "feed.xml", "feed.json"):  # fmt: skip
        assert mark in (site / name).read_text("utf-8"), name
    fragments = [data for name, data in texts(site / "pagefind") if "fragment" in name]
    assert any(mark.encode() in data for data in fragments)
    other = (site / "papers" / "b.html").read_text("utf-8")
    assert "sg-status" not in other
    assert json.loads((tmp_path / "papers.jsonl").read_text().splitlines()[0])["status"]
