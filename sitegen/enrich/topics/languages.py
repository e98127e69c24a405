"""Tell which papers are not in English: the phrase rules know English alone.

From such a paper only its own keywords are taken as topics; half-understood phrases would be worse
than none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import KEYWORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus

_ENGLISH_TEXT: Final = (
    "the of and to for with that we is are this by from which our an be as it can has have"
)
_ENGLISH: Final = frozenset(_ENGLISH_TEXT.split())
# French, German, Spanish, Portuguese, Italian, Dutch: short words that English lacks.
_FOREIGN_TEXT: Final = """
    le la les des du une un et pour dans avec sur est sont par qui que aux cette nous ces
    der das und für mit von ein eine einer eines den dem des auf ist sind wird werden zur zum
    el los las una del con para por y es son como su sus más
    os um uma da dos das ao em com não são mais pelo pela
    il lo gli della delle dei degli nel nella di che sono è una
    het een van voor zijn niet
"""
_FOREIGN: Final = frozenset(_FOREIGN_TEXT.split())
_LATIN: Final = re.compile(r"[A-Za-z0-9]")
_FOREIGN_SCRIPT_SHARE: Final = 0.3
#: One may be a name, as in "DES encryption".
_FOREIGN_WORDS: Final = 2


def foreign_papers(corpus: Corpus) -> NDArray[np.bool_]:
    """Return (papers,) whether a paper is in another language or script than English."""
    low = [word.lower() for word in corpus.words]
    english = np.array([word in _ENGLISH for word in low], dtype=np.int64)
    foreign = np.array([word in _FOREIGN for word in low], dtype=np.int64)
    script = np.array([not _LATIN.search(word) for word in low], dtype=np.int64)
    text = corpus.field != KEYWORD
    owner, word = corpus.paper[text], corpus.word[text]

    def count(flags: NDArray[np.int64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.bincount(
            owner, flags[word].astype(np.float64), minlength=corpus.size
        ).astype(np.float64)
        return found

    length = np.maximum(1, np.bincount(owner, minlength=corpus.size))
    is_foreign = (count(foreign) > count(english)) & (count(foreign) >= _FOREIGN_WORDS)
    return is_foreign | (count(script) > _FOREIGN_SCRIPT_SHARE * length)
