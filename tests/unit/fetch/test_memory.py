"""What is remembered between runs: lines that merge, and damaged ones."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.fetch.memory import Memory, parse_memory, read_memory, render_memory, write_memory

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
DIGESTS = st.text("0123456789abcdef", min_size=16, max_size=16)
HEADERS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=30)
MEMORIES = st.builds(
    Memory, st.dictionaries(DAYS, DIGESTS, max_size=14), st.none() | DAYS, HEADERS, HEADERS,
    DIGESTS,
)  # fmt: skip


@settings(max_examples=25)
@given(MEMORIES)
def test_a_memory_is_read_as_it_was_written(memory):
    text = render_memory(memory)
    assert text.splitlines() == sorted(text.splitlines())
    assert parse_memory(text) == memory


@settings(max_examples=25)
@given(MEMORIES, MEMORIES, st.randoms())
def test_two_branches_merge_by_union_in_any_order(first, second, random):
    lines = (render_memory(first) + render_memory(second)).splitlines()
    random.shuffle(lines)
    merged = parse_memory("\n".join(lines))
    assert merged.damaged == ()
    assert merged.batches.keys() == first.batches.keys() | second.batches.keys()
    assert merged.day == max((m.day for m in (first, second) if m.day), default=None)


@settings(max_examples=50)
@given(st.text())
def test_any_text_is_lines_or_damage(text):
    memory = parse_memory(text)
    assert len(memory.damaged) <= text.count("\n") + 1


@pytest.mark.parametrize(
    "line",
    ["<<<<<<< HEAD", "day yesterday", "batch 2026-11-27 short", "batch 2026-13-27 " + "a" * 16,
     "day 0001-01-01", "day 9999-12-31", "day ٢٠٢٦-١١-٢٦", "batch 0001-01-01 " + "a" * 16,
     "etag a\x00b", "etag", "colour blue", 'etag "ü"'],
)  # fmt: skip
def test_a_damaged_line_is_named_and_skipped(line):
    memory = parse_memory(f"# a comment\n\n{line}\nday 2026-11-26\n")
    assert (memory.damaged, memory.day) == ((3,), date(2026, 11, 26))


def test_the_first_day_of_a_batch_stays_and_old_ones_go():
    memory = Memory()
    for number in range(1, 21):
        memory = memory.with_batch(date(2026, 11, number), f"{number:016x}")
    assert len(memory.batches) == 14
    same = memory.with_batch(date(2026, 11, 25), f"{20:016x}")
    assert same == memory
    assert same.earlier_day(date(2026, 11, 25), f"{20:016x}") == date(2026, 11, 20)
    assert same.earlier_day(date(2026, 11, 20), f"{20:016x}") is None


def test_conditions_belong_to_a_request():
    memory = Memory(etag='"a"', request="0" * 16)
    assert memory.conditions("0" * 16) == {"If-None-Match": '"a"'}
    assert memory.conditions("1" * 16) == {}


def test_a_value_that_is_no_header_is_not_written(tmp_path):
    path = tmp_path / "state" / "a.txt"
    write_memory(path, Memory(etag="a\nday 2030-01-01", day=date(2026, 11, 27)))
    assert path.read_text() == "day 2026-11-27\n"
    assert read_memory(path) == Memory(day=date(2026, 11, 27))
    assert read_memory(tmp_path / "none.txt") == Memory()
