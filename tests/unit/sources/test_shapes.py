"""Shapes of programs: tables of fields and paths."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.sources import adapters
from sitegen.sources.fields import Record, read_records
from sitegen.sources.json.adapters import record_fields
from sitegen.sources.paths import value_at
from sitegen.sources.reading import RecordError
from sitegen.sources.shapes import Shape, apply_shape, inverted_parts, strip_tags, text_in
from sitegen.workspace.modules import load_modules

SHAPES = [shape for module in load_modules(adapters) for shape in module.SHAPES]
#: Our fields that a shape may fill; ``fields`` knows no others.
OUR_FIELDS = {
    "title", "abstract", "authors", "year", "date", "venue", "doi", "arxiv_id", "url", "pdf", "code",
    "keywords", "upvotes", "language", "sections", "references", "id", "volume", "issue", "pages",
    "first_page", "last_page", "kind", "publisher", "editors", "series", "edition", "institution",
    "genre", "isbn", "issn", "license", "status",
}  # fmt: skip
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["2020-01-02", "Roe, Jana", "arXiv:2401.00001", "10.1234/x", "<p>", "{", "|"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["value", "name", "title", "family", "given", "author", "data", "info", "type", "id"]),
        inner, max_size=3,
    ),
    max_leaves=8,
)  # fmt: skip


def set_at(record, path, value):
    """Set the value at a path, whose lists get one element."""
    key, _, rest = path.partition(".")
    name, _, condition = key.partition("[")
    if not rest and not condition:
        record[name] = value
        return
    inner = record.get(name)
    inner = inner if isinstance(inner, dict) else {}
    if "=" in condition:
        filter_key, filter_value = condition.rstrip("]").split("=", 1)
        inner[filter_key] = filter_value
    if rest:
        set_at(inner, rest, value)
        record[name] = [inner] if condition else inner
    else:
        record[name] = [value]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: "+".join(shape.signature))
def test_a_shape_fills_our_fields_from_paths_that_can_be_followed(shape):
    assert shape.fields.keys() <= OUR_FIELDS
    assert shape.author.keys() <= {"name", "family", "given", "orcid", "affiliations"}
    assert shape.name_order in {"", "inverted"}
    for name, paths in shape.fields.items():
        for path in [paths] if isinstance(paths, str) else paths:
            record = {}
            set_at(record, path, "text")
            assert value_at(record, path) in ("text", ["text"]), (name, path)


@settings(deadline=None, max_examples=settings.default.max_examples // 10)
@given(st.data())
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: "+".join(shape.signature))
def test_whatever_a_record_holds_it_is_a_paper_or_an_error(shape, data):
    record = {}
    paths = [
        path
        for value in shape.fields.values()
        for path in ([value] if isinstance(value, str) else value)
    ]
    for path in [
        *shape.signature,
        *data.draw(st.lists(st.sampled_from(paths or ["title"]), max_size=4)),
    ]:
        set_at(record, path, data.draw(JUNK))
    record |= data.draw(
        st.dictionaries(st.sampled_from(sorted(shape.ignored) or ["x"]), JUNK, max_size=3)
    )
    try:
        fields = record_fields(record, {})
    except RecordError as error:
        fields = error
    reading = read_records([Record(1, fields, json.dumps(record))], "x")
    assert len(reading.papers) + len(reading.diagnostics) >= 1


def test_keys_that_a_shape_does_not_mention_are_passed_on():
    shape = Shape(("a", "b"), {"title": "a.text", "url": ("b", "c[]")}, ignored=("d",))
    record = {
        "a": {"text": "T"},
        "b": "u",
        "c": ["v"],
        "d": 1,
        "e": 2,
        "Title": "no",
        "doi": "10.1/x",
    }
    assert apply_shape(shape, record) == {"title": "T", "url": ["u", "v"], "e": 2, "doi": "10.1/x"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"), (7, 7), (None, None), (["", None, "a", "b"], "a"), ({"value": ["a"]}, "a"),
        ({"unknown": "a"}, None), ([{"$": "a"}], "a"), ([[[[["a"]]]]], None), ({"name": "", "title": "t"}, "t"),
    ],
)  # fmt: skip
def test_the_text_in_a_value(value, text):
    assert text_in(value) == text


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Roe, Jana", {"family": "Roe", "given": "Jana"}),
        ("van der Roe , Jana M. ", {"family": "van der Roe", "given": "Jana M."}),
        ("King, Martin, Jr.", {"family": "King", "given": "Martin", "suffix": "Jr."}),
        (" The Hat Group ", {"name": "The Hat Group"}),
        ("", {"name": ""}),
    ],
)
def test_names_with_the_family_first(name, parts):
    assert inverted_parts(name) == parts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<jats:p>If p &lt; 1 &amp; q.</jats:p>", "If p < 1 & q."),
        ("<jats:title>Abstract</jats:title><p>A <i>b</i>.</p>", "A b."),
        ("<h4>Aim</h4>One.<h4>Result</h4>Two.", "Aim One. Result Two."),
        ("p < 0.05 and q > 2", "p < 0.05 and q > 2"),
        ("no mark &amp;", "no mark &amp;"),
    ],
)
def test_tags_of_an_abstract(text, plain):
    assert " ".join(strip_tags(text).split()) == plain
    assert strip_tags(7) == 7
