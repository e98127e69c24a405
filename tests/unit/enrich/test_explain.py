"""The report on one paper."""

import pytest

from sitegen.config.settings import RelatedSettings
from sitegen.enrich import enrich
from sitegen.enrich.explain import explain_paper
from sitegen.errors import SitegenError
from sitegen.paper import Author, Entry, Origin, Paper, Provenance, Topic

FIRST, SECOND = Origin("a.bib", 1), Origin("b.csv", 7)


def explain(papers, paper_id="p0", **options):
    entries = [Entry(f"p{n}", paper) for n, paper in enumerate(papers)]
    return explain_paper(enrich(entries, encoder=None, **options), paper_id).splitlines()


def section(lines, title):
    """Return the lines of a section, without its title."""
    rest = lines[lines.index(title) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


def test_the_report_has_four_sections():
    lines = explain([Paper("Quark zebra")])
    assert lines[:3] == ["p0: Quark zebra", "", "Sources"]
    assert [line for line in lines if line and line[0] != " "] == [
        "p0: Quark zebra",
        "Sources",
        "Topics: candidates, most salient first",
        "Related papers",
    ]
    assert lines[-3:] == ["", "Related papers", "  none"]


def test_a_paper_is_found_by_its_page_or_its_id_in_the_source():
    papers = [Paper("Quark", source_id="10"), Paper("Zebra", source_id="20")]
    assert explain(papers, "p1")[0] == explain(papers, "20")[0] == "p1: Zebra"


def test_an_unknown_paper_is_an_error_that_names_the_remedy():
    with pytest.raises(
        SitegenError, match=r"^there is no paper 'x'; 'sitegen export' lists all ids"
    ):
        explain([Paper("Quark")], "x")


@pytest.mark.parametrize(
    ("origins", "provenance", "expected"),
    [
        ((), (), []),
        ((FIRST,), (), ["  a.bib:1: all fields"]),
        ((FIRST, SECOND), (), ["  a.bib:1: all fields", "  b.csv:7: no field used"]),
        (
            (FIRST, SECOND),
            (Provenance("year", SECOND), Provenance("doi", SECOND)),
            ["  a.bib:1: all other fields", "  b.csv:7: year, doi"],
        ),
    ],
)
def test_each_source_is_listed_with_its_fields(origins, provenance, expected):
    lines = explain([Paper("Quark", origins=origins, provenance=provenance)])
    assert section(lines, "Sources") == expected


def candidates(papers, paper_id="p0", **options):
    return section(explain(papers, paper_id, **options), "Topics: candidates, most salient first")


def test_candidates_have_score_name_verdict_terms_and_papers():
    assert candidates([Paper("Quark zebra")])[0] == (
        "     2.88  quark zebra: TAG “quark zebra” [term -2.82, titles +2.69, alone +2.18; 1 papers]"
    )


def test_candidates_of_other_papers_are_not_listed():
    lines = candidates([Paper("Quark"), Paper("Zebra")], "p1")
    assert len(lines) == 1
    assert " zebra: TAG" in lines[0]


def test_the_most_salient_candidate_is_first_and_ties_go_by_key():
    lines = candidates([Paper("?", "it is a zebra, quark"), Paper("?", "quark, zebra")])
    assert [line.split()[1] for line in lines] == ["zebra:", "quark:"]
    lines = candidates([Paper("Quark"), Paper("Quark", "zebra, boson")], "p1")
    scores = [float(line.split()[0]) for line in lines]
    assert scores == sorted(scores, reverse=True)
    lines = candidates([Paper("?", keywords=("zebra", "boson")), Paper("?", keywords=("boson", "zebra"))])  # fmt: skip
    assert [line.split()[1] for line in lines] == ["boson:", "zebra:"]


def test_at_most_forty_candidates_are_listed():
    text = ", ".join(f"quark{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(41))
    assert len(candidates([Paper("?", text)])) == 40


def verdicts(papers, **options):
    """Return name -> verdict of the first paper's candidates."""
    lines = [line.split("  ")[-1].split(" [")[0] for line in candidates(papers, **options)]
    return dict(line.split(": ", 1) for line in lines)


def test_a_candidate_says_why_it_is_no_tag():
    papers = [*[Paper("?", "boson, quark muon, pion")] * 2, *[Paper("Pion", "pion")] * 8]
    failed = "not a topic: in no title and on few papers; nearly always part of one longer phrase"
    assert verdicts(papers, topics=[Topic("boson")]) == {
        "boson": "forbidden by the curator",
        "muon": failed,
        "pion": "not a topic: on more than half of the papers",
        "quark": failed,
        "quark muon": "TAG “quark muon”",
    }


def test_a_topic_that_says_what_a_tag_says_is_not_chosen():
    papers = [Paper("Quark zebra", "a zebra, quark zebra, zebra"), Paper("Zebra"), Paper("Boson")]
    assert verdicts(papers) == {
        "zebra": "TAG “zebra”",
        "quark zebra": "a topic, not chosen: less salient than the tags, or covered by one of them",
        "quark": "TAG “quark”",
    }


def test_forced_tags_say_so():
    topic = Topic("q", "Quarks", is_forced=True)
    assert verdicts([Paper("Quark")], topics=[topic]) == {
        "quark": "TAG “Quarks”, forced by the curator"
    }
    assert verdicts([Paper("Quark")], topics=[Topic("q", "Quarks")]) == {"quark": "TAG “Quarks”"}


def test_related_papers_have_the_parts_of_their_scores_and_the_reasons():
    papers = [
        Paper("Quark zebra", "quark zebra, pion", (Author("Zoe Li"),)),
        Paper("Quark zebra", "quark zebra, muon", (Author("Zoe Li"),)),
        Paper("Boson", "a muon"),
    ]
    lines = section(explain(papers), "Related papers")
    score, title = lines[0].split("  ")[1:]
    assert title == "p1: Quark zebra"
    words, weight = lines[1].split()[1], lines[1].split()[3]
    assert float(score) == pytest.approx(float(words) * float(weight), abs=2e-3)
    assert lines[1].endswith(" + meaning 0.000 x 0.00")
    assert lines[2].startswith("         shared: phrase: quark")
    assert lines[2].endswith("; author: Zoe Li")


def test_a_pair_without_shared_phrases_says_so():
    lines = section(explain([Paper("Quark"), Paper("Zebra")]), "Related papers")
    assert lines[0].endswith("  p1: Zebra")
    assert lines[2] == "         shared: nothing specific"


def test_related_papers_are_those_of_the_paper_itself():
    papers = [Paper("Quark"), Paper("Zebra boson"), Paper("Zebra boson pion")]
    assert section(explain(papers, "p2"), "Related papers")[0].endswith("  p1: Zebra boson")
    assert section(explain(papers, "p1"), "Related papers")[0].endswith("  p2: Zebra boson pion")


def test_no_related_papers():
    papers = [Paper("Quark"), Paper("Quark zebra")]
    assert section(explain(papers, related_rules=RelatedSettings(count=0)), "Related papers") == [
        "  none"
    ]
