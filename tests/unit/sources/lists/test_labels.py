"""Names of columns and sections."""

import pytest

from sitegen.sources.lists import labels


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Date", "Presenter", "Paper"], True),
        (["Week", "Date", "Readings"], True),
        (["Presenter (slides)", "Paper"], True),
        (["日期", "汇报人", "论文"], True),
        (["Publish Date", "Title", "Authors"], False),
        (["Title", "Leaderboard"], False),
        ([], False),
    ],
)
def test_columns_of_meetings(names, expected):
    assert labels.is_schedule(names) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Schedule", True), ("Past meetings", True), ("组会日程", True), ("Scheduling of tasks", False), ("Looms", False)],
)  # fmt: skip
def test_sections_of_meetings_are_no_topics(name, expected):
    assert labels.is_meeting_section(name) is expected
    assert labels.is_topic(name) is not expected


@pytest.mark.parametrize("text", ["링크", "바로가기", "リンク", "enlace", "Volltext", "全文"])
def test_a_word_for_a_link_is_no_title(text):
    assert labels.label_kind(text) is not None
