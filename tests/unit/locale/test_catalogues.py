"""The catalogues: complete, of the code as it is, and with the values and the markup of each message."""

import re

import pytest

from sitegen.locale.texts import catalogues, read_catalogue
from tools import make_catalogues

CATALOGUES = {language: read_catalogue(path) for language, path in catalogues().items()}
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}|\]\([^)]*\)|</?\w+[^<>]*>|<code>[^<]*</code>|%%")


@pytest.fixture(scope="module")
def template():
    return make_catalogues.make_template()


def as_tuple(value):
    return value if isinstance(value, tuple) else (value,)


def test_the_template_is_what_the_code_has(template):
    text = make_catalogues.TEMPLATE.read_text("utf-8")
    assert text == make_catalogues.render(template), "make catalogues writes it"


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_has_exactly_the_messages_of_the_template(template, language):
    keys = {(message.id, message.context) for message in template if message.id}
    messages = [message for message in CATALOGUES[language] if message.id]
    assert {(message.id, message.context) for message in messages} == keys
    assert [message.id for message in messages if not all(as_tuple(message.string))] == []
    assert [message.id for message in messages if message.fuzzy] == []
    assert list(CATALOGUES[language].obsolete) == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_has_the_places_and_the_markup_of_its_message(language):
    for message in CATALOGUES[language]:
        singular, plural = as_tuple(message.id)[0], as_tuple(message.id)[-1]
        for form in as_tuple(message.string) if message.id else ():
            places = sorted(PLACES.findall(form))
            assert places in (sorted(PLACES.findall(singular)), sorted(PLACES.findall(plural))), (
                form
            )
            # Templates of the theme print texts as they are, and Markdown has them in raw HTML.
            marks = '<>&"`*_#\\'
            assert [form.count(mark) for mark in marks] == [singular.count(m) for m in marks], form


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_has_the_white_space_and_the_end_of_its_message(language):
    for message in CATALOGUES[language]:
        for form in as_tuple(message.string) if message.id else ():
            text = as_tuple(message.id)[0]
            assert (form[0] == " ", form[-1] == " ") == (text[0] == " ", text[-1] == " ")
            assert ("…" in form) == ("…" in text), form
