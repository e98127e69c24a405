"""venues.toml: what a curator may write."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config.topics import toml_string
from sitegen.config.venues import VENUE_KINDS, VenuesFile, parse_venues, venue_line
from sitegen.errors import ConfigError
from sitegen.venues import Venue, VenueCount, shipped_venues

PATH = Path("venues.toml")


def test_each_form_of_a_line():
    text = """
"Hat Meeting" = "conference"
"JHS" = { name = "Journal  of Hat Science", kind = "journal", also = ["Hat Sci."] }
"NeurIPS" = { also = ["Neural Inf. Systems"] }
"""
    neurips = shipped_venues().find("NeurIPS")
    assert parse_venues(text, PATH) == {
        "Hat Meeting": Venue("Hat Meeting", "conference"),
        "JHS": Venue("Journal of Hat Science", "journal", "JHS", ("Hat Sci.",)),
        "NeurIPS": Venue(
            neurips.name, "conference", "NeurIPS",
            (*neurips.also, "Neural Inf. Systems", "NeurIPS"),
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"Hats" = 3', "Hats: must be a kind (journal, conference, preprint, series) or {"),
        ('"Hats" = "party"', "Hats: kind must be one of journal,"),
        ('"Hats" = { kind = ["journal"] }', "Hats: kind must be one of journal,"),
        ('"Hats" = { name = "Journal of Hats" }', "Hats: lacks its kind; write one of journal,"),
        ('"Hats" = { kind = "journal", name = " " }', "Hats: name must be a text in quotes"),
        ('"Hats" = { kind = "journal", also = [""] }', "Hats: also must be a list of names"),
        ('"Hats" = { kind = "journal", issn = "1" }', "Hats: there is no 'issn'; known are name,"),
        ('"ICML" = { publisher = 3 }', "ICML: publisher must be a text in quotes"),
        ('"" = "journal"', ": the name is empty"),
        ('"A" = "journal"\n"B" = { kind = "journal", also = ["a"] }', "the name “a” already"),
    ],
)
def test_faults_have_a_line_and_a_sentence(line, message):
    with pytest.raises(ConfigError) as caught:
        parse_venues(f"# venues\n{line}\n", PATH)
    number = 2 + line.count("\n")
    assert str(caught.value).startswith(f"venues.toml:{number}: ")
    assert message in str(caught.value)


def test_the_curators_venues_come_before_the_shipped_ones(tmp_path):
    path = tmp_path / "venues.toml"
    path.write_text('"ICRA" = "journal"\n"Hat Meeting" = "conference"\n', "utf-8")
    file = VenuesFile.read(path)
    assert file.table.kind_of("ICRA 2018") == ("journal", True)
    assert file.table.kind_of("Proceedings of the 3rd Hat Meeting") == ("conference", True)
    assert file.table.kind_of("NeurIPS") == ("conference", True)


def test_a_line_without_a_paper_is_a_warning(tmp_path):
    path = tmp_path / "venues.toml"
    path.write_text('"Hat Meeting" = "conference"\n"Caps" = "journal"\n', "utf-8")
    (warning,) = VenuesFile.read(path).unused(["Hat Meeting 2019", None])
    assert str(warning) == f"{path}:2: Caps: no paper has this venue"


def test_a_publisher_needs_no_kind_for_a_venue_that_is_known():
    venue = parse_venues('"ICML" = { publisher = "PMLR" }', PATH)["ICML"]
    assert (venue.short, venue.kind, venue.publisher) == ("ICML", "conference", "PMLR")


def test_without_a_file_there_are_the_shipped_venues(tmp_path):
    for path in (None, tmp_path / "venues.toml"):
        assert VenuesFile.read(path).table is shipped_venues()


@given(st.text(min_size=1), st.sampled_from([None, *VENUE_KINDS]))
def test_a_printed_line_reads_back(name, kind):
    count = VenueCount(name, 1, kind, None)
    text = venue_line(count).replace('"?"', '"journal"')
    if not name.isprintable() or not name.strip():
        return
    venues = parse_venues(text, PATH)
    assert list(venues) == [name]
    assert venues[name].kind == (kind or "journal")


@given(st.text(max_size=30) | st.integers() | st.lists(st.text(max_size=3), max_size=2))
def test_any_value_gives_a_venue_or_a_sentence(value):
    written = toml_string(value) if isinstance(value, str) else str(value)
    try:
        venues = parse_venues(f'"Hats" = {written}\n', PATH)
    except ConfigError as error:
        assert str(error).startswith("venues.toml:")
    else:
        assert venues["Hats"].kind == value
