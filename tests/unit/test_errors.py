"""Diagnostics, shortened texts, sentences for what the system refuses."""

import errno
import os
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import (
    BuildError,
    ConfigError,
    Diagnostic,
    SitegenError,
    SourceError,
    about_duration,
    count_of,
    read_fault,
    read_remedy,
    shorten,
    write_fault,
)


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (11, "11 pages")]
)
def test_a_number_has_its_noun(count, text):
    assert count_of(count, "page") == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "about 1 s"),
        (1.4, "about 1 s"),
        (1.6, "about 2 s"),
        (89.9, "about 90 s"),
        (90.1, "about 2 min"),
        (3600, "about 60 min"),
    ],
)
def test_durations_are_seconds_or_minutes(seconds, text):
    assert about_duration(seconds) == text


def system_error(code):
    return OSError(code, os.strerror(code))


def test_what_can_not_be_written_says_what_to_do():
    full, locked = system_error(errno.ENOSPC), system_error(errno.EACCES)
    assert write_fault("/x", full) == (
        "/x: can't be written: the disk is full; make room or choose another place"
    )
    assert write_fault("/x", locked, "-o").endswith("allow it or choose another place with -o")
    assert write_fault("/{}", OSError("{odd}")) == "/{}: can't be written: {odd}"


def test_what_can_not_be_read_says_what_to_do():
    missing, loop = system_error(errno.ENOENT), system_error(errno.ELOOP)
    assert read_fault("/x", missing) == "/x: can't be read: there is no such file; check the name"
    assert read_fault("/x", loop).endswith("its links lead in a circle; correct them")
    # What the system says of anything else is not all that is said.
    for code in set(errno.errorcode) - {0}:
        assert "; " in read_remedy(system_error(code)), errno.errorcode[code]
    latin = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    assert read_fault("/x", latin) == "/x: can't be read: is not UTF-8; save it as UTF-8"


def test_all_errors_are_sitegens():
    assert all(issubclass(e, SitegenError) for e in (SourceError, ConfigError, BuildError))


def test_a_diagnostic_names_place_record_and_fault():
    diagnostic = Diagnostic("a.bib", 41, "smith2020", "year 'MMXX' is not four digits")
    assert str(diagnostic) == "a.bib:41: “smith2020”: year 'MMXX' is not four digits"
    assert str(Diagnostic("a.bib", 1, "", "no records")) == "a.bib:1: no records"
    assert diagnostic.severity == "error"
    with pytest.raises(FrozenInstanceError):
        diagnostic.line = 1
    assert not hasattr(diagnostic, "__dict__")


def test_a_diagnostic_shows_60_characters_of_its_record():
    assert "“" + "x" * 60 + "”" in str(Diagnostic("a", 1, "x" * 60, "m"))
    assert "“" + "x" * 59 + "…”" in str(Diagnostic("a", 1, "x" * 61, "m"))


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("", 3, ""),
        ("aaaaaaa bbbb", 10, "aaaaaaa…"),  # 7 of 10 characters are enough
        ("aaaaaa bbbbb", 10, "aaaaaa bb…"),  # 6 are not
        ("aaaaaaa, bbbb", 11, "aaaaaaa…"),  # without the comma
        ("aaaaaaaa – bbb", 11, "aaaaaaaa…"),
        ("深層学習深層学習", 5, "深層学習…"),
    ],
)
def test_shortens_at_a_word(text, width, short):
    assert shorten(text, width) == short


@given(st.text(max_size=40), st.integers(1, 40))
def test_a_shortened_text_fits(text, width):
    assert len(shorten(text, width)) <= width
