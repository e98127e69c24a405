"""Read the authors of a JATS article: people, groups, affiliations by reference.

Source: https://jats.nlm.nih.gov/archiving/tag-library/1.3/element/contrib.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.xml.paths import find_element, find_elements
from sitegen.sources.xml.tools import (
    XML_LANG,
    child_elements,
    child_text,
    text_of,
    text_without,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.xml.tools import Children, Element

#: Parts of a group's element that are not its name: members and their places.
_NO_NAME: Final = ("contrib-group", "xref", "fn", "aff", "address", "email", "contrib-id", "role")
#: Parts of an affiliation that are no place.
_NO_PLACE: Final = ("label", "institution-id", "email", "phone", "fax", "fn", "target")
_AUTHOR_KINDS: Final = frozenset({"author", "authors", "collab", "collaborator", "corresp"})
#: Languages whose articles have the name in its own script.
_EASTERN: Final = frozenset({"ja", "zh", "ko"})


def read_authors(meta: Element, language: str) -> list[dict[str, Any]]:
    """Return the authors in ``article-meta``, with their affiliations.

    Args:
        meta: the element.
        language: of the article; chooses among the forms of a name.
    """
    contributors = [child_elements(contributor) for contributor in _author_elements(meta)]
    # Read once: papers of collaborations have 3,000 authors at 200 places.
    affiliations = {aff.get("id", ""): _affiliation(aff) for aff in meta.iter("{*}aff")}
    rids = [_references(contributor) for contributor in contributors]
    # A sole affiliation to which no author refers is that of them all.
    shared = [] if any(rids) or len(affiliations) > 1 else list(affiliations.values())
    return [
        {
            **_name(contributor, language),
            "affiliations": [
                *(affiliations[rid] for rid in author_rids if rid in affiliations),
                # An affiliation may also stand inside the contributor.
                *(map(_affiliation, contributor.get("aff", ()))),
            ]
            or shared,
            "orcid": _orcid(contributor),
        }
        for contributor, author_rids in zip(contributors, rids, strict=True)
    ]


def _author_elements(meta: Element) -> Iterator[Element]:
    """Yield the authors; a contributor without a type is one unless the group has another role."""
    for group in meta.iterchildren("{*}contrib-group"):
        group_kind = group.get("content-type") or "author"
        for contributor in group.iterchildren("{*}contrib"):
            kind = contributor.get("contrib-type") or group_kind
            # "author non-byline" is a member of a group.
            if kind.lower() in _AUTHOR_KINDS:
                yield contributor


def _references(contributor: Children) -> list[str]:
    """Return the ids of an author's affiliations; one attribute may list several: "aff1 aff2"."""
    return [
        rid
        for xref in contributor.get("xref", ())
        if xref.get("ref-type") == "aff"
        for rid in xref.get("rid", "").split()
    ]


def _orcid(contributor: Children) -> str:
    """Return the ORCID iD, whose element has its type in any case, or only the address."""
    ids = (*contributor.get("contrib-id", ()), *contributor.get("uri", ()))
    return next((text for e in ids if (text := text_of(e)) and _is_orcid(e, text)), "")


def _is_orcid(element: Element, text: str) -> bool:
    kind = element.get("contrib-id-type") or element.get("content-type") or ""
    return "orcid" in kind.lower() or "orcid.org/" in text


def _affiliation(aff: Element) -> str:
    """Return the text of an affiliation without its label ("1", "a").

    SciELO repeats the text that the authors gave, beside its parts.
    """
    for institution in find_elements(aff, ".//{*}institution[@content-type='original']"):
        if text := text_of(institution):
            return text
    parts = list(aff.iterchildren("*"))
    # Between the parts is what their list lacks.
    between = "".join(filter(None, (aff.text, *(part.tail for part in parts))))
    if between.strip(" \t\n,;."):
        text = text_without(aff, *_NO_PLACE)
        label = text_of(parts[0]) if parts and parts[0].tag.endswith("sup") else ""
        # Older files have a raised number in place of the label.
        return text[len(label) :].strip() if label and not (aff.text or "").strip() else text
    # Without punctuation between them, the parts are a list.
    names = (
        text_without(part, *_NO_PLACE) for part in parts
        if not part.tag.endswith(("sup", *_NO_PLACE))
    )  # fmt: skip
    return ", ".join(dict.fromkeys(text.strip(" ,;") for text in names if text))


def _name(contributor: Children, language: str) -> dict[str, Any]:
    alternatives = contributor.get("name-alternatives")
    scope = child_elements(alternatives[0]) if alternatives else contributor
    people = [*scope.get("name", ()), *scope.get("string-name", ())]
    if len(people) == 1:
        # The simple path serves nearly every author.
        return _person(people[0])
    if people:
        return _person(min(people, key=lambda name: _rank(name, language)))
    parts = (part for parts in contributor.values() for part in parts)
    collabs = (collab for part in parts for collab in part.iter("{*}collab"))
    return {"literal": text_without(next(collabs, None), *_NO_NAME)}


def _rank(name: Element, language: str) -> int:
    """Return the place of one form of a name: the article's script, then the Latin one."""
    style, name_language = name.get("name-style", ""), name.get(XML_LANG, "")
    if name.tag.endswith("string-name") and find_element(name, "{*}surname") is None:
        return 3
    if language[:2] in _EASTERN and name_language[:2] == language[:2]:
        return 0
    return 1 if style == "western" or name_language[:2] == "en" else 2


def _person(name: Element) -> dict[str, Any]:
    parts = child_elements(name)
    if "surname" not in parts and "given-names" not in parts:
        return {"name": text_without(name, *_NO_NAME)}
    return {
        "given": child_text(parts, "given-names"),
        "family": child_text(parts, "surname"),
        "suffix": child_text(parts, "suffix"),
    }
