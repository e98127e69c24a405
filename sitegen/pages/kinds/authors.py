"""The list of authors: those with most papers, and one page per initial of the family name."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import fold_diacritics
from sitegen.locale import N_
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.people import Person

#: So many of the most frequent are on the first page.
_MAX_FREQUENT: Final = 300
#: If more names have pages, those with the fewest papers are left to the search.
_MAX_LISTED: Final = 20_000
#: Names in other scripts than Latin, and those that start with a digit or a sign.
_NOT_LATIN: Final = N_("Other")


def _render(context: SiteContext) -> Iterator[Page]:
    names = context.people.indexed
    minimum = _find_minimum(names)
    listed = [name for name in names if len(name.papers) >= minimum]
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for name in sorted(listed, key=_sort_key):
        groups[_initial(name)].append(name)
    letters = {letter: f"authors-{letter.lower()}" for letter in sorted(groups, key=_letter_key)}
    template = context.template(KIND.template)
    values = {"letters": letters, "minimum": max(minimum, context.min_papers)}
    if not names:
        return
    frequent = names[:_MAX_FREQUENT]
    text = template.render(names=frequent, name_total=len(listed), letter="", **values)
    yield Page("authors.md", text, KIND.name)
    for letter, stem in letters.items():
        # Its own count, so that a new name changes the page of its letter only.
        group = groups[letter]
        text = template.render(names=group, name_total=len(group), letter=letter, **values)
        yield Page(f"{stem}.md", text, KIND.name)


def _find_minimum(names: Sequence[Person]) -> int:
    """Return the smallest number of papers that not too many names have."""
    counts = Counter(len(name.papers) for name in names)
    total = 0
    for count in sorted(counts, reverse=True):
        total += counts[count]
        if total > _MAX_LISTED:
            return count + 1
    return 1


def _family_name(name: str) -> str:
    """Return the part of a name by which it is sorted: the last word, or what precedes a comma."""
    family, comma, _ = name.partition(",")
    return family if comma else name.rsplit(maxsplit=1)[-1]


def _sort_key(person: Person) -> tuple[str, str, str]:
    family = fold_diacritics(_family_name(person.name))
    return family, fold_diacritics(person.name), person.address


def _initial(person: Person) -> str:
    initial = fold_diacritics(_family_name(person.name))[:1].upper()
    return initial if initial.isascii() and initial.isalpha() else _NOT_LATIN


def _letter_key(letter: str) -> tuple[bool, str]:
    return letter == _NOT_LATIN, letter


KIND: Final = PageKind("authors", 46, "authors.md.j2", _render)
