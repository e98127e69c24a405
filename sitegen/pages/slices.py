"""Slices of papers: what pages may show of a paper, with a digest that stands for it in keys.

A page that is rendered from slices and other frozen values alone need not be rendered again while
the digest of these values stays the same.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from copyreg import dispatch_table
from dataclasses import dataclass, fields, is_dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sitegen.paper import EnrichedPaper, Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.paper import Tag

_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """A paper as pages may show it.

    Attributes:
        enriched: the paper with its topics; without origins, and without the papers that are
            related to it, which change with any other paper.
        venue: what lists call its venue; empty without one.
        digest: of all that.
        frame: digest of all that but the long texts, which are shown where the paper is listed and
            say nothing of the pages of authors, topics and venues.
        bare_digest: digest of all that but the topics.
    """

    enriched: EnrichedPaper
    venue: str
    digest: bytes
    frame: bytes = b""
    bare_digest: bytes = b""

    @property
    def entry(self) -> Entry:
        """The paper with its id."""
        return self.enriched.entry

    @property
    def bare(self) -> Slice:
        """The paper without its topics, which pages of other papers don't show."""
        enriched = EnrichedPaper(self.enriched.entry, (), ())
        return Slice(enriched, self.venue, self.bare_digest, bare_digest=self.bare_digest)

    @property
    def listed(self) -> Slice:
        """The paper as lists show it: topics stand only where nothing else is known."""
        paper = self.entry.paper
        return self.bare if paper.authors or self.venue or paper.issued else self

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Its topics."""
        return self.enriched.tags


def slice_paper(enriched: EnrichedPaper, venue: str = "") -> Slice:
    """Return the slice of a paper; without a label, lists call its venue as the source does."""
    entry = enriched.entry
    # The position of a record moves when another one comes.
    paper = replace(entry.paper, origins=(), provenance=())
    bare = EnrichedPaper(Entry(entry.id, paper), enriched.tags, ())
    label = venue or paper.venue or ""
    # Named by what is left out, so that a further field of papers is in the frame.
    texts = (paper.abstract, paper.note, paper.sections, paper.references)
    rest = replace(paper, abstract="", note="", sections=(), references=())
    base, tags, long = map(digest_values, ((entry.id, rest, label), enriched.tags, texts))
    return Slice(bare, label, *map(_join, ((base, tags, long), (base, tags), (base, long))))


def _join(digests: tuple[bytes, ...]) -> bytes:
    """Return a digest of digests."""
    return hashlib.blake2b(b"".join(digests), digest_size=_DIGEST_BYTES).digest()


def digest_values(*values: object) -> bytes:
    """Return a digest of values, 16 bytes, that differs if any of them differs.

    Args:
        values: texts, numbers, None, tuples, lists, dictionaries in a fixed order, and dataclasses
            of these. Slices count by their digests. The digest of a set may change from run to run.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    # Equal values give equal bytes, whether they are one object or several.
    pickler.fast = True
    pickler.dispatch_table = _REDUCERS
    pickler.dump(values)
    return hashlib.blake2b(buffer.getbuffer(), digest_size=_DIGEST_BYTES).digest()


class _Reducers(dict[type, "Callable[[Any], Any]"]):
    """Type -> function that says what an object is made from, filled on lookup.

    Python's own functions look up the fields of a dataclass again for each object, and call back
    for each text or tuple of a subclass, which takes longer than the rest of a digest.
    """

    #: Types that are left to pickle.
    _others: ClassVar[set[type]] = set()

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        reduce = None if kind in self._others else _reducer_of(kind)
        if reduce is None:
            self._others.add(kind)
            raise KeyError(kind)
        self[kind] = reduce
        return reduce


def _reducer_of(kind: type) -> Callable[[Any], Any] | None:
    """Return a function that says what an object of a type is made from; None for most types."""
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        if len(names) > 1:
            values_of = attrgetter(*names)
            return lambda value: (kind, values_of(value))
        return lambda value: (kind, tuple(getattr(value, name) for name in names))
    # Markdown and named tuples: without a dictionary, an object has no value beside its items.
    if kind.__dictoffset__ == 0 and issubclass(kind, str):
        return lambda value: (kind, (str(value),))
    if kind.__dictoffset__ == 0 and issubclass(kind, tuple):
        return lambda value: (kind, tuple(value))
    return None


def _reduce_slice(value: Slice) -> tuple[Any, ...]:
    return Slice, (value.digest,)


#: Nothing is ever unpickled: the bytes, from which equal values could be made, are only hashed.
_REDUCERS: Final = _Reducers({**dispatch_table, Slice: _reduce_slice})
