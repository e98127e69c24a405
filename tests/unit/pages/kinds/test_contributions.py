"""Shards of what papers contribute."""

import json
from dataclasses import replace

from sitegen.pages.kinds.contributions import KIND
from sitegen.paper import Related
from tests.unit.pages.builders import paper, render

HOSTILE = "We show </script><script>a() and a line\u2028end in all of these old browsers."


def related_to(target, *ids):
    return replace(target, related=tuple(Related(paper_id, 0.5, (), ()) for paper_id in ids))


def sentences(pages):
    return {key: value for page in pages[1:] for key, value in value_of(page).items()}


def value_of(page):
    return json.loads(page.text.removeprefix("sitegenContributions(").removesuffix(");\n"))


def test_shards_hold_the_sentences_of_all_papers_without_formulas():
    listed = paper("b", abstract="We propose a method for parsing of long sentences.")
    formula = paper("c", abstract="We propose a bound of $n^2$ for parsing of long sentences.")
    alone = paper("d", abstract="We propose nothing that any other paper is related to.")
    pages = render(KIND, [related_to(paper("a"), "b", "c"), listed, formula, alone])
    assert [page.src_uri for page in pages] == ["contributions/count.js", "contributions/0.js"]
    assert sentences(pages) == {
        "b": "We propose a method for parsing of long sentences.",
        "d": "We propose nothing that any other paper is related to.",
    }


def test_each_shard_that_a_page_may_ask_for_exists():
    members = [related_to(paper(f"p{n}"), f"p{(n + 1) % 60}") for n in range(60)]
    count, *shards = render(KIND, members)
    assert value_of(count) == len(shards) == 2
    (count,) = render(KIND, [paper("a"), paper("b")])
    assert value_of(count) == 0


def test_a_sentence_ends_neither_the_script_nor_its_line():
    pages = render(KIND, [related_to(paper("a"), "b"), paper("b", abstract=HOSTILE)])
    assert sentences(pages) == {"b": HOSTILE}
    assert "<" not in pages[1].text
    assert "\u2028" not in pages[1].text
