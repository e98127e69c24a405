"""Records of papers, for scripts."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.citation import scripted_item
from sitegen.pages.kinds.records import KIND
from sitegen.pages.shards import shard_number
from sitegen.paper import Author, EnrichedPaper
from tests.unit.citation.papers import entry as entry_of
from tests.unit.citation.papers import papers as drawn_papers
from tests.unit.pages.builders import GRAPHS, paper, papers, render

PREFIX = "sitegenRecords("


def values(pages):
    """Return name -> value of scripts, read as a browser would."""
    result = {}
    for page in pages:
        assert page.text.startswith(PREFIX)
        name, value = json.loads(f"[{page.text.removeprefix(PREFIX).removesuffix(');' + chr(10))}]")
        assert page.src_uri == f"records/{name}.js"
        result[name] = value
    return result


def test_a_paper_is_in_its_shard_and_can_be_asked_for_by_each_identifier():
    members = [
        paper("a", title="On Trees", authors=(Author("Ada Byron"),), doi="10.1/AB", year=1843),
        paper("b", title="On Graphs", arxiv_id="math.GT/0309136"),
    ]
    scripts = values(render(KIND, members))
    assert scripts["sizes"] == {"records": 1, "ids": 1}
    assert scripts["0"]["a"] == scripted_item(members[0].entry, "byron1843trees")
    assert scripts["ids-0"] == {
        "key:byron1843trees": "a", "doi:10.1/ab": "a", "key:graphs": "b",
        "arxiv:math.gt/0309136": "b",
    }  # fmt: skip


def test_each_shard_that_scripts_may_ask_for_exists():
    scripts = values(render(KIND, papers(400), page_size=1_000))
    assert scripts["sizes"] == {"records": 4, "ids": 1}
    for number in range(1, 401):
        assert f"p{number}" in scripts[str(shard_number(f"p{number}", 4))]


def test_shards_do_not_depend_on_the_order_of_the_papers():
    members = papers(30)
    first, second = (
        [(page.src_uri, page.text) for page in render(KIND, ordered)]
        for ordered in (members, members[::-1])
    )
    assert first == second


def test_lists_of_several_pages_have_their_ids_the_newest_first():
    members = [
        paper(f"p{n}", GRAPHS, year=2000 + n, authors=(Author("Ada Byron"),)) for n in range(3)
    ]
    scripts = values(render(KIND, members, page_size=2))
    assert scripts["tag.graphs"] == ["p2", "p1", "p0"] == scripts["author.ada-byron"]
    assert set(values(render(KIND, members, page_size=3))) == {"sizes", "0", "ids-0"}


@given(st.lists(drawn_papers(), min_size=1, max_size=4))
def test_no_text_ends_a_script_or_its_line(members):
    hostile = [
        EnrichedPaper(entry_of(member, f"</script>\u2028{n}"), (), ())
        for n, member in enumerate(members)
    ]
    pages = render(KIND, hostile)
    for page in pages:
        assert "<" not in page.text
        assert not {"\u2028", "\u2029"} & set(page.text)
        assert page.text.count("\n") == 1
    assert len(values(pages)["0"]) == len(members)
