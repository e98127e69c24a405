"""Texts, numbers and dates of the interface, by language; directions of texts."""

from sitegen.locale.direction import has_right_to_left, is_right_to_left, isolate
from sitegen.locale.texts import ENGLISH, LANGUAGES, N_, NN_, Texts, texts_of

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "NN_",
    "N_",
    "Texts",
    "has_right_to_left",
    "is_right_to_left",
    "isolate",
    "texts_of",
]
