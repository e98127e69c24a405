"""Citation keys: a pure function of the record, unique in a collection."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import short_hash, slugify

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from sitegen.paper import Entry, Paper

#: Words that a citation key skips.
_KEY_STOP_WORDS: Final = frozenset(
    ["a", "an", "and", "are", "for", "how", "in", "is", "of", "on", "the", "to", "what", "why",
     "with"]
)  # fmt: skip
#: An author-less key takes more words of the title, as the first alone is seldom unique.
_KEY_WORDS_WITHOUT_AUTHOR: Final = 3
#: Lengths of the hash behind a shared key; a longer one if two hashes are equal.
_HASH_CHARS: Final = (4, 12, 25)
#: No id holds it.
_SALT: Final = "\n"


def format_bibkey(paper: Paper) -> str:
    """Return a citation key: family name, year and first word of the title, as Google Scholar."""
    return _join_key(paper.authors[0].name if paper.authors else "", paper.year, paper.title)


# Pages, bulk files and notes ask for the key of each paper.
@lru_cache(maxsize=1 << 17)
def _join_key(author: str, year: int | None, title: str) -> str:
    words = [w for w in slugify(title).split("-") if w and w not in _KEY_STOP_WORDS]
    family = slugify(author).split("-")[-1]
    start = "".join(words[: 1 if family else _KEY_WORDS_WITHOUT_AUTHOR])
    # Slugs may hold letters of any script; BibTeX's keys are ASCII.
    key = re.sub(r"[^a-z0-9]", "", f"{family}{year or ''}{start}")
    return key or "paper"


def citation_keys(entries: Iterable[Entry], settled: Mapping[str, str]) -> dict[str, str]:
    """Return the citation key of each paper of a collection; no two are equal in any case.

    A paper with a settled key has it. Another paper has the key of ``format_bibkey`` if no other
    paper has or would have that; else all of them have it with a hash of their ids behind it. So
    a key never comes to mean another paper. See docs/adr/0017.

    Args:
        entries: the papers, with distinct ids.
        settled: key -> id of the paper that has it for good, also of papers that are gone.

    Returns:
        Id of the paper -> key.
    """
    by_id = {paper_id: key for key, paper_id in settled.items()}
    reserved = {key.casefold() for key in settled}
    keys: dict[str, str] = {}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.id in by_id:
            keys[entry.id] = by_id[entry.id]
        else:
            groups[format_bibkey(entry.paper)].append(entry.id)
    for key, ids in groups.items():
        if len(ids) == 1 and key not in reserved:
            keys[ids[0]] = key
        else:
            keys |= _lengthened(key, ids, reserved)
    return keys


def _lengthened(key: str, ids: Sequence[str], reserved: Container[str]) -> dict[str, str]:
    """Return distinct keys for papers that share one: id -> key."""
    keys: dict[str, str] = {}
    remaining = list(ids)
    # A second hash is needed once in a million groups, or if a settled key looks like the first.
    for attempt in count():
        length = _HASH_CHARS[min(attempt, len(_HASH_CHARS) - 1)]
        candidates = {
            paper_id: f"{key}-{short_hash(paper_id + attempt * _SALT, length)}"
            for paper_id in remaining
        }
        counts = Counter(candidates.values())
        unique = {
            paper_id: candidate
            for paper_id, candidate in candidates.items()
            if counts[candidate] == 1 and candidate not in reserved
        }
        keys |= unique
        remaining = [paper_id for paper_id in remaining if paper_id not in unique]
        if not remaining:
            break
    return keys


def shared_keys(entries: Iterable[Entry], settled: Mapping[str, str]) -> dict[str, list[str]]:
    """Return each key that several papers without a settled key would have, with their ids."""
    by_id = set(settled.values())
    reserved = {key.casefold() for key in settled}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.id not in by_id:
            groups[format_bibkey(entry.paper)].append(entry.id)
    return {key: ids for key, ids in groups.items() if len(ids) > 1 or key in reserved}
