"""Texts in the theme: literals in place of calls."""

import re
import shutil
import subprocess

import pytest

from sitegen.locale import ENGLISH, texts_of
from sitegen.render.theme import theme_folder
from sitegen.render.translation import SUFFIXES, find_messages, translate_source, translate_theme

GERMAN = texts_of("de")
PLURAL = 'ngettext("{n} paper", "{n} papers", answer.count)'


def test_a_call_becomes_its_text():
    assert translate_source('say(gettext("Search"));', GERMAN) == 'say("Suchen");'
    assert translate_source('say(gettext("Search"));', ENGLISH) == 'say("Search");'
    assert translate_source('{{ gettext("Site") }}', GERMAN) == '{{ "Website" }}'


def test_a_text_without_a_translation_stays():
    assert translate_source('gettext("Not a \\"message\\"")', GERMAN) == '"Not a \\"message\\""'


def test_the_locale_is_that_of_the_texts():
    assert translate_source("n.toLocaleString(gettext.locale)", GERMAN) == 'n.toLocaleString("de")'
    assert translate_source("gettext.locale", texts_of("fr")) == '"en"'


@pytest.mark.parametrize(
    ("count", "text"), [(0, "{n} Arbeiten"), (1, "{n} Arbeit"), (2, "{n} Arbeiten")]
)
def test_a_plural_takes_the_form_of_its_number(count, text):
    script = (
        f"const answer = {{ count: {count} }}; console.log({translate_source(PLURAL, GERMAN)});"
    )
    result = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == text


def test_messages_have_their_lines():
    source = 'gettext("a");\ngettext.locale;\nngettext("b",\n  "c", n)'
    assert list(find_messages(source)) == [(1, "a", ""), (3, "b", "c")]


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_no_call_is_left_in_the_theme(tmp_path, texts):
    shutil.copytree(theme_folder(), tmp_path / "theme")
    translate_theme(tmp_path / "theme", texts)
    for path in (tmp_path / "theme").rglob("*"):
        if path.suffix in SUFFIXES:
            # A call with anything but literals would be one that the catalogue does not have.
            assert not re.search(r"\bn?gettext\b", path.read_text("utf-8")), path
