"""The grammar of BibTeX."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.bibtex.grammar import Comment, Entry, Fault, parse
from sitegen.sources.bibtex.values import Macro


def entries(text):
    return [item for item in parse(text).items if isinstance(item, Entry)]


def key(text):
    (entry,) = entries(text)
    return entry.key


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("@misc{k,", "k"), ("@misc{ Roe 2020 ,", "Roe 2020"), ("@misc{Roe(2020),", "Roe(2020)"),
        ("@misc{,", ""), ("@misc{", ""), ("@misc{% a comment\n k,", "k"), ("@misc(k,", "k"),
        ("@misc{DBLP:conf/x#y'z,", "DBLP:conf/x#y'z"),
    ],
)  # fmt: skip
def test_keys(head, expected):
    assert key(f"{head} title = {{T}}}}") == expected


def test_an_entry_may_end_after_its_key():
    assert (key("@misc{k}"), key("@misc(k)")) == ("k", "k")


def test_a_brace_too_many_or_no_value_costs_no_field():
    (entry,) = entries("@misc{k, title={T}}, author={Roe, Ann}, note=, year=2001}\n")
    assert entry.fields == {
        "title": ("T",),
        "author": ("Roe, Ann",),
        "note": ("",),
        "year": ("2001",),
    }
    assert len(entries("@misc{a, title={T}}, @misc{b, year=}\n@misc{c, title={U}}")) == 3


def test_comments_between_fields_are_skipped():
    (entry,) = entries("@misc{k, % one\n% note = {x},\n  title = {T}, % two\n}")
    assert entry.fields == {"title": ("T",)}


def test_entries_in_comments_are_counted():
    text = "%@misc{a, title={A}}\n@comment{\n@misc{b, title={B}}\n}\n@misc{c, title={C}}"
    items = parse(text).items
    assert [type(item) for item in items] == [Comment, Comment, Entry]
    assert [item.line for item in items] == [1, 2, 5]


def test_an_address_starts_no_entry():
    assert [entry.key for entry in entries("mail me@misc{x, y}\n@misc{k, title={T}}")] == ["k"]


def test_a_backslash_before_a_brace_may_be_the_end_of_a_path():
    (entry,) = entries("@misc{k, file = {C:\\x\\}, title = {T}\n}")
    assert entry.fields == {"file": ("C:\\x\\",), "title": ("T",)}


def test_macros_are_their_last_values_before_or_stay_macros():
    text = "@string{a = {1st}}@misc{k, x = a # b # 5}@string{a = {2nd}}@misc{l, x = A}"
    assert [entry.fields["x"] for entry in entries(text)] == [("1st", Macro("b"), "5"), ("2nd",)]


def test_macros_that_double_are_a_fault():
    text = '@string{a0 = "0123456789"}' + "".join(
        f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(20)
    )
    (fault,) = [item for item in parse(text).items if isinstance(item, Fault)]
    assert "too long" in str(fault.error)


@pytest.mark.parametrize(
    "part",
    ["@misc{k" + " " * 50, "@comment{ x\n@misc{a, title={T}}\n", "%@misc{a}", "@misc{k,% \n",
     "@misc{k, file={C:\\x\\}} ", "@misc{k title={T}} ", "@misc{k, title={T ",
     '@misc{k, title="T" x", '],
)  # fmt: skip
def test_hostile_texts_take_linear_time(part):
    def seconds(count):
        start = time.process_time()
        parse(part * count)
        return time.process_time() - start

    seconds(100)
    short, long = (min(seconds(n) for _ in range(3)) for n in (500, 4_000))
    assert long < 24 * short + 0.02


@given(st.lists(st.sampled_from(["@", "misc", "{", "}", "(", ")", '"', ",", "=", "#", "%", "\\",
                                 "\n", " ", "a", "@string{", "@comment{"]), max_size=40))  # fmt: skip
def test_any_text_is_parsed(parts):
    text = "".join(parts)
    lines = text.count("\n") + 1
    assert all(1 <= item.line <= lines for item in parse(text).items)


def test_entries_in_the_line_of_a_broken_one_are_read():
    text = "@misc{a title={A}} @misc{b, title={B} @misc{c, @misc{d, title={D}}"
    assert [entry.fields["title"] for entry in entries(text)] == [("A",), ("B",), ("D",)]
    assert [fault.line for fault in parse(text).items if isinstance(fault, Fault)] == [1]


def test_repeated_people_and_keywords_are_joined_and_other_fields_are_not():
    text = "@article{k, author={Roe, Ann}, author={Poe, Max}, author={Roe, Ann and Poe, Max},"
    (entry,) = entries(text + " title={A}, title={B}, keywords={a}, keywords={b}}")
    assert "".join(entry.fields["author"]).startswith("Roe, Ann and Poe, Max and ")
    assert ("".join(entry.fields["keywords"]), entry.fields["title"]) == ("a; b", ("A",))


def test_scopus_numbers_fields_after_a_blank():
    (entry,) = parse(
        "@ARTICLE{a,\n title={T},\n funding_text\u00a01={We {thank}},\n year=2020}"
    ).items
    assert (entry.repairs, entry.fields["year"]) == ((), ("2020",))
