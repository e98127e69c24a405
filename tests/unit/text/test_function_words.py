"""Words that carry no subject, in English and in the language of a site."""

import pytest

from sitegen.search.question_words import question_words
from sitegen.text.function_words import asking_words, function_words, subject_words


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Welche Arbeiten gibt es zu Robotern?", ["robotern"]),
        ("Ich suche einen Überblick über Graphen", ["graphen"]),
        ("Was ist maschinelles Lernen?", ["maschinelles", "lernen"]),
        ("Papers about robots that I should read", ["robots"]),
        ("Zeig mir neue Arbeiten", []),
    ],
)
def test_the_subject_of_a_german_question(question, subject):
    assert subject_words(question_words(question), "de") == subject


def test_a_site_in_english_knows_no_german_words():
    assert subject_words(["die", "graphs"]) == ["die", "graphs"]
    assert function_words() == function_words("xx") < function_words("de")


@pytest.mark.parametrize("words", [function_words, asking_words])
def test_words_are_those_that_a_question_is_split_into(words):
    assert {part for word in words("de") for part in question_words(word)} == words("de")
