"""Stems of words, and the word lists and rules that decide which words can be part of a topic."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from Stemmer import Stemmer

from sitegen.text.function_words import function_words

_STEMMER: Final = Stemmer("english")
_ADJECTIVE_ENDING: Final = re.compile(
    r"(?:al|ive|ous|ic|able|ible|ary|less|ful|ed|ar|ant|(?<!m)ent|ish|ian|est)$"
)
#: Words that authors use as synonyms.
_SYNONYMS: Final = {"net": "network", "nets": "network", "convnets": "convnet"}
_PLURAL_ACRONYM: Final = re.compile(r"[b-df-hj-np-tv-xz]{3,}s")
_CONTRACTIONS: Final = ("n't", "'re", "'ll", "'ve", "'m", "'d")
_NOUNS_IN_LY: Final = frozenset({"family", "anomaly", "assembly", "supply", "reply", "italy"})
#: Shorter words in -ly are mostly not adverbs: "fly", "ally", "July".
_MIN_ADVERB_CHARS: Final = 6
#: More than the vocabulary of a large collection.
_CACHE_WORDS: Final = 200_000
_MODEL_STEMS: Final = frozenset({"model", "architectur", "network", "system", "process", "analysi"})


@cache
def _read_words(name: str) -> frozenset[str]:
    """Return the lines of one of the lists in words/; a comment in each list says what it is for.

    All entries are in lower case. Empty lines and lines that start with # are skipped.
    """
    text = files("sitegen.enrich.topics").joinpath("words", name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def most_common(counter: Counter[str]) -> str:
    """Return the most frequent string; of equally frequent ones the first in code point order.

    Unlike ``Counter.most_common``, the result does not depend on the order of insertion.

    Raises:
        ValueError: the counter is empty.
    """
    return min(counter.items(), key=lambda item: (-item[1], item[0]))[0]


def most_common_wording(spellings: Counter[str]) -> str:
    """Return the most frequent wording in lower case, counting all its capitalizations together."""
    wordings: Counter[str] = Counter()
    for spelling, count in spellings.items():
        wordings[spelling.lower()] += count
    return most_common(wordings)


@lru_cache(maxsize=_CACHE_WORDS)
def _snowball(word: str) -> str:
    """Return the Snowball stem of one lower-case word. Source: https://snowballstem.org."""
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=_CACHE_WORDS)
def stem(word: str) -> str:
    """Return the stem of one lower-case word; British spelling is changed to American first.

    Snowball merges agent and action ("transformers", "transformations"). As topics they differ, so
    an agent noun keeps its ending.
    """
    # "generalisation" -> "generalization", "neighbour" -> "neighbor".
    if "is" in word:
        word = re.sub(r"is(ation|ations|ing|ed|er|ers|able)$", r"iz\1", word)
    word = re.sub(r"(behavi|col|neighb|lab|hum)our", r"\1or", word)
    word = _SYNONYMS.get(word, word)
    # Snowball takes the plural s only from words with a vowel: "BDDs" and "HTNs" have none.
    short = word[:-1] if _PLURAL_ACRONYM.fullmatch(word) else _snowball(word)
    # The stem of "vector" still has the ending.
    is_agent = re.search(r"[eo]rs?$", word)
    return f"{short}er" if is_agent and not short.endswith(("er", "or")) else short


@lru_cache(maxsize=_CACHE_WORDS)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a word or phrase; hyphens separate words: ``pre-training`` has two."""
    return tuple(stem(part) for part in re.split(r"[-\s]+", text.lower()) if part)


def snowball_key(name: str) -> str:
    """Return the plain Snowball stems of a name: names with equal keys look like one tag."""
    return " ".join(map(_snowball, name.lower().replace("-", " ").split()))


def language_stops(code: str) -> frozenset[str]:
    """Return the words that end a phrase in a language, by its ISO 639-1 code."""
    return _read_words(f"stop.{code}.txt")


@cache
def compounds() -> frozenset[tuple[str, ...]]:
    """Return the stems of phrases that are topics in spite of a stop word or a vague last word.

    An example is "deep learning": "deep" is a stop word.
    """
    return frozenset(stems(line) for line in _read_words("compounds.txt"))


@cache
def banned_keys() -> frozenset[str]:
    """Return the keys (joined stems) of phrases that look like topics and say nothing."""
    return frozenset("".join(stems(line)) for line in _read_words("banned.txt"))


@lru_cache(maxsize=_CACHE_WORDS)
def is_stop(word: str) -> bool:
    """Check whether a word ends a phrase: function word, adverb, number, ``-based`` adjective."""
    lowered = word.lower()
    has_letters = any(c.isalpha() for c in lowered)
    if lowered in _read_words("stop.txt") or len(lowered) == 1 or not has_letters:
        return True
    # "Can't", "we'll", with either apostrophe; the possessive 's is gone already.
    if lowered.replace("’", "'").endswith(_CONTRACTIONS):
        return True
    if "-" in lowered:
        # "transformer-based", "state-of-the-art"; but "few-shot" is part of a topic.
        parts = lowered.split("-")
        return parts[-1] in _read_words("adjectival.txt") or all(
            p in _read_words("stop.txt") or not p.isalpha() for p in parts if p
        )
    is_adverb = (
        lowered.endswith("ly") and len(lowered) >= _MIN_ADVERB_CHARS and lowered not in _NOUNS_IN_LY
    )
    # A capital inside a word marks a name, not an adverb.
    return is_adverb and word[1:].islower()


def is_function_stem(part: str) -> bool:
    """Check whether a stem carries no subject: of a function word, a number or a single letter."""
    return part in _function_stems() or len(part) == 1 or not any(map(str.isalpha, part))


@cache
def _function_stems() -> frozenset[str]:
    return frozenset(map(stem, function_words()))


@lru_cache(maxsize=_CACHE_WORDS)
def is_general(word: str) -> bool:
    """Check whether a word is too general to be a tag alone, as ``training`` is."""
    return word.lower() in _read_words("general.txt") or is_stop(word)


@lru_cache(maxsize=_CACHE_WORDS)
def is_vague(word: str) -> bool:
    """Check whether a word at the end of a phrase makes it too broad for a topic: ``… task``."""
    return _snowball(word.lower()) in _read_words("vague.txt")


@lru_cache(maxsize=_CACHE_WORDS)
def is_model(word: str) -> bool:
    """Check whether a word at the end of a phrase needs a specific word before it: ``… model``."""
    return stem(word.lower()) in _MODEL_STEMS


@lru_cache(maxsize=_CACHE_WORDS)
def is_adjective(word: str) -> bool:
    """Guess from its ending whether a word is an adjective or a participle."""
    lowered = word.lower()
    # The last part decides: "cross-lingual" is an adjective, "multi-task" a noun.
    last = lowered.rsplit("-", 1)[-1]
    if last.endswith("s") and not last.endswith(("ous", "ss")):
        return False  # A plural, as "signals" is.
    if {lowered, last} & _read_words("nouns.txt"):
        return False
    return last in _read_words("adjectives.txt") or bool(_ADJECTIVE_ENDING.search(last))
