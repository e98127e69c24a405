"""Sections of docs/benchmarks.md: which are run, and which text is replaced."""

import pytest

from benchmarks.write_docs import ROOT, SECTIONS, Section, missing_requirement, replace_section

SECTION = Section("read", "Reading", "By format.", "benchmarks/read.py PAPERS")
PAPERS = ROOT / "papers.jsonl"


def test_only_the_text_between_the_markers_is_replaced():
    text = "# A\n\nBefore.\n<!-- begin read -->\nold\n<!-- end read -->\nAfter.\n"
    assert replace_section(text, SECTION, r"new \1") == (
        "# A\n\nBefore.\n<!-- begin read -->\nnew \\1\n<!-- end read -->\nAfter.\n"
    )


def test_a_missing_section_is_appended_and_replaced_from_then_on():
    text = replace_section("# A\n", SECTION, "first")
    block = "<!-- begin read -->\nfirst\n<!-- end read -->\n"
    assert text == f"# A\n\n## Reading\n\nBy format.\n\n{block}"
    assert replace_section(text, SECTION, "second") == text.replace("first", "second")


@pytest.mark.parametrize(
    "text",
    ["<!-- begin read -->", "<!-- end read -->", "<!-- end read --> <!-- begin read -->"],
)
def test_markers_that_are_not_a_pair_are_an_error(text):
    with pytest.raises(SystemExit, match="read: the markers are not a pair"):
        replace_section(text, SECTION, "new")


def test_a_section_without_its_data_or_program_is_not_run():
    assert missing_requirement(SECTION, {"PAPERS": PAPERS}) is None
    assert missing_requirement(SECTION, {"PAPERS": None}) == "PAPERS is not set"
    section = Section("x", "X", "", "x.py", programs=("no-such-program",))
    reason = "none of no-such-program is installed"
    assert missing_requirement(section, {"PAPERS": None}) == reason


def test_every_section_runs_a_script_of_this_folder():
    assert len({section.name for section in SECTIONS}) == len(SECTIONS)
    for section in SECTIONS:
        assert (ROOT / section.command.split()[0]).is_file()
