"""Texts, numbers and dates of the interface, by language."""

from sitegen.locale.texts import ENGLISH, LANGUAGES, N_, NN_, Texts, texts_of

__all__ = ["ENGLISH", "LANGUAGES", "NN_", "N_", "Texts", "texts_of"]
