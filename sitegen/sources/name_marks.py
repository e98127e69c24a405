"""Remove from names what publishers print beside them: marks, affiliations, addresses, degrees."""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.organizations import is_organization
from sitegen.text.clean import clean_name

#: A name has a sign, a digit or a word that ``tidy_name`` may have to remove.
_SUSPECT: Final = re.compile(
    r"[^\w\s'’.-]|[\d_¹²³]|\.(?:\s|$)|\bet al|\band\b|others|(?:hD|MD|\bDr|D\.)$", re.IGNORECASE
)
#: Footnote marks after a name. "#" counts only at a word's end.
_MARKS: Final = re.compile(
    r"(?:[*†‡§¶∗⁎‖∥⋆★☆✝◇◊♠♣♥♦△✉📧⁰¹²³⁴-⁹˒ᵃᵇᶜᵈᵉᶠ]\ufe0f?)+|(?<!#)#++(?=\s|,|;|$)"
)
_ADDRESS: Final = re.compile(r"<?\b[\w.+-]{1,64}@[\w.-]{1,255}>?")
_ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
#: DBLP's number of a namesake: "Wei Wang 0001".
_NAMESAKE_NUMBER: Final = re.compile(r"(?<=\S) 0\d{3}$")
#: Numbers of affiliations after a name: "Roe J1,2", "Jane Roe 1".
_AFFILIATION_NUMBERS: Final = re.compile(
    r"(?<=[^\W\d_])\.?\s?\d{1,2}(?:\s?,\s?(?:\d{1,2}|[a-f]))*$"
)
_OPENING, _CLOSING = "([", ")]"
_BRACKET_NUMBERS: Final = re.compile(r"[\d\s,a-f]*|\d+\s(?:and|&)\s\d+")
#: "et al." and its like in several languages, and what leads to it.
_AND_OTHERS: Final = re.compile(
    r"[\s,;]{0,4}(?:\b(?:and|und|et|y|e|и|och|og)\s++|&\s*+|\+\s*+)?"
    r"(?:\bet\.? al(?:\b\.?|ii\b)|(?<=& )al\b|\bothers$|\bu\. ?a\.|\betc\.|…|\.{3}|等(?:人)?|ほか|"
    r"\bothers(?=[,;])|\bи др\b|\bи соавт\b|\by otros\b|\by cols?\b|\be outros\b|\bet coll\b|"
    r"\bm\. ?fl\.|(?<=\s)(?:\+\s?)?\d{1,4}\s(?:(?:more|other|additional)(?:\s(?:authors?|others))?|"
    r"authors|others)\b)"
    r"[\s.]{0,4}(?=[,;]|$)",
    re.IGNORECASE,
)
#: "$^{1,2}$", "^{1,2}", "<sup>1</sup>" after a name.
_SUPERSCRIPT: Final = re.compile(
    r"\$\s{0,3}\^[^$]{0,40}\$|\^\{[^{}]{0,40}\}|\^\d{1,2}(?:,\s?\d{1,2}(?!\d))*|"
    r"<sup\b[^<>]{0,80}>[^<]{0,80}</sup>|\\textsuperscript\{[^{}]{0,40}\}",
    re.IGNORECASE,
)
#: "[Jane Roe](https://…)" of Markdown and "[[People/Jane Roe|Jane]]" of wikis.
_LINK: Final = re.compile(r"\[([^\[\]]{1,120})\]\((?:https?:|mailto:|/|#)[^()\s]{0,300}\)")
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]{0,120}\|)?([^\[\]|]{1,120})\]\]")
_EMPHASIS: Final = re.compile(r"(?<![\w*_])(\*{1,2}|_{1,2})(?=[^\W_])([^*_\n]{1,120})\1(?![\w*_])")
#: Academic degrees are no part of a name. Two capitals may be initials: "Doe MD".
_SURE_DEGREE: Final = re.compile(
    r"ph\.? ?d\.?|m\.d\.|[mb]\.? ?sc\.?|m\.p\.h\.?|mph|d\.?phil\.?|[mb]\.a\.|d\.d\.s\.|"
    r"d\.?v\.?m\.?|pharm\.? ?d\.?|sc\.d\.|dr\.? ?(?:med|rer\.? ?nat|phil)\.?|facs|frcp|"
    r"m\.?b\.?a\.?|prof\.?|esq\.?|eds?\.?|editors?|hrsg\.?",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(r"MD|RN|MS|MA|BA|BS|DDS|DO|MPhil|MBBS|FRS|Dr")
_FINAL_DEGREE: Final = re.compile(r",?\s(?:Ph\.?D\.?|M\.D\.|MD|M\.?Sc\.?|DPhil|MPH)$")
_MIN_NAME_WORDS: Final = 2
#: A word before the last full stop that is no abbreviation: "Group.", but "Jr.", "Inc.".
_FINAL_WORD: Final = re.compile(
    r"(?<=\s)(?!(?:Inc|Ltd|Corp|Dept|Univ|Bros|Geo|Esq|Chr|Alex|Gmbh|Assoc|Acad)\.)"
    r"[^\W\d_][^\W\d_A-Z]{2,}\.$"
)
#: What programs write where no author is known.
_PLACEHOLDER: Final = re.compile(
    r"\W*(?:n/?a|none|null|nan|not available|no authors? (?:names? )?(?:available|listed))?\W*",
    re.IGNORECASE,
)
_UNIT_STOP: Final = re.compile(r"[a-z]{3}\. ")
_EDGES: Final = " ,;:"


def strip_list_marks(text: str) -> str:
    """Remove from a list of names what has commas or separators inside, before it is split."""
    if "[" in text:
        text = _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", text))
        if text.startswith("[") and text.endswith("]") and "[" not in text[1:]:
            # Bibliographers put a conjectured name in brackets.
            text = text[1:-1]
    text = _EMPHASIS.sub(r"\2", _SUPERSCRIPT.sub("", text))
    text = _drop_brackets(_MARKS.sub("", text))
    return _AND_OTHERS.sub("", text).strip(" ,;\n\t")


def tidy_name(name: str) -> str:
    """Return a clean name without footnote marks, affiliations, numbers and addresses."""
    name = clean_name(name)
    if not _SUSPECT.search(name):
        return "" if is_placeholder(name) else name
    name = _MARKS.sub("", _ORCID.sub("", _ADDRESS.sub("", name)))
    name = _AND_OTHERS.sub("", _drop_brackets(name))
    name = _NAMESAKE_NUMBER.sub("", name.strip(_EDGES))
    words = name.split()
    # "GPT 4" is one short name; a person's has two words of letters before the numbers.
    if len(words) >= _MIN_NAME_WORDS and not is_organization(name):
        if not any(map(str.isdigit, words[0])):
            name = _AFFILIATION_NUMBERS.sub("", name)
        name = _drop_degree(name)
    name = _drop_full_stop(" ".join(name.split()).strip(_EDGES))
    return "" if is_placeholder(name) else name


def is_degree(part: str, *, is_after_full_name: bool) -> bool:
    """Return whether a part between commas is an academic degree or a role.

    Args:
        part: such as "PhD".
        is_after_full_name: whether a name of two words precedes, after which "MD" is no initials.
    """
    if _SURE_DEGREE.fullmatch(part):
        return True
    return is_after_full_name and bool(_DEGREE.fullmatch(part))


def is_placeholder(name: str) -> bool:
    """Return whether a value stands for a missing one, such as "N/A" and "-"."""
    return len(name) < len("[No author names available]") + 1 and bool(_PLACEHOLDER.fullmatch(name))


def _drop_degree(name: str) -> str:
    match = _FINAL_DEGREE.search(name)
    # "Roe MD" has initials.
    if match and len(name[: match.start()].split()) >= _MIN_NAME_WORDS:
        return name[: match.start()]
    return name


def _drop_full_stop(name: str) -> str:
    """Return a name without the full stop that ends a list."""
    is_list_end = name.endswith(".") and _FINAL_WORD.search(name)
    # "Sea Institute. Waves Division." has a full stop for each unit.
    return name[:-1] if is_list_end and not _UNIT_STOP.search(name) else name


def _drop_brackets(text: str) -> str:
    """Remove brackets after a name, nested ones included; keep those that a name goes on after."""
    if "(" not in text and "[" not in text:
        return text
    parts: list[str] = []
    depth = start = opening = 0
    for index, character in enumerate(text):
        if character in _OPENING:
            if depth == 0:
                parts.append(text[start:index])
                opening = index
            depth += 1
        elif character in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                start = index + 1
                if _is_inner(text, opening, start):
                    start = opening
    # An unclosed bracket is cut to the end.
    parts.append("" if depth else text[start:])
    return " ".join("".join(parts).split(" "))


def _is_inner(text: str, opening: int, end: int) -> bool:
    """Return whether brackets are inside of a name, as in "Robert (Bob) Smith"."""
    if not _goes_on(text, end):
        return False
    return not _BRACKET_NUMBERS.fullmatch(text[opening + 1 : end - 1])


def _goes_on(text: str, position: int) -> bool:
    """Return whether a word of the same name follows."""
    rest = text[position : position + 12].lstrip(" .")
    return bool(rest) and rest[0].isalpha() and not re.match(r"(?:and|und|et)\b", rest)
