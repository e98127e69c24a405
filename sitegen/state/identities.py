"""The identities of a paper: what its lines in the state are filed under.

A paper has several, and each gets a line. A paper that gains a DOI, or whose title is corrected,
still has another one that an earlier build wrote.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.identifiers import ARXIV_DOI, fold_diacritics, match_key

if TYPE_CHECKING:
    from sitegen.paper import Paper

#: Letters of a title that no second paper is expected to have: "Editorial" and "Introduction to the
#: special issue" have fewer.
_MIN_DISTINCT_CHARS: Final = 40
#: 80 bits: titles of a million papers have two equal digests once in two million collections.
_DIGEST_BYTES: Final = 10
#: Signs of DOIs that stay as they are. A blank would end the identity.
_SAFE: Final = "/:;()<>[]+~*.,_-"


def identities(paper: Paper) -> tuple[str, ...]:
    """Return the identities of a paper, the best first: ``doi:``, ``arxiv:``, ``title:``.

    The identifier of the source is left out: two sources may number their records from 1.
    """
    names = []
    doi = (paper.doi or "").lower()
    arxiv_id = (paper.arxiv_id or doi.partition(ARXIV_DOI)[2]).lower()
    # arXiv's DOI is its identifier in another form; records have either.
    if doi and not doi.startswith(ARXIV_DOI):
        names.append(f"doi:{_encode(doi)}")
    if arxiv_id:
        names.append(f"arxiv:{_encode(arxiv_id)}")
    digest = hashlib.blake2b(
        _title_text(paper).encode("utf-8", "replace"), digest_size=_DIGEST_BYTES
    )
    names.append(f"title:{digest.hexdigest()}")
    return tuple(names)


def _title_text(paper: Paper) -> str:
    """Return what the digest of a title is made of.

    Short titles are shared by many papers, so their first author and year count, too.
    """
    key = match_key(paper.title)
    if len(key) >= _MIN_DISTINCT_CHARS:
        return key
    author = fold_diacritics(paper.authors[0].name).split() if paper.authors else []
    return f"{key}|{max(author, key=len, default='')}|{paper.year or ''}"


def _encode(text: str) -> str:
    return quote(text, safe=_SAFE, errors="replace")
