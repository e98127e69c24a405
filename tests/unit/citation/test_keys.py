"""Citation keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.citation.keys import citation_keys, format_bibkey, shared_keys
from sitegen.paper import Author, Entry, Paper


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (Paper("On the Origin of Species", authors=(Author("Ch. R. Darwin"),), year=1859),
         "darwin1859origin"),
        (Paper("A B C D"), "bcd"),
        (Paper("One two three four", year=1999), "1999onetwothree"),
        (Paper("One two", authors=(Author("深"),)), "onetwo"),
        (Paper("Über", authors=(Author("Ana Núñez-Gil"), Author("Bo"))), "giluber"),
        (Paper("The of"), "paper"),
        (Paper("深"), "paper"),
    ],
)  # fmt: skip
def test_a_key_is_family_name_year_and_first_word(paper, key):
    assert format_bibkey(paper) == key


@pytest.mark.parametrize("word", ["how", "what", "why", "is", "are", "with", "to", "in", "for"])
def test_small_words_are_not_part_of_a_key(word):
    assert format_bibkey(Paper(f"{word} graphs")) == "graphs"


def entry(paper_id, title="Deep hats", year=2020):
    return Entry(paper_id, Paper(title, authors=(Author("Ann Smith"),), year=year))


def test_papers_that_share_a_key_all_have_a_hash_behind_it():
    keys = citation_keys([entry("a"), entry("b", "Deep shoes"), entry("c", "Wide hats")], {})
    assert keys["c"] == "smith2020wide"
    assert keys["a"] != keys["b"]
    for paper_id in "ab":
        base, _, letters = keys[paper_id].partition("-")
        assert (base, len(letters)) == ("smith2020deep", 4)


def test_a_line_settles_a_key_and_a_new_paper_changes_no_other():
    entries = [entry("a"), entry("b", "Deep shoes")]
    keys = citation_keys(entries, {"smith2020deep": "a"})
    assert keys["a"] == "smith2020deep"
    assert keys["b"].startswith("smith2020deep-")
    more = citation_keys([entry("z", "Deep gloves"), *entries], {"smith2020deep": "a"})
    assert {paper_id: more[paper_id] for paper_id in keys} == keys


def test_the_key_of_a_paper_that_is_gone_is_not_given_again():
    keys = citation_keys([entry("b")], {"Smith2020Deep": "a"})
    assert keys["b"].startswith("smith2020deep-")
    assert shared_keys([entry("b")], {"Smith2020Deep": "a"}) == {"smith2020deep": ["b"]}


def test_a_settled_key_that_looks_like_a_hash_is_not_given_again():
    papers = [entry("a"), entry("b")]
    other = citation_keys(papers, {})["a"]
    keys = citation_keys(papers, {other: "z"})
    assert len({*keys.values(), other}) == 3


words = st.sampled_from(["deep", "wide", "the", "a", "\u6df1"])
ids = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=3)
lines = st.dictionaries(st.sampled_from(["smith2020deep", "smith2020wide", "x", "Deep"]), ids)


@given(st.dictionaries(ids, st.lists(words, min_size=1, max_size=3)), lines, st.randoms())
def test_keys_are_unique_and_don_t_depend_on_order(papers, settled, random):
    settled = {key: paper_id for paper_id, key in {v: k for k, v in settled.items()}.items()}
    entries = [entry(paper_id, " ".join(title)) for paper_id, title in papers.items()]
    keys = citation_keys(entries, settled)
    assert keys.keys() == papers.keys()
    assert len({key.casefold() for key in keys.values()}) == len(keys)
    random.shuffle(entries)
    assert citation_keys(entries, settled) == keys
    # Nobody has a key that a line gives to another paper.
    assert all(settled.get(key, paper_id) == paper_id for paper_id, key in keys.items())
    assert all(format_bibkey(e.paper) == keys[e.id] for e in entries if "-" not in keys[e.id]
               and e.id not in settled.values())  # fmt: skip
