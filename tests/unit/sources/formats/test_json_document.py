"""JSON documents."""

import json

import pytest

from sitegen.sources import read_text
from sitegen.sources.formats import json_document

LONG_INTEGER = "1" * 5_000


def read(text, **columns):
    return json_document.read(text, "x.json", columns)


def places(text):
    """Return title and line of each paper."""
    return [(p.title, p.origins[0].line) for p in read(text).papers]


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ('{"a"', True), (" \n{ }", True), ("[{", True), ("[\n {", True), ("[]", True), ("{", False),
        ('["a"]', False), ("[1]", False), ("{a", False), ("text {", False), ("", False),
    ],
)  # fmt: skip
def test_objects_and_arrays_of_objects_are_claimed(head, claimed):
    assert json_document.sniff(head) is claimed


def test_elements_of_an_array_have_their_lines():
    text = '\n[\n{"title": "A"},{"title": "B"},\n\n{"title":\n"C"}\n,{"title": "D"}]'
    assert places(text) == [("A", 3), ("B", 3), ("C", 5), ("D", 7)]
    assert read(text).diagnostics == ()
    assert read("[]") == json_document.ReadResult((), ())


def test_a_faulty_element_costs_only_itself():
    text = '[\n{"title": "A"},\n{"title" "B"},\n7,\n{"title": "C"},\n{"abstract": "D"}\n]'
    assert places(text) == [("A", 2), ("C", 5)]
    diagnostics = read(text).diagnostics
    assert [d.line for d in diagnostics] == [3, 4, 6]
    assert diagnostics[0].message.startswith("can't be read as JSON: Expecting ':' delimiter")
    assert diagnostics[0].record.startswith('{"title" "B"}, 7, {"title"')
    assert diagnostics[2].message.startswith("there is no title; give one, or name its key in")
    assert diagnostics[2].message.endswith("; the keys are abstract")


def test_elements_that_are_no_objects_are_errors():
    reading = read('[7, "x", {"title": "A"}, null]')
    assert [p.title for p in reading.papers] == ["A"]
    assert [d.message[:24] for d in reading.diagnostics] == ["is not a JSON object; wr"] * 3


def test_after_a_fault_reading_goes_on_behind_the_element_s_brackets():
    text = '[\n{"title": x}, {"title": "B"},\n{"title": "A"}]'
    assert places(text) == [("B", 2), ("A", 3)]
    reading = read('[{"title": "A"}, {"title": x}, {"title": "B"}]')
    assert [p.title for p in reading.papers] == ["A", "B"]
    assert len(reading.diagnostics) == 1


def test_without_its_last_bracket_an_element_ends_where_the_next_line_has_its_indentation():
    text = '{"papers": [\n  {"title": "A",\n  {"title": "B"},\n  {"title": "C"}\n]}'
    assert places(text) == [("B", 3), ("C", 4)]
    assert [d.line for d in read(text).diagnostics] == [2]


@pytest.mark.parametrize(
    "text", ['[{"title": "A"}', '[{"title": "A"},\n', '[\n{"title": "A"}\n,\n']
)
def test_an_array_that_is_cut_is_an_error(text):
    reading = read(text)
    assert [p.title for p in reading.papers] == ["A"]
    (diagnostic,) = reading.diagnostics
    assert diagnostic.message == "ends before the array does; was the file cut?"
    assert (diagnostic.line, diagnostic.record) == (text.count("\n") + 1, "")


def test_documents_may_follow_each_other():
    assert places('[{"title": "A"}]\n{"title":\n "B"} {"items": [{"title": "C"}]}') == [
        ("A", 1), ("B", 2), ("C", 3)
    ]  # fmt: skip


def test_excerpts_have_200_characters():
    text = '[{"abstract": "' + "x" * 300 + '"}]'
    assert read(text).diagnostics[0].record == text[1:201]
    assert read(text[1:-1]).diagnostics[0].record == text[1:201]
    broken = '{"abstract": "' + "x" * 300
    assert read(broken).diagnostics[0].record == broken[:200]


@pytest.mark.parametrize(
    "key", ["papers", "dailyPapers", "data", "items", "results", "references", "records"]
)
def test_an_object_may_hold_the_papers(key):
    text = json.dumps({"total": 2, key: [{"title": "A"}, 7]}, indent=1)
    reading = read(text)
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A", 4)]
    assert [(d.line, d.record[:1]) for d in reading.diagnostics] == [(7, "7")]


def test_papers_may_be_in_several_lists():
    assert places('{"items": [{"title": "A"}],\n"papers": [{"title": "B"}]}') == [
        ("A", 1),
        ("B", 2),
    ]
    assert places('{"papers": 7, "items": [{"title": "A"}]}') == [("A", 1)]


