"""Every format: what its fixture gives, and what damage does to it."""

import functools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.errors import SourceError
from sitegen.paper import EnrichedPaper
from sitegen.publish import Records, render_export
from sitegen.sources import ReadOptions, read_text
from sitegen.sources.registry import load_formats

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "sources"
#: Suffixes of the files beside an input: its records as JSON Lines, and its diagnostics, if any.
RECORDS_SUFFIX, DIAGNOSTICS_SUFFIX = ".expected.jsonl", ".diagnostics.txt"
#: Input -> the format that claims it, which is the name of its folder.
OF_FORMAT = {
    path.name: path.parent.name
    for path in sorted(FIXTURES.glob("*/*"))
    if not path.name.endswith((RECORDS_SUFFIX, DIAGNOSTICS_SUFFIX))
}
TEXT_FORMATS = [entry.name for entry in load_formats() if not entry.magic]
every_fixture = pytest.mark.parametrize("name", OF_FORMAT)


@functools.cache
def fixture(name):
    return (FIXTURES / OF_FORMAT[name] / name).read_text("utf-8")


def exported(papers):
    """Return the lines that export writes of papers, but for what we find out ourselves."""
    enriched = [EnrichedPaper(entry, (), ()) for entry in collect(papers).entries]
    for line in render_export("jsonl", Records.of(enriched)):
        record = json.loads(line)
        del record["tags"], record["related"]
        yield json.dumps(record, ensure_ascii=False) + "\n"


@every_fixture
def test_a_fixture_gives_what_a_reader_sees_in_it(name, golden):
    reading = read_text(fixture(name), name)
    folder = FIXTURES / OF_FORMAT[name]
    golden(folder / f"{name}{RECORDS_SUFFIX}", "".join(exported(reading.papers)))
    diagnostics = "".join(f"{diagnostic}\n" for diagnostic in reading.diagnostics)
    path = folder / f"{name}{DIAGNOSTICS_SUFFIX}"
    # Most inputs have none, and an empty file for each would say nothing.
    if diagnostics or path.exists():
        golden(path, diagnostics)


@every_fixture
def test_each_record_of_a_fixture_is_a_paper_or_accounted_for(name):
    reading = read_text(fixture(name), name)
    assert reading.missing_count == 0
    assert reading.record_count >= max(1, len(reading.papers))


@every_fixture
def test_the_first_format_that_claims_a_fixture_is_its_own(name):
    claiming = [entry.name for entry in load_formats() if entry.sniff(fixture(name))]
    assert claiming[0] == OF_FORMAT[name]


def test_every_format_has_an_input_and_every_expected_file_belongs_to_one():
    assert set(OF_FORMAT.values()) == set(TEXT_FORMATS) - {"listing"}
    for suffix in (RECORDS_SUFFIX, DIAGNOSTICS_SUFFIX):
        for path in FIXTURES.glob(f"*/*{suffix}"):
            assert path.name.removesuffix(suffix) in OF_FORMAT


@every_fixture
def test_every_paper_of_hugging_face_and_arxiv_has_its_id_and_date(name):
    if name.startswith(("hf", "arxiv")):
        for paper in read_text(fixture(name), name).papers:
            assert paper.arxiv_id
            assert paper.date or name == "arxiv-listing.html"
            assert paper.year


def check(text, path, format_name=None):
    """Whatever is read: a reading whose faults are sentences with places, or one such sentence."""
    text = text.replace("\r", "\n")  # as decode() leaves it
    try:
        reading = read_text(text, path, ReadOptions(format_name=format_name))
    except SourceError as error:
        assert str(error).startswith(path)
        return
    assert reading.missing_count == 0
    lines = text.count("\n") + 1
    for diagnostic in reading.diagnostics:
        assert 1 <= diagnostic.line <= lines
        assert diagnostic.message
        assert "\n" not in str(diagnostic)
    for paper in reading.papers:
        assert any(c.isalnum() for c in paper.title)
        assert 1 <= paper.origins[0].line <= lines


JUNK = st.sampled_from(
    ["{", "}", '"', "[", "]", "<", ">", "</a>", "&", "&#0;", "@article{", "\\", "$", "\n", "\n\n",
     "TY  - ", "ER  - ", ",", "\t", "#", "](", "<!--", "]]>", "é", "\u202e", "�", "null", "=", "# "]
)  # fmt: skip


#: Where a text is cut, in parts of its length, how many characters go, and what comes instead.
DAMAGE = st.tuples(st.integers(0, 10_000), st.integers(0, 80), JUNK | st.text(max_size=6))


# There are many inputs. make fuzz has more examples.
@settings(deadline=None, max_examples=settings.default.max_examples // 5)
@given(st.lists(DAMAGE, min_size=1, max_size=4), st.booleans())
@pytest.mark.parametrize("name", OF_FORMAT)
def test_damage_costs_what_it_damages(name, damage, is_named):
    text = fixture(name)
    for position, count, junk in damage:
        start = len(text) * position // 10_000
        text = text[:start] + junk + text[start + count :]
    check(text, name, OF_FORMAT[name] if is_named else None)


@settings(deadline=None, max_examples=settings.default.max_examples // 2)
@given(st.lists(JUNK | st.text(max_size=12), max_size=40).map("".join))
@pytest.mark.parametrize("format_name", TEXT_FORMATS)
def test_any_text_is_read_or_refused(format_name, text):
    check(text, "x", format_name)


BOMB = """<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY file SYSTEM "file:///etc/passwd">]>
<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1706.03762</id>
<title>A title&file;&c;</title><summary>Text &file; more</summary></entry></feed>"""


def test_entities_are_neither_resolved_nor_loaded():
    (paper,) = read_text(BOMB, "x.atom").papers
    assert paper.title == "A title"
    assert "root" not in paper.abstract
    assert "aaa" not in paper.title


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ("[" * 10_000 + "]" * 10_000, "json"),
        ('{"title":' * 10_000 + "1" + "}" * 10_000, "json"),
        ("<html>" + "<div>" * 1_000_000, "html"),
        ("<feed>" + "<entry>" * 20_000, "atom"),
        ("@article{a, title = {" + "{" * 100_000, "bibtex"),
        ("@article{a,\n" * 5_000, "bibtex"),
        ("@a{a, crossref = {b}, title={A}}\n@a{b, crossref = {a}, title={B}}", "bibtex"),
        ("@string{a = b # c}\n" * 1000, "bibtex"),
        ("### [a](https://huggingface.co/papers/2401.00001)\n" + "[" * 100_000, "hf-markdown"),
        ("[a](b)" * 50_000 + "### [a](/papers/2401.00001)", "hf-markdown"),
        ("https://huggingface.co/papers/2401.00001\n" * 5_000, "hf-text"),
        ("TY  - JOUR\n" * 10_000, "ris"),
        ("title,abstract\n" + '"' * 100_001, "csv"),
        ("title,abstract\n" + "a," * 20_000, "csv"),
        ('{"title": "' + "x" * 10_000_000 + '"}', "jsonl"),
    ],
)
def test_hostile_texts_end_in_sentences(text, format_name):
    check(text, "x", format_name)


def test_a_reading_list_of_hugging_face_papers_is_a_reading_list():
    text = (
        "# My papers\n\n## [A Title](https://huggingface.co/papers/2410.05258)\n\n*Ada Lovelace*\n\n"
        "I liked this one. It is about attention.\n"
    )
    (paper,) = read_text(text, "x.md").papers
    assert (paper.title, paper.arxiv_id) == ("A Title", "2410.05258")
    assert paper.abstract == "I liked this one. It is about attention."
