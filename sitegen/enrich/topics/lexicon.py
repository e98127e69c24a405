"""Which words carry a topic, and which forms of a word are one."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from Stemmer import Stemmer

_STEMMER: Final = Stemmer("english")
_ADJECTIVE_ENDING: Final = re.compile(
    r"(?:al|ive|ous|ic|able|ible|ary|less|ful|ed|ar|ant|ent|ish|ian|est)$"
)
#: Words that writers take for one another.
_SAME: Final = {"net": "network", "nets": "network", "convnets": "convnet"}
_ADVERB_LIKE_NOUNS: Final = frozenset({"family", "anomaly", "assembly", "supply", "reply", "italy"})


@cache
def _words_of(name: str) -> frozenset[str]:
    """Return the lines of one of the lists in words/, lower case; each says what it is for."""
    text = files("sitegen.enrich.topics").joinpath("words", name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def commonest(counter: Counter[str]) -> str:
    """Return what is there most often; ties go by the alphabet, so that order says nothing."""
    return min(counter.items(), key=lambda x: (-x[1], x[0]))[0]


def commonest_wording(spellings: Counter[str]) -> str:
    """Return the wording that most spellings share, in lower case."""
    wordings: Counter[str] = Counter()
    for spelled, count in spellings.items():
        wordings[spelled.lower()] += count
    return commonest(wordings)


@lru_cache(maxsize=200_000)
def _snowball(word: str) -> str:
    """Return Porter's stem. Source: Snowball for English, https://snowballstem.org."""
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one lower-case word; British spelling first becomes American.

    Snowball makes one stem of who does and what is done ("transformers", "transformations"); for
    topics they are two things, so the first keeps its ending.
    """
    if "is" in word:
        word = re.sub(r"is(ation|ations|ing|ed|er|ers|able)$", r"iz\1", word)
    word = re.sub(r"(behavi|col|neighb|lab|hum)our", r"\1or", word)
    word = _SAME.get(word, word)
    short = _snowball(word)
    agent = re.search(r"[eo]rs?$", word)
    return f"{short}er" if agent and not short.endswith(("er", "or")) else short


@lru_cache(maxsize=200_000)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a word or phrase; hyphens part words, so ``pre-training`` has two."""
    return tuple(stem(part) for part in re.split(r"[-\s]+", text.lower()) if part)


def snowball_key(name: str) -> str:
    """Return the plain Snowball stems of a name: names with one key look like one tag."""
    return " ".join(map(_snowball, name.lower().replace("-", " ").split()))


@cache
def compounds() -> frozenset[tuple[str, ...]]:
    """Stems of phrases with a stop word or a vague end that are topics ("deep learning")."""
    return frozenset(stems(line) for line in _words_of("compounds.txt"))


@cache
def banned() -> frozenset[str]:
    """Keys of the phrases that read like topics and tell nothing."""
    return frozenset("".join(stems(line)) for line in _words_of("banned.txt"))


@lru_cache(maxsize=200_000)
def is_stop(word: str) -> bool:
    """Tell whether a word breaks a phrase: function word, adverb, number, ``-based`` adjective."""
    low = word.lower()
    if low in _words_of("stop.txt") or len(low) == 1 or not any(c.isalpha() for c in low):
        return True
    if "-" in low:
        parts = low.split("-")
        return parts[-1] in _words_of("adjectival.txt") or all(
            p in _words_of("stop.txt") or not p.isalpha() for p in parts if p
        )
    is_adverb = low.endswith("ly") and len(low) > 5 and low not in _ADVERB_LIKE_NOUNS  # noqa: PLR2004
    return is_adverb and word[1:].islower()


def is_function_stem(part: str) -> bool:
    """Tell whether a stem says nothing of a paper's subject: function words, numbers, letters."""
    return part in _function_stems() or len(part) == 1 or not any(map(str.isalpha, part))


@cache
def _function_stems() -> frozenset[str]:
    return frozenset(map(stem, _words_of("function.txt")))


@lru_cache(maxsize=200_000)
def is_general(word: str) -> bool:
    """Tell whether a word may not be a tag alone."""
    low = word.lower()
    return low in _words_of("general.txt") or is_stop(word)


@lru_cache(maxsize=200_000)
def is_vague(word: str) -> bool:
    """Tell whether a word at a phrase's end makes it less of a topic: ``… task``."""
    return _snowball(word.lower()) in _words_of("vague.txt")


@lru_cache(maxsize=200_000)
def is_model(word: str) -> bool:
    """Tell whether a word at a phrase's end needs a telling word before it: ``… model``."""
    return stem(word.lower()) in {"model", "architectur", "network"}


@lru_cache(maxsize=200_000)
def is_adjective(word: str) -> bool:
    """Guess from its ending whether a lower-case word is an adjective or a participle."""
    low = word.lower()
    last = low.rsplit("-", 1)[-1]
    if last.endswith("s") and not last.endswith(("ous", "ss")):
        return False  # A plural.
    if {low, last} & _words_of("nouns.txt"):
        return False
    return last in _words_of("adjectives.txt") or bool(_ADJECTIVE_ENDING.search(last))