def test_an_object_with_a_title_is_one_paper():
    record = {"title": "One", "references": [{"title": "Another Paper"}]}
    (only,) = read(json.dumps(record, indent=1)).papers
    assert only.title == "One"
    assert only.references[0].title == "Another Paper"
    assert read_text(json.dumps(record, indent=1), "x").papers[0].title == "One"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"title": "A"', "can't be read as JSON: Expecting ',' delimiter: line 1 column 14"),
        ("x", "can't be read as JSON: Expecting value: line 1 column 1"),
        ("7", "is not a JSON object; write "),
        ('{"x": ' + "[" * 100_000, "can't be read as JSON: it is nested too deeply"),
        ('{"year": ' + LONG_INTEGER + "}", "holds no paper: no object in it has a title and authors"),
    ],
)  # fmt: skip
def test_a_document_that_is_not_json_is_an_error(text, message):
    reading = read(text)
    assert reading.papers == ()
    (diagnostic,) = reading.diagnostics
    assert diagnostic.line == 1
    assert diagnostic.message.startswith(message)


def test_elements_beyond_a_limit_of_the_parser_are_errors_with_their_lines():
    text = (
        '[{"title": "A"},\n{"title": "B", "year": ' + LONG_INTEGER + '},\n{"title": "C"},\n'
        '{"title": ' + "[" * 100_000 + "]" * 100_000 + '},\n{"title": "D"}]'
    )
    assert places(text) == [("A", 1), ("B", 2), ("C", 3), ("D", 5)]
    assert [(d.line, d.message) for d in read(text).diagnostics] == [
        (2, "year 'inf' is not four digits and was left out; write \"year\": 2024"),
        (4, "can't be read as JSON: it is nested too deeply"),
    ]  # fmt: skip


def test_an_infinite_number_is_no_year():
    reading = read('[{"title": "A"},\n{"title": "B", "year": 1e400}]')
    assert [(p.title, p.year) for p in reading.papers] == [("A", None), ("B", None)]
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.severity) == (2, "warning")
    assert diagnostic.message.startswith("year 'inf' is not four digits")


def test_columns_have_the_user_s_names():
    text = '[{"Nom": "A", "title": "wrong"}, 7]'
    reading = read(text, title="Nom")
    assert [p.title for p in reading.papers] == ["A"]
    assert len(reading.diagnostics) == 1


def test_shapes_of_other_programs_are_known():
    assert read('[{"title": "A", "DOI": "10.1000/x", "issued": {}}]').papers[0].doi == "10.1000/x"


def test_the_name_and_the_rank_of_the_format():
    assert (json_document.NAME, json_document.RANK) == ("json", 80)
    assert json_document.TAKES_COLUMNS is True


def rows(*numbers):
    return [{"title": f"Paper {n}", "authors": ["Jana Roe"], "year": 2001, "doi": f"10.1/{n}"}
            for n in numbers]  # fmt: skip


def losses(text):
    reading = json_document.read(text, "x")
    return [p.title for p in reading.papers], sum(d.record_count for d in reading.diagnostics)


@pytest.mark.parametrize("wrap", ["[{}]", '{{"papers": [{}]}}'])
@pytest.mark.parametrize("indent", [None, 2])
def test_papers_inside_of_one_that_is_not_closed_are_read(wrap, indent):
    first, second, third = (json.dumps(row, indent=indent) for row in rows(1, 2, 3))
    # The brackets of the list close the second paper, so that all brackets are balanced.
    cut = second[: second.index('"Jana Roe"') + len('"Jana Roe"')]
    titles, lost = losses(wrap.format(f"{first},\n{cut},\n{third}"))
    assert titles == ["Paper 1", "Paper 3"]
    assert lost == 1


def test_the_first_paper_may_be_the_one_that_is_not_closed():
    first, *others = (json.dumps(row) for row in rows(1, 2, 3))
    cut = first[: first.index('"Jana Roe"') + len('"Jana Roe"')]
    assert losses(f"[{', '.join([cut, *others])}]") == (["Paper 2", "Paper 3"], 1)


def test_a_paper_inside_of_a_damaged_string_is_read():
    first, second, third = map(json.dumps, rows(1, 2, 3))
    cut = second[: second.index("10.1/") + 4]
    assert losses(f"[\n{first},\n{cut}{third}\n]") == (["Paper 1", "Paper 3"], 1)


def test_objects_of_a_damaged_paper_are_no_papers():
    first, second = rows(1, 2)
    second["references"] = [{"title": "Cited", "id": "a"}, {"title": "Cited too", "id": "b"}]
    damaged = json.dumps(second)[:-2]
    titles, lost = losses(f"[\n{json.dumps(first)},\n{damaged},\n{json.dumps(first)}\n]")
    assert titles == ["Paper 1", "Paper 1"]
    assert lost == 1


@pytest.mark.parametrize("wrap", ["[{}]", '{{"papers": [{}]}}'])
def test_papers_behind_a_list_that_ends_early_are_read(wrap):
    first, second, third = map(json.dumps, rows(1, 2, 3))
    rest = second[second.index('"Jana Roe"') :]
    titles, lost = losses(wrap.format(f"{first}, {rest}, {third}"))
    assert titles == ["Paper 1", "Paper 3"]
    assert lost >= 1


def test_what_describes_a_list_is_no_paper():
    text = json.dumps({"title": "My list", "year": 2001, "papers": rows(1, 2), "total": 2})
    assert losses(text) == (["Paper 1", "Paper 2"], 0)
