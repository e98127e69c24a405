"""The table of venues, and the kinds of names that it lacks."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.venues import Venue, VenueTable, is_preprint_server, shipped_venues
from sitegen.venues.names import name_key, name_parts, name_variants

LABELS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "fixtures/venues/labels.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]
#: Share of the labelled names whose kind must be right.
MIN_SHARE = 0.97


def test_the_table_has_many_venues_and_no_name_twice_in_one():
    venues = shipped_venues().venues
    assert len(venues) >= 400
    assert len({(venue.short, venue.name) for venue in venues}) == len(venues)
    for venue in venues:
        assert len(set(venue.also)) == len(venue.also)


def test_names_that_people_labelled_have_their_kinds():
    kinds = [(kind, shipped_venues().kind_of(name)[0] or "unknown", name) for kind, name in LABELS]
    assert len(kinds) >= 200
    wrong = [item for item in kinds if item[0] != item[1]]
    assert len(wrong) <= (1 - MIN_SHARE) * len(kinds), wrong


def test_what_is_unknown_stays_unknown():
    for kind, name in LABELS:
        if kind == "unknown":
            assert shipped_venues().kind_of(name) == (None, False), name


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("NIPS'14", "NeurIPS"),
        ("Proceedings of the Thirty-Second AAAI Conference on Artificial Intelligence", "AAAI"),
        ("26th International Joint Conference on Artificial Intelligence (IJCAI 2017)", "IJCAI"),
        ("ICLR 2020 Poster", "ICLR"),
        ("IEEE Trans. Pattern Anal. Mach. Intell.", "TPAMI"),
        ("Machine Learning: ECML 2007", "ECML PKDD"),
        ("arXiv:1806.01261 [cs.LG]", "arXiv"),
        ("Findings of the Association for Computational Linguistics: EMNLP 2020",
         "Findings of the Association for Computational Linguistics"),
        ("IEEE Trans Pattern Anal Mach Intell", "TPAMI"),
        ("J. Phys.: Conf. Ser.", "Journal of Physics: Conference Series"),
        ("SIGGRAPH Asia 2023 Technical Communications", "SIGGRAPH Asia"),
        ("Medical Image Computing and Computer-Assisted Intervention--MICCAI 2014", "MICCAI"),
    ],
)  # fmt: skip
def test_a_venue_is_known_by_the_ways_in_which_sources_print_it(name, label):
    venue = shipped_venues().find(name)
    assert venue is not None
    assert venue.label == label


@pytest.mark.parametrize(
    "name",
    ["ICAPS 2022 Workshop on Heuristics (HSDIP)", "Logic, Language, Information and Computation",
     "Submitted to ICLR 2025", "Journal of Hats", ""],
)  # fmt: skip
def test_a_workshop_a_subject_and_a_submission_are_no_known_venue(name):
    assert shipped_venues().find(name) is None


def test_a_name_without_points_abbreviates_only_if_a_word_is_cut():
    table = VenueTable([Venue("Computer Networks", "journal"), Venue("Brain Research", "journal")])
    assert table.find("Computer Network") is None
    assert table.find("Brain Res").name == "Brain Research"


def test_of_two_journals_with_one_abbreviation_neither_is_known():
    table = VenueTable([Venue("Journal of Hats", "journal"), Venue("Journal of Hands", "journal")])
    assert table.find("J. Ha.") is None
    assert table.find("J. Hat.").name == "Journal of Hats"


@given(st.text(max_size=200))
def test_any_text_has_a_kind_or_none(text):
    kind, _ = shipped_venues().kind_of(text)
    assert kind in {None, "journal", "conference", "preprint", "series"}
    assert all(isinstance(variant, str) for variant in [*name_variants(text), *name_parts(text)])
    assert name_key(text) == name_key(text.strip())


@pytest.mark.parametrize("name", ["arXiv", "ArXiv", "arXiv preprint", "bioRxiv", "Hugging Face"])
def test_servers_are_servers(name):
    assert is_preprint_server(name)


def test_a_journal_is_no_server():
    assert not is_preprint_server("Journal of Hats")
    assert not is_preprint_server(None)


def test_the_file_has_one_venue_per_line():
    text = Path("sitegen/venues/venues.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] not in "#["]
    assert all(re.fullmatch(r"[^|]*\|[^|]+(?:\|[^|]+)*", line) for line in lines)


def test_the_letter_at_the_end_of_a_journal_is_no_article():
    table = shipped_venues()
    assert table.find("Physical Review A").name == "Physical Review A"
    assert table.find("Physical Review").name == "Physical Review"
    assert name_key("A Journal of the Web") == "journal web"
    assert name_key("") == ""


ICAPS = "Proceedings of the Thirty-Second International Conference on Automated Planning and Scheduling (ICAPS 2022)"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (ICAPS, "ICAPS"),
        ("NIPS", "NeurIPS"),
        ("Journal of Machine Learning Research", "Journal of Machine Learning Research"),
        ("IEEE Transactions on Pattern Analysis and Machine Intelligence", "TPAMI"),
        ("ICAPS 2022 Workshop on Heuristics and Search for Planning (HSDIP)", "HSDIP"),
        ("The Eighth International Competition of Hats (ICH 2014)", "ICH 2014"),
        # A short name is no trouble; words in brackets are no acronym.
        ("Workshop on Hats (WH)", "Workshop on Hats (WH)"),
        ("A Very Long Name of a Series of Meetings on Hats (in French)",) * 2,
        ("", ""),
    ],
)
def test_lists_have_short_names(name, label):
    assert shipped_venues().label_of(name) == label
