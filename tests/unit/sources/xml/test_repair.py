"""Damaged XML: a fault costs its own record."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from sitegen.sources.xml.repair import repair

RECORDS = "<list>\n<p><t>one</t></p>\n<p><t>two</t></p>\n<p><t>three</t></p>\n</list>"


def titles(text, names=("p",)):
    repaired, faults = repair(text, names)
    root = etree.fromstring(repaired)
    outer = [e for e in root.iter("p") if not any(a.tag == "p" for a in e.iterancestors())]
    return ["".join(e.itertext()).strip() for e in outer], faults


@pytest.mark.parametrize(
    ("old", "new", "texts", "lost"),
    [
        ("two</t></p>", "two</t>", ["one", "two", "three"], []),
        ("two</t></p>", "tw", ["one", "tw", "three"], []),
        ("<p><t>two", "two", ["one", "three"], [3]),
        ("<p><t>two", "<P><t>two", ["one", "three"], [3]),
        ("<t>two", "<t x>two", ["one", "two", "three"], []),
        ("<t>two", '<t x="1>two', ["one", "two", "three"], []),
        ("<t>two", "<t two", ["one", "two", "three"], []),
        ("two", "a <b and", ["one", "a <b and", "three"], []),
        ("two", "a < b & c", ["one", "a < b & c", "three"], []),
        ("two", "<!-- a", ["one", "<!-- a", "three"], []),
        ("<list>", "", ["one", "two", "three"], []),
        ("</list>", "", ["one", "two", "three"], []),
        ("</p>\n<p><t>two</t></p>", "<q></p>\n<p><t>two</t></p>", ["one", "two", "three"], []),
    ],
)
def test_a_fault_costs_its_own_record(old, new, texts, lost):
    assert old in RECORDS
    read, faults = titles(RECORDS.replace(old, new))
    assert read == texts
    assert faults
    assert [fault.line for fault in faults if fault.is_record] == lost


def test_a_document_without_faults_keeps_its_content():
    text = "<r a='1&amp;2' b=\"x\"><!-- c --><![CDATA[<&]]>&lt;&#65;<e/></r>"
    repaired, faults = repair(text, ("p",))
    assert faults == []
    root = etree.fromstring(repaired)[0]
    assert dict(root.attrib) == {"a": "1&2", "b": "x"}
    assert "".join(root.itertext("r")) == "<&<A"


def test_records_may_hold_records_if_undamaged_ones_do():
    text = "<list><p>a<q><p>b</p></q></p><p>c<q><p>d</p></q></p><p>e &</p></list>"
    assert titles(text)[0] == ["ab", "cd", "e &"]


@example("]]>")
@given(st.text(alphabet="<>/pq &;\n\"'=!-?[]x", max_size=80))
def test_any_text_becomes_well_formed_with_the_same_lines(text):
    repaired, _ = repair(text, ("p",))
    etree.fromstring(repaired)
    assert repaired.count("\n") == text.count("\n")


@pytest.mark.parametrize("part", ["<p>", "</p>", "<!--", '<p a="', "<", "&", "<q><p>", "<![CDATA["])
def test_time_is_linear(part):
    repaired, faults = repair(part * 50_000, ("p",))
    assert len(repaired) < 100 * 50_000
    assert faults


def test_a_record_without_its_start_and_its_end_is_told_once():
    """Its parts follow the last record, and no end tag is left over."""
    text = (
        "<list><p><a/><t>one</t></p>p><a/><t>two</t><u/></p<p><a/><t>three</t></p>\n"
        "<p><a/><t>four</t></p><t>of the list</t></list>"
    )
    read, faults = titles(text)
    assert read == ["one", "three", "four"]
    assert len([fault for fault in faults if fault.is_record]) == 1


def test_a_record_without_its_start_is_told_once():
    read, faults = titles("<list><p><a/><t>one</t></p><a/><t>two</t></p><p><a/><t>x</t></p></list>")
    assert (read, sum(fault.is_record for fault in faults)) == (["one", "x"], 1)
