"""Frequencies of English words."""

from sitegen.text.frequency import zipf_frequency


def test_frequencies_are_case_insensitive_and_zero_for_rare_words():
    assert zipf_frequency("the") == 7.7
    assert zipf_frequency("The") == 7.7
    assert zipf_frequency("for") == 7.0
    assert zipf_frequency("zzyq") == 0.0
    assert zipf_frequency("#") == 0.0
    assert zipf_frequency("") == 0.0
