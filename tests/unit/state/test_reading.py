"""Reading the state: the set of lines decides, whatever their order and files."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import ConfigError
from sitegen.paper import Author, Paper
from sitegen.state import State, identities, read_state
from sitegen.state.lines import Line, parse_lines, render_lines

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
NAMES = st.sampled_from(["doi:10.1/a", "arxiv:1706.03762", "title:abc", "doi:10.1/b;(c)"])
LINES = st.lists(st.builds(Line, DAYS, NAMES, st.integers(0, 999_999_999)), max_size=20)


def write_state(folder, kind, *texts):
    (folder / kind).mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / kind / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_no_folder_is_an_empty_state(tmp_path):
    assert read_state(tmp_path / "state") == read_state(None) == State()


@given(lines=LINES)
def test_lines_are_read_back(lines):
    text = render_lines(lines, has_numbers=True)
    assert list(parse_lines(text, "x", has_numbers=True)) == sorted(set(lines))


@settings(max_examples=25)
@given(lines=LINES, data=st.data())
def test_the_earliest_day_counts_whatever_the_order_and_the_files(lines, data, tmp_path_factory):
    shuffled = data.draw(st.permutations(lines + lines[:3]))
    cut = data.draw(st.integers(0, len(shuffled)))
    texts = [
        "".join(f"{line.day} {line.identity}\n" for line in part)
        for part in (shuffled[:cut], shuffled[cut:])
    ]
    state = read_state(write_state(tmp_path_factory.mktemp("s"), "first-seen", *texts))
    days = {}
    for line in lines:
        days.setdefault(line.identity, []).append(line.day)
    assert state.first_seen == {name: min(of_name) for name, of_name in days.items()}
    assert not state.diagnostics


@settings(max_examples=25)
@given(ours=LINES, theirs=LINES, data=st.data())
def test_a_union_merge_has_the_earliest_days_and_the_best_numbers_of_both(
    ours, theirs, data, tmp_path_factory
):
    def read(lines):
        folder = tmp_path_factory.mktemp("s")
        for kind, has_numbers in (("first-seen", False), ("votes", True), ("ranks", True)):
            text = "".join(render_lines([line], has_numbers=has_numbers) for line in lines)
            write_state(folder, kind, text)
        return read_state(folder)

    # Git keeps the lines of both sides, and may keep lines of both twice.
    merged = read(data.draw(st.permutations(ours + theirs)))
    left, right = read(ours), read(theirs)
    for name in {line.identity for line in ours + theirs}:
        days = [state.first_seen[name] for state in (left, right) if name in state.first_seen]
        assert merged.first_seen[name] == min(days)
        for kind, choose in (("votes", max), ("ranks", min)):
            sides = [getattr(state, kind).get(name, {}) for state in (left, right)]
            expected = {
                day: choose(side[day] for side in sides if day in side)
                for day in {*sides[0], *sides[1]}
            }
            assert getattr(merged, kind)[name] == expected


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2026-11-25", "not of the form"),
        ("2026-11-31 doi:10.1/x", "not of the form"),
        ("20261125 doi:10.1/x", "not of the form"),
        ("2026-W48-3 doi:10.1/x", "not of the form"),
        ("2026-11-25 10.1/x", "not of the form"),
        ("2026-11-25 doi:10.1/x 3", "not of the form"),
        ("2026-11-2", "not of the form"),
        ("<<<<<<< HEAD", "mark of a merge"),
        ("=======", "mark of a merge"),
        (">>>>>>> other", "mark of a merge"),
        ("\ufffd\u2028 \x1b[2J", "not of the form"),
    ],
)
def test_a_damaged_line_is_named_and_the_others_count(line, fault, tmp_path):
    text = f"# comment\r\n2026-11-25 doi:10.1/a\r\n{line}\n\n2026-11-26 doi:10.1/b"
    state = read_state(write_state(tmp_path, "first-seen", text))
    assert state.first_seen == {"doi:10.1/a": date(2026, 11, 25), "doi:10.1/b": date(2026, 11, 26)}
    (diagnostic,) = state.diagnostics
    assert str(diagnostic).startswith(f"{tmp_path}/first-seen/0.txt:3:")
    assert fault in diagnostic.message
    assert diagnostic.record_count == 0


def test_bytes_that_are_no_text_damage_their_line_only(tmp_path):
    write_state(tmp_path, "votes", "")
    (tmp_path / "votes" / "0.txt").write_bytes(
        b"\xef\xbb\xbf2026-11-25 doi:a 1\n\xff\n2026-11-25 doi:b 2\n"
    )
    state = read_state(tmp_path)
    assert set(state.votes) == {"doi:a", "doi:b"}
    assert [d.line for d in state.diagnostics] == [2]


def test_a_file_that_can_t_be_read_is_an_error(tmp_path):
    (tmp_path / "ranks" / "2026-11.txt").mkdir(parents=True)
    with pytest.raises(ConfigError, match=r"2026-11\.txt: can't be read"):
        read_state(tmp_path)


TITLE = "A title of a paper that is long enough for no second paper to have it"


def test_a_paper_keeps_its_day_when_its_title_changes_or_an_id_is_added():
    day = date(2026, 11, 25)
    old = Paper(TITLE)
    state = State(dict.fromkeys(identities(old), day))
    assert state.day_of(Paper(f"{TITLE.upper()}!", doi="10.1/x", year=2020)) == day
    assert state.day_of(Paper(f"{TITLE}: part two")) is None
    state = State(dict.fromkeys(identities(Paper(TITLE, arxiv_id="1706.03762")), day))
    assert state.day_of(Paper("Other", doi="10.48550/arxiv.1706.03762")) == day


def test_a_short_title_is_told_apart_by_first_author_and_year():
    editorial = Paper("Editorial", authors=(Author("Ada Lovelace"),), year=2020)
    assert identities(editorial) == identities(
        Paper("Editorial.", authors=(Author("A. Lovelace"), Author("B")), year=2020)
    )
    for paper in (
        Paper("Editorial"),
        Paper("Editorial", authors=editorial.authors, year=2021),
        Paper("Editorial", authors=(Author("Bob Babbage"),), year=2020),
    ):
        assert identities(paper) != identities(editorial)


@given(doi=st.text(max_size=30), arxiv_id=st.text(max_size=30), title=st.text(min_size=1))
def test_each_identity_makes_a_line_that_is_read_back(doi, arxiv_id, title):
    paper = Paper(title, doi=doi or None, arxiv_id=arxiv_id or None)
    lines = [Line(date(2026, 1, 1), name) for name in identities(paper)]
    text = render_lines(lines, has_numbers=False)
    assert set(parse_lines(text, "x", has_numbers=False)) == set(lines)


def test_votes_of_two_identities_are_those_of_one_paper():
    first, second = date(2026, 11, 25), date(2026, 11, 26)
    paper = Paper("T", doi="10.1/x", arxiv_id="1706.03762")
    numbers = {"doi:10.1/x": {second: 5, first: 1}, "arxiv:1706.03762": {second: 7}}
    state = State(votes=numbers, ranks=numbers)
    assert list(state.votes_of(paper).items()) == [(first, 1), (second, 7)]
    assert list(state.ranks_of(paper).items()) == [(first, 1), (second, 5)]
    assert state.votes_of(Paper("T")) == {}


def test_the_newest_day_is_that_of_the_last_new_paper():
    day = date(2026, 11, 25)
    assert State().newest_day is None
    assert State({"doi:a": day, "doi:b": day - timedelta(1)}).newest_day == day
