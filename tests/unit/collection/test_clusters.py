"""Which records are compared, and which of them become one paper."""

import time
from itertools import permutations

from sitegen.collection.clusters import group_records
from sitegen.paper import Author, Paper

ANN, BO = (Author("Ann Lee"),), (Author("Bo Roe"),)
TITLE = "Folding Large Paper Hats"


def groups(*papers):
    return group_records(papers).papers


def test_a_record_with_two_identifiers_joins_those_with_one_each():
    by_doi, by_arxiv = Paper(TITLE, doi="10.1/a"), Paper("Unlike", "", BO, arxiv_id="2001.00001")
    both = Paper(TITLE, "", ANN, doi="10.1/a", arxiv_id="2001.00001")
    assert groups(by_doi, by_arxiv, both) == groups(both, by_arxiv, by_doi) == [[0, 1, 2]]


def test_two_arxiv_ids_are_never_joined_by_a_third_record():
    first = Paper(TITLE, "", ANN, arxiv_id="2001.00001")
    second = Paper(TITLE, "", ANN, arxiv_id="2001.00002")
    third = Paper(TITLE, "", ANN, 2020)
    result = group_records([first, third, second])
    assert len(result.papers) == 2
    assert result.doubts == [(0, 1)]


def test_two_dois_are_never_joined_by_a_third_record():
    first, second = Paper(TITLE, "", ANN, doi="10.1/a"), Paper(TITLE, "", ANN, doi="10.1/b")
    result = group_records([first, Paper(TITLE, "", ANN, 2020), second])
    assert len(result.papers) == 2
    assert result.doubts == [(0, 1)]


def test_first_authors_are_never_joined_by_a_record_without_authors():
    first, second = Paper(TITLE, "", ANN), Paper(TITLE, "", BO)
    result = group_records([first, Paper(TITLE), second])
    assert len(result.papers) == 2


def test_other_subtitles_are_never_joined_by_records_without_them():
    titles = ("Folding Large Paper Hats", "Folding Large Paper Hats: A Machine",
              "Folding Large Paper Hats: An Opinion of Masters")  # fmt: skip
    papers = [Paper(title, "", ANN, 2015) for title in (*titles, titles[0])]
    assert len(groups(*papers)) == 2


def test_a_volumes_doi_makes_a_single_doubt():
    titles = ("Kites of Kent", "Dogs in Art", "Glue", "Wool and Weather", "Boots", "Zinc")
    people = ("Ann Lee", "Bo Roe", "Cy Doe", "Di Dee", "Ed Fox", "Flo Gray")
    chapters = [
        Paper(title, "", (Author(name),), doi="10.1/v")
        for title, name in zip(titles, people, strict=True)
    ]
    result = group_records(chapters)
    assert len(result.papers) == 6
    assert len(result.doubts) == 1


def test_a_record_without_a_title_is_none_of_a_volumes_chapters():
    kites, dogs = Paper("Kites", "", ANN, doi="10.1/v"), Paper("Dogs in Art", "", BO, doi="10.1/v")
    untitled = Paper("[No title]", doi="10.1/v")
    assert len(groups(kites, dogs, untitled)) == 3
    assert len(groups(kites, untitled)) == 1


def test_8000_copies_take_less_than_some_seconds():
    start = time.process_time()
    copies = [Paper(TITLE, "", ANN, 2015, source_id=str(n)) for n in range(8_000)]
    assert len(groups(*copies)) == 1
    assert time.process_time() - start < 5


def test_a_chain_of_identifiers_does_not_tie_a_paper_to_its_erratum():
    paper = Paper(TITLE, "", ANN, 2015, doi="10.1/a")
    bridge = Paper("[No title]", "", (), 2015, doi="10.1/a", arxiv_id="2001.00001")
    erratum = Paper(f"Erratum: {TITLE}", "", ANN, 2015, arxiv_id="2001.00001")
    partitions = {
        frozenset(frozenset(order[i].title for i in group) for group in groups(*order))
        for order in permutations((paper, bridge, erratum))
    }
    assert len(partitions) == 1
    assert not any({TITLE, erratum.title} <= titles for titles in partitions.pop())


def test_one_doi_on_two_unlike_titles_is_a_doubt():
    first = Paper("Kites of Kent and Other Flying Things", "", ANN, 2015, doi="10.1/a")
    second = Paper("Boots", "", BO, 1999, doi="10.1/a")
    assert group_records([first, second]).doubts == [(0, 1)]


def test_years_far_apart_are_never_joined_by_a_year_between():
    records = [Paper(TITLE, "", ANN, year) for year in (2010, 2012, 2014)]
    partitions = {
        frozenset(frozenset(order[index].year for index in group) for group in groups(*order))
        for order in permutations(records)
    }
    assert len(partitions) == 1
    assert not any({2010, 2014} <= years for years in partitions.pop())
