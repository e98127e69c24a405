"""The index of words, and its scripts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search.question_words import question_words
from sitegen.search.word_index import Tokens, build_word_index, stemmer
from sitegen.search.word_scripts import write_word_index
from tests.unit.search.word_index_reader import read_index


def tokens_of(papers):
    """Return the tokens of papers, given as (title, abstract, names)."""
    words, word, owner, is_title = [], [], [], []
    for index, (title, abstract, _) in enumerate(papers):
        for text, flag in ((title, True), (abstract, False)):
            for part in text.split():
                if part not in words:
                    words.append(part)
                word.append(words.index(part))
                owner.append(index)
                is_title.append(flag)
    return Tokens(
        words=words,
        word=np.array(word, dtype=np.int32),
        paper=np.array(owner, dtype=np.int32),
        is_title=np.array(is_title, dtype=np.bool_),
        urls=[f"{index}.html" for index in range(len(papers))],
        names=[names for *_, names in papers],
        is_complete=True,
    )


def index_of(papers, numbers=None):
    numbers = numbers or {f"{index}.html": index for index in range(len(papers))}
    return build_word_index(tokens_of(papers), numbers, "en")


def written(folder, papers, numbers=None):
    size = write_word_index(folder, index_of(papers, numbers), len(papers), {}, is_complete=True)
    assert size == sum(p.stat().st_size for p in (folder / "words").rglob("*.js"))
    return read_index(folder)


def test_forms_of_one_stem_are_one_term(tmp_path):
    _, postings = written(tmp_path, [("Networks", "a network", ()), ("", "networking", ())])
    assert [number for number, _ in postings["networks"]] == [0, 1]
    assert postings["networks"] == postings["network"] == postings["networking"]


def test_a_word_of_a_title_weighs_more_than_one_of_an_abstract(tmp_path):
    _, postings = written(tmp_path, [("graph", "of trees", ()), ("of trees", "graph", ())])
    (_, in_title), (_, in_abstract) = postings["graph"]
    assert in_title > in_abstract


def test_a_word_weighs_more_in_a_short_text(tmp_path):
    _, postings = written(tmp_path, [("", "graph", ()), ("", "graph " + "filler " * 50, ())])
    (_, in_short), (_, in_long) = postings["graph"]
    assert in_short > in_long


def test_names_are_words_of_a_paper(tmp_path):
    papers = [("graph", "", ("Ada Lovelace", "ICML", "2014")), ("tree", "", ("Łukasz Kaiser", ""))]
    _, postings = written(tmp_path, papers)
    numbers = {form: [number for number, _ in entries] for form, entries in postings.items()}
    assert numbers["lovelace"] == numbers["icml"] == numbers["2014"] == [0]
    assert numbers["lukasz"] == [1]


def test_papers_have_the_numbers_of_their_pages_and_the_rest_is_left_out(tmp_path):
    papers = [("graph", "", ()), ("graph", "", ()), ("graph tree", "", ())]
    _, postings = written(tmp_path, papers, {"0.html": 7, "1.html": 3})
    assert [number for number, _ in postings["graph"]] == [3, 7]
    assert postings["tree"] == []


def test_function_words_are_left_out(tmp_path):
    _, postings = written(tmp_path, [("The graph of a", "what is the graph", ())])
    assert list(postings) == ["graph"]


def test_a_collection_without_words_has_an_index(tmp_path):
    header, postings = written(tmp_path, [("", "", ())])
    assert header["pages"] == 1
    assert postings == {}


def test_scripts_end_where_first_letters_change(tmp_path):
    papers = [
        (" ".join(f"{a}{b}xx{n}" for a in "abcdefgh" for b in "xyz" for n in range(200)), "", ())
    ]
    header, _ = written(tmp_path, papers * 3)
    assert len(header["starts"]) > 1
    assert header["starts"] == sorted(set(header["starts"]))


@pytest.mark.parametrize(("language", "stem"), [("en", "graph"), ("de", "graph"), ("zz", "graphs")])
def test_a_language_has_its_stemmer(language, stem):
    assert stemmer(language)("graphs") in {stem, "graphs" if language == "de" else stem}


WORDS = st.sampled_from(["graph", "graphs", "Straße", "深度学习", "modelling", "x-ray", "ℵ", "𝒳𝒴"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.lists(TEXTS, max_size=2)), min_size=1, max_size=5))
def test_each_word_leads_to_its_papers(tmp_path_factory, papers):
    _, postings = written(tmp_path_factory.mktemp("index"), papers)
    for index, (title, abstract, names) in enumerate(papers):
        for form in question_words(" ".join([title, abstract, *names])):
            assert index in [number for number, _ in postings[form]]
    for entries in postings.values():
        assert entries == sorted(set(entries))
