"""Papers that are not in English."""

import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.topics.languages import find_foreign_papers
from sitegen.paper import Paper


@pytest.mark.parametrize(
    ("abstract", "is_foreign"),
    [
        ("", False),
        ("graphs", False),
        ("der graph", False),  # a single foreign word
        ("der graph und", True),
        ("DER graph UND", True),
        ("der graph the und", True),
        ("der graph the und of", False),  # as many English ones
        ("语言 graph bird robot", False),  # a quarter in another script
        ("语言 graph bird", True),
        ("语言 模型 结果 a1 b1 c1 d1 e1 f1 g1", False),  # exactly 30%
        ("语言 模型 结果 a1 b1 c1 d1 e1 f1", True),
        ("语言", True),
        ("42 43", False),
    ],
)
def test_a_paper_is_foreign_by_its_words_or_its_script(abstract, is_foreign):
    assert find_foreign_papers(read_corpus([Paper("?", abstract)])).tolist() == [is_foreign]


def test_papers_are_judged_one_by_one_and_titles_count():
    papers = [Paper("the graph of"), Paper("der graph", "und"), Paper("?")]
    assert find_foreign_papers(read_corpus(papers)).tolist() == [False, True, False]


def test_keywords_do_not_count():
    foreign_keywords = Paper("the graph of", keywords=("der und die das",))
    english_keywords = Paper("der graph und", keywords=("the of and with",))
    corpus = read_corpus([foreign_keywords, english_keywords])
    assert find_foreign_papers(corpus).tolist() == [False, True]


def test_no_papers():
    assert find_foreign_papers(read_corpus([])).tolist() == []
