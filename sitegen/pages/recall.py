"""Take over the keys of pages from an earlier build, where what they are made from is the same.

Most pages of authors and topics show little of many papers, so that their inputs take longer to
collect than to compare in short: by the frame, a digest of all papers without their long texts, and
by the digests of the papers that the pages list. Inputs of a page whose key is taken over are
collected only if its text is asked for.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from sitegen.pages.registry import KeyedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sitegen.pages.slices import Slice

    #: Digest of the papers that some pages list, and ``src_uri`` -> key of each of the pages.
    Group = tuple[str, Mapping[str, str]]

_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class PageKeys:
    """The keys of the pages of a build.

    Attributes:
        frame: digest of all papers without their long texts.
        groups: name of an author or topic -> its pages.
    """

    frame: str = ""
    groups: Mapping[str, Group] = field(default_factory=dict)


#: Those of a site that has not been built.
NO_KEYS: Final = PageKeys()


class Recall:
    """The keys of an earlier build, and those of this one.

    Args:
        papers: all papers of the site, in reading order.
        earlier: the keys of a build with the same settings, if there was one.
    """

    def __init__(self, papers: Iterable[Slice], earlier: PageKeys) -> None:
        self._frame = _digest(paper.frame for paper in papers)
        self._earlier = earlier.groups if earlier.frame == self._frame else {}
        self._groups: dict[str, Group] = {}

    @property
    def keys(self) -> PageKeys:
        """The keys of this build."""
        return PageKeys(self._frame, self._groups)

    def pages(
        self, kind: str, name: str, papers: Iterable[Slice], make: Callable[[], Iterable[KeyedPage]]
    ) -> Iterator[KeyedPage]:
        """Yield pages that show no long text but those of some papers.

        Args:
            kind: of the pages.
            name: of the group that they are, different from those of all others.
            papers: the papers that the pages list, in reading order; topics are in frames.
            make: returns the pages, which have no days; it reads of other papers what is in frames.
        """
        basis = _digest(paper.digest for paper in papers)
        group = self._earlier.get(name)
        if group is None or group[0] != basis:
            pages = list(make())
            group = basis, {page.src_uri: page.key for page in pages}
            yield from pages
        else:
            members = _Members(make)
            for src_uri, key in group[1].items():
                render = _Render(members, src_uri)
                yield KeyedPage(src_uri, kind, key, render, prepare=render.prepare)
        self._groups[name] = group


class _Members:
    """The pages of a group, which are made if one of them is asked for."""

    def __init__(self, make: Callable[[], Iterable[KeyedPage]]) -> None:
        self._make = make

    @cached_property
    def pages(self) -> dict[str, KeyedPage]:
        """``src_uri`` -> page."""
        return {page.src_uri: page for page in self._make()}


class _Render:
    """Renders a page of a group; it has the function and the arguments that render it."""

    def __init__(self, members: _Members, src_uri: str) -> None:
        self._members = members
        self._src_uri = src_uri

    def __call__(self) -> str:
        return self._page.text

    def prepare(self) -> None:
        """See ``KeyedPage``."""
        self._page.prepare()

    @property
    def func(self) -> Any:
        """The function; see ``frozen``."""
        return self._bound.func

    @property
    def args(self) -> Any:
        """The renderer and the inputs."""
        return self._bound.args

    @property
    def _bound(self) -> Any:
        return self._page.render

    @property
    def _page(self) -> KeyedPage:
        return self._members.pages[self._src_uri]


def _digest(digests: Iterable[bytes]) -> str:
    return hashlib.blake2b(b"".join(digests), digest_size=_DIGEST_BYTES).hexdigest()
