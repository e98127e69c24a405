"""Which papers a digest has, by the days on which they were first seen."""

from datetime import date

from sitegen.digest.selection import News, digest_id, first_day, select_digest, site_digests
from sitegen.news import Alert, Digest

#: A Sunday, the Monday after it, and the Friday of that week.
SUNDAY, MONDAY, FRIDAY = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 27)
ALERTS = (
    Alert("Hats", "alerts/hats", "“hats”", ("a", "d", "c", "old")),
    Alert("None", "x", "x", ()),
)
NEWS = News({"c": FRIDAY, "a": SUNDAY, "b": MONDAY, "d": MONDAY}, ("b", "old"), ALERTS)


def test_days_are_inclusive_and_papers_keep_their_order():
    digest = select_digest(NEWS, SUNDAY, MONDAY)
    assert (digest.new, digest.trending) == (("a", "b", "d"), ("b", "old"))
    assert [alert.papers for alert in digest.alerts] == [("a", "d"), ()]
    assert select_digest(NEWS, MONDAY, FRIDAY, without={"b"}).new == ("c", "d")


def test_weeks_end_on_sundays_and_the_newest_is_not_over():
    newest, older = site_digests(NEWS, "week")
    assert (newest.first, newest.last) == (MONDAY, date(2026, 11, 29))
    assert (newest.new, newest.is_over, newest.trending) == (("c", "b", "d"), False, ("b", "old"))
    assert (older.last, older.new, older.is_over, older.trending) == (SUNDAY, ("a",), True, ())


def test_days_without_new_papers_have_no_digest():
    digests = site_digests(NEWS, "day")
    assert [(d.first, d.last, d.is_over) for d in digests] == [
        (FRIDAY, FRIDAY, False), (MONDAY, MONDAY, True), (SUNDAY, SUNDAY, True),
    ]  # fmt: skip
    assert site_digests(News({}), "day") == ()


def test_a_digest_that_is_over_does_not_change_with_later_papers():
    later = News(NEWS.days | {"e": date(2026, 12, 24)}, (), ALERTS)
    assert site_digests(later, "week")[2] == site_digests(NEWS, "week")[1]
    assert len(site_digests(News({str(n): date(2026, 1, n + 1) for n in range(20)}), "day")) == 10


def test_the_first_digest_of_somebody_covers_a_period():
    assert first_day(FRIDAY, "day") == FRIDAY
    assert first_day(FRIDAY, "week") == date(2026, 11, 21)


def test_the_id_depends_on_days_and_papers():
    digest = Digest(SUNDAY, FRIDAY, ("a", "b"))
    assert digest_id(digest).startswith("2026-11-27-")
    assert digest_id(digest) == digest_id(Digest(SUNDAY, FRIDAY, ("b", "a")))
    assert digest_id(digest) != digest_id(Digest(SUNDAY, FRIDAY, ("a",)))
