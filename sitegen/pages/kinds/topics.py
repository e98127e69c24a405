"""The list of all topics, by broader topic and by letter; if many, one page per letter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import match_key
from sitegen.locale import N_
from sitegen.pages.registry import NavEntry, Page, PageKind
from sitegen.pages.topic_groups import group_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount


#: Up to so many topics are on one page, in either order.
_MAX_TOPICS: Final = 600
#: If there are more, so many of the most frequent are on the first page, beside its groups.
_MAX_FREQUENT_TOPICS: Final = 300
_MAX_GROUPS: Final = 24
#: Fewer groups than this leave most topics alone: then the page has none.
_MIN_GROUPS: Final = 3
_MAX_NARROWER: Final = 6
#: Number of topics of each letter on the page of all letters, where each letter has its page.
_MAX_LETTER_TOPICS: Final = 8
_BY_LETTER: Final = "tags-by-letter"


def _render(context: SiteContext) -> Iterator[Page]:
    letters = _group_by_letter(context.tags)
    is_split = len(context.tags) > _MAX_TOPICS
    groups, rest = group_topics(context.tags, _MAX_GROUPS, _MAX_NARROWER)
    if len(groups) < _MIN_GROUPS:
        groups, rest = [], context.tags
    # An address depends on its letter alone, so that it stays when other letters come.
    stems = {letter: f"{_BY_LETTER}-{letter.lower().replace('–', '-')}" for letter in letters}
    if is_split:
        targets = {letter: f"{stem}.md" for letter, stem in stems.items()}
    else:
        targets = {letter: f"{_BY_LETTER}.md#letter-{n}" for n, letter in enumerate(letters, 1)}
    template = context.template(KIND.template)
    values = {
        "targets": targets,
        "is_split": is_split,
        "letter_totals": {letter: len(tags) for letter, tags in letters.items()},
        "single_total": sum(counted.count == 1 for counted in context.tags),
    }
    frequent = rest[: _MAX_FREQUENT_TOPICS if is_split else None]
    pages = [("tags", groups, {"": frequent} if frequent else {}, "")]
    if letters:
        pages.append((_BY_LETTER, [], _frequent_of(letters) if is_split else letters, ""))
    if is_split:
        pages += [(stem, [], {letter: letters[letter]}, letter) for letter, stem in stems.items()]
    for stem, page_groups, lists, letter in pages:
        text = template.render(
            groups=page_groups, lists=lists, letter=letter, by_letter=stem != "tags", **values
        )
        yield Page(f"{stem}.md", text, KIND.name)


def _group_by_letter(tags: list[TagCount]) -> dict[str, list[TagCount]]:
    """Return initial -> tags, both in alphabetical order; digits and signs share a group."""
    groups: defaultdict[str, list[TagCount]] = defaultdict(list)
    for counted in sorted(tags, key=lambda t: (t.tag.name.casefold(), t.tag.slug)):
        initial = match_key(counted.tag.name)[:1].upper()
        groups[initial if initial.isalpha() else "0–9"].append(counted)
    return dict(groups)


def _frequent_of(letters: dict[str, list[TagCount]]) -> dict[str, list[TagCount]]:
    """Return the most frequent topics of each letter, in alphabetical order."""
    frequent: dict[str, list[TagCount]] = {}
    for letter, tags in letters.items():
        chosen = {t.tag.slug for t in sorted(tags, key=lambda t: -t.count)[:_MAX_LETTER_TOPICS]}
        frequent[letter] = [counted for counted in tags if counted.tag.slug in chosen]
    return frequent


KIND: Final = PageKind(
    "tags", 30, "tags.md.j2", _render, nav=NavEntry(N_("Topics"), "tags.md", covers=("tag",))
)
