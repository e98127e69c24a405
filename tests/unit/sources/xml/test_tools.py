"""XML: root names, records of elements, syntax errors, and texts with formulas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sitegen.sources.fields import Remark
from sitegen.sources.reading import RecordError
from sitegen.sources.xml.tools import (
    all_texts,
    attribute,
    child_elements,
    child_text,
    child_texts,
    first_text,
    read_elements,
    root_name,
    root_tag,
    text_of,
    text_without,
)
from tests.unit.sources.timing import assert_linear


def parse(text):
    return etree.fromstring(text)


def triples(records):
    return [record[:3] for record in records]


def read(text, name="p", fields_of=lambda element: {"title": text_of(element)}):
    return list(read_elements(text, name, fields_of))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<feed>", "feed"),
        ("\n <feed xmlns='x'>", "feed"),
        ("<a:feed/>", "feed"),
        ("<TEI.2\n>", "TEI.2"),
        ("<pmc-articleset>", "pmc-articleset"),
        ('<?xml version="1.0"?><!DOCTYPE x SYSTEM "y"><!-- c --><article>', "article"),
        ("feed", ""),
        ("", ""),
        ("x <feed>", ""),
        ("<feed", ""),
        ("<?xml version='1.0'?>", ""),
        ("<!-- <svg> --><feed>", "feed"),
        ("<!-- <feed>", ""),
        ("\ufeff<feed>", "feed"),
        ('<!DOCTYPE x [<!ENTITY e "<feed>">]>\n<x>', "x"),
        ("<https://x.org>", ""),
    ],
)
def test_the_root_has_a_local_name(head, name):
    assert root_name(head) == name


def test_elements_are_records_at_any_depth_and_in_any_namespace():
    text = "<r>\n<p>one</p><x xmlns='urn:x'>\n<p>two</p></x><q>no</q></r>"
    assert triples(read(text)) == [(2, {"title": "one"}, "one"), (3, {"title": "two"}, "two")]


def test_the_root_may_be_the_record():
    assert triples(read("<p>one</p>")) == [(1, {"title": "one"}, "one")]


def test_skipped_elements_give_nothing_and_missing_titles_an_empty_excerpt():
    records = read("<r><p>a</p><p>b</p></r>", fields_of=lambda p: None if p.text == "a" else {})
    assert triples(records) == [(1, {}, "")]
    text = "<r><p>a</p></r>"
    assert triples(read(text, fields_of=lambda _: {"title": None})) == [(1, {"title": None}, "")]
    assert triples(read(text, fields_of=lambda _: {})) == [(1, {}, "")]


def test_a_declared_encoding_does_not_apply_to_decoded_text():
    assert read("<?xml version='1.0' encoding='latin-1'?><p>é – 数</p>")[0].excerpt == "é – 数"


def test_a_lone_surrogate_becomes_a_question_mark():
    assert read("<p>a\ud800b</p>")[0].excerpt == "a?b"


def test_processing_instructions_and_comments_are_no_text():
    assert read("<p>a<?x y?><!-- c -->b</p>")[0].excerpt == "ab"


def test_a_syntax_error_costs_what_it_is_in_and_comes_last():
    good, bad, fault = read("<r>\n<p>one</p>\n<p>t & u</p></r>")
    assert (good.line, good.excerpt, bad.line) == (2, "one", 3)
    assert fault == Remark(
        3,
        "is not well-formed: & is no part of a tag or a reference; check what is read there",
    )


@pytest.mark.parametrize(("count", "reported"), [(20, 20), (21, 20), (1, 1)])
def test_at_most_twenty_syntax_errors_are_reported(count, reported):
    records = read("<r>" + "<q>&x y</q>\n" * count + "</r>")
    faults = [record for record in records if isinstance(record, Remark)]
    assert [fault.line for fault in faults] == list(range(1, reported + 1))


def test_warnings_are_not_reported():
    assert triples(read("<r xmlns='relative'><p>one</p></r>")) == [(1, {"title": "one"}, "one")]


@pytest.mark.parametrize("text", ["", "no markup", "&"])
def test_what_has_no_element_is_a_fault_with_a_remedy(text):
    faults = [record.fields for record in read(text)]
    assert faults
    assert all(isinstance(fault, RecordError) for fault in faults)


def test_an_empty_document_has_a_sentence():
    (record,) = read("")
    assert record.line == 1
    assert str(record.fields).startswith("is not XML that can be parsed: Document is empty")
    assert str(record.fields).endswith("; save or export the file again")


def test_entities_are_not_resolved():
    text = '<!DOCTYPE p [<!ENTITY e "secret">]><p>a&e;b</p>'
    assert "secret" not in read(text)[0].excerpt


@given(st.text(alphabet="<>/pq &;\n\"'=!-?[]x", max_size=80))
def test_any_text_gives_records_with_lines(text):
    for record in read(text):
        assert record.line >= 1


def test_the_text_of_none_is_empty():
    assert text_of(None) == ""


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p> a\n b </p>", "a b"),
        ("<p>a <i>b</i> c</p>", "a b c"),
        ("<p>CO<sub>2</sub>  at\n10<sup>-3</sup></p>", "CO₂ at 10⁻³"),
        ("<p>x<sup>th</sup> y<sub> 2 </sub>.</p>", "xth y₂."),
        ("<p><sup>2</sup></p>", "²"),
        ("<sup>2</sup>", "2"),
        ("<p>a <tex-math>$\\alpha$</tex-math> b</p>", r"a $\alpha$ b"),
        (
            "<p><tex-math>\\documentclass{x}\n\\begin{document}$$x$$\n\\end{document}</tex-math></p>",
            "$x$",
        ),
        ("<p>a <math><mi>x</mi></math> b</p>", "a $x$ b"),
        ("<p>a <math display='block'><mi>x</mi></math> b</p>", "a $$x$$ b"),
        ("<abstract>CO<sub>2</sub> rises</abstract>", "CO₂ rises"),
        ("<p>a <!-- c -->b<sub>1</sub></p>", "a b₁"),
        ("<p>a <i>x<sub>1</sub> y</i> b</p>", "a x₁ y b"),
    ],
)
def test_formulas_become_tex_and_scripts_unicode(markup, text):
    assert text_of(parse(markup)) == text


MATH = "<math><mi>y</mi></math>"
TEX = "<tex-math>x</tex-math>"


@pytest.mark.parametrize(
    ("children", "text"),
    [
        (f"{MATH}{TEX}", "a $x$ b"),
        (f"{TEX} t {MATH}", "a $x$ b"),
        (f"{MATH}<graphic/>", "a $y$ b"),
        ("<graphic/>", "a b"),
        ("", "a b"),
    ],
)
def test_of_alternatives_the_tex_form_counts(children, text):
    markup = f"<p>a <alternatives>{children}</alternatives> b<sub/></p>"
    assert text_of(parse(markup)) == text


def test_the_first_text_is_that_of_the_first_path_with_any():
    root = parse("<r><a/><b>one</b><a>two</a><a>three</a></r>")
    assert first_text(root, "a", "b") == "two"
    assert first_text(root, "b", "a") == "one"
    assert first_text(root, "c", "b") == "one"
    assert first_text(root, "c") == ""
    assert first_text(root) == ""


def test_all_texts_are_in_document_order_without_empty_ones():
    root = parse("<r><a>one</a><a/><b>x</b><a>two<i>!</i></a></r>")
    assert all_texts(root, "a") == ["one", "two!"]
    assert all_texts(root, "c") == []


def test_the_root_tag_has_its_attributes():
    assert root_tag("<?xml version='1.0'?><a:b c='d'><e>") == "<a:b c='d'"
    assert root_tag("text") == ""


def test_a_document_without_a_record_is_one_fault():
    (record,) = read("<r><q/></r>")
    assert str(record.fields) == (
        "no paper was found: no <p> in it describes one; export the records again"
    )


def test_an_element_that_is_refused_costs_itself():
    def fields_of(element):
        if element.text == "bad":
            raise RecordError("is bad")
        return {"title": element.text}

    fault, good = read("<r><p>bad</p>\n<p>good</p></r>", fields_of=fields_of)
    assert (str(fault.fields), fault.line, fault.excerpt) == ("is bad", 1, "bad")
    assert (good.fields, good.line) == ({"title": "good"}, 2)


def test_several_names_are_read_in_the_order_of_the_document():
    records = read("<r><a>1</a><b>2</b><a>3</a></r>", ("a", "b"))
    assert [record.excerpt for record in records] == ["1", "2", "3"]


def test_several_documents_in_one_file_are_read_with_their_lines():
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE r SYSTEM "r.dtd">\n<r><p>one</p></r>\n'
        '<?xml version="1.0"?>\n<!DOCTYPE r SYSTEM "r.dtd">\n<r><p>two</p></r>'
    )
    assert [(record.line, record.excerpt) for record in read(text)] == [(3, "one"), (6, "two")]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("\n\n<?xml version='1.1'?><p>a</p>", "a"),
        ("\ufeff<p>a</p>", "a"),
        ("<p>caf&eacute; &amp; th&#233;&nbsp;&lt;</p>", "café & thé <"),
        ("<p>a\x0bb\x02c&#11;d&#x1F;e</p>", "a b c d e"),
    ],
)
def test_small_faults_of_programs_are_repaired(text, excerpt):
    assert [record.excerpt for record in read(text)] == [excerpt]


def test_undeclared_prefixes_cost_nothing():
    records = read("<x:r><dc:p xlink:href='h'>a</dc:p></x:r>", fields_of=lambda p: {
        "title": text_of(p), "url": attribute(p, "href"),
    })  # fmt: skip
    assert [record.fields for record in records] == [{"title": "a", "url": "h"}]


def test_children_by_name():
    children = child_elements(parse("<r xmlns:x='y'><x:a>1</x:a><!-- c --><b/><a>2</a></r>"))
    assert list(children) == ["a", "b"]
    assert (child_text(children, "b", "a"), child_text(children, "c")) == ("1", "")
    assert (child_texts(children, "a"), child_texts(children, "b")) == (["1", "2"], [])


def test_breaks_and_paragraphs_separate_words():
    assert text_of(parse("<t>for<break/>beginners</t>")) == "for beginners"
    assert text_of(parse("<t><p>a</p><p>b</p></t>")) == "a b"


def test_parts_of_a_text_can_be_left_out():
    element = parse("<t>a<fn><p>no</p></fn> b<x>c</x><fn>no</fn></t>")
    assert text_without(element, "fn") == "a bc"
    assert text_of(element) == "a no bcno"
    assert text_without(element, "y") == text_of(element)
    assert text_without(None, "y") == ""


def test_time_is_linear_in_document_classes():
    def text(size):
        return "<p><tex-math>" + "\\documentclass{x}" * size + "</tex-math></p>"

    assert_linear(text, read, 2_000)


def test_documents_of_one_file_may_have_the_same_ids():
    text = '<TEI><ref xml:id="b0"/></TEI>'
    records = list(read_elements(text * 2, "TEI", lambda element: {"title": element[0].tag}))
    assert [record.fields for record in records] == [{"title": "ref"}] * 2
