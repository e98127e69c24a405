"""Choose the span of an entry that is its title: a link's text, bold or emphasized text."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.addresses import paper_evidence
from sitegen.sources.lists.citations import parse_citation
from sitegen.sources.lists.details import Details, add_date_or_venue
from sitegen.sources.lists.drafts import Draft
from sitegen.sources.lists.labelled import is_label
from sitegen.sources.lists.names import is_lone_name, parse_name_list
from sitegen.sources.lists.titles import is_title, strip_decorations

if TYPE_CHECKING:
    from sitegen.sources.lists.inline import Span

QUOTED: Final = re.compile(r"[\"“”«„]([^\"“”«»]{8,400})[\"”“»]")
#: Between names and the venue behind them.
OTHERS: Final = re.compile(r"(?:\bet\.?\s?al\b\.?|等)[\s.,;]*(?=\w)", re.IGNORECASE)
#: "[BoxNet]" in front of a title.
_SHORT_NAME: Final = re.compile(r"\[[^\[\]\s]{1,30}\]:?")
_INITIAL: Final = re.compile(r"(?<!\w)[A-ZÀ-Þ]\.")
_MIN_ITALIC_WORDS: Final = 3
_MAX_NAME_WORDS: Final = 2
_MIN_TITLE_WORDS: Final = 3
_MAX_TITLE_WORDS: Final = 25
#: Shorter words have small letters in titles, too.
_MIN_WORD_CHARS: Final = 4
#: Share of the long words of a title that begin with capitals.
_MIN_CAPITALS: Final = 0.6
#: A label and what separates it from the next link.
_LABEL_SPANS: Final = 2
#: Between the labels of links in one pair of brackets: "[[pdf](…), [code](…)]".
_LABEL_SEPARATORS: Final = frozenset({"", ",", "|", "/", ";", "·", "&", "+"})


def title_index(spans: list[Span]) -> int | None:
    """Return the position of the span that is the title: a link's text, or bold."""
    links = [
        i
        for i, s in enumerate(spans)
        if s.url
        and s.text
        and not is_label(s)
        and is_title(s.text)
        and not _is_beside_label(spans, i)
    ]
    linked = next((i for i in links if paper_evidence(spans[i].url)), None)
    bold = next(
        (
            i
            for i, s in enumerate(spans)
            if s.style == "bold"
            and not s.is_badge
            and not _is_bold_remark(spans, i)
            and is_title(s.text)
            and (not s.url or i in links)
        ),
        None,
    )
    if linked is not None and (bold is None or bold >= linked or _is_person(spans[bold].text)):
        return linked
    if bold is not None:
        if not spans[bold].url and _is_author(spans, spans[bold].text):
            return None
        # A name in front of a title in quotes: **BoxNet**: "Boxes in Nets".
        text = "".join(s.text for s in spans if not s.url and not s.is_badge)
        is_name = len(spans[bold].text.split()) <= _MAX_NAME_WORDS and bool(
            QUOTED.search(text) or _is_before_italic_title(spans, bold)
        )
        is_name |= _is_before_plain_title(spans, bold)
        return None if is_name and not spans[bold].url else bold
    return linked if linked is not None else next(iter(links), None)


def _is_bold_remark(spans: list[Span], index: int) -> bool:
    """Return whether a bold text is no title: "(a must read)", "(**oral**)", "**[BoxNet]**"."""
    text = spans[index].text.strip()
    ahead = spans[index - 1].text.rstrip() if index else ""
    return text.startswith("(") or ahead.endswith("(") or bool(_SHORT_NAME.fullmatch(text))


def _is_beside_label(spans: list[Span], index: int) -> bool:
    """Return whether a short link follows a label: "[[pdf](…), [appendices](…)]"."""
    if index < _LABEL_SPANS or len(spans[index].text.split()) > _MAX_NAME_WORDS:
        return False
    label, separator = spans[index - _LABEL_SPANS : index]
    return (
        bool(label.url)
        and is_label(label)
        and not separator.url
        and separator.text.strip() in _LABEL_SEPARATORS
    )


def _is_before_plain_title(spans: list[Span], index: int) -> bool:
    """Return whether a name stands before a title in plain text: "**BoxNet**: Boxes in Nets"."""
    name, behind = spans[index].text.strip(), spans[index + 1 :]
    plain = list(takewhile(lambda span: not (span.url or span.is_badge or span.style), behind))
    text = "".join(span.text for span in plain).lstrip()
    if len(name.split()) > _MAX_NAME_WORDS or not (name.endswith(":") or text.startswith(":")):
        return False
    title = text.lstrip(": ").partition("\n")[0].strip(" ,.")
    words = title.split()
    if not (_MIN_TITLE_WORDS <= len(words) <= _MAX_TITLE_WORDS and title[0].isupper()):
        return False
    # "A set of kites." describes what has the name; a title has capitals, or a venue behind it.
    last = behind[len(plain) : len(plain) + 1]
    is_before_venue = any(
        span.style == "italic" and add_date_or_venue(Details(), span.text) for span in last
    )
    long_words = [word for word in words if len(word) >= _MIN_WORD_CHARS]
    capitals = sum(not word[0].islower() for word in long_words)
    return is_before_venue or capitals >= _MIN_CAPITALS * len(long_words) > 0


def _is_before_italic_title(spans: list[Span], index: int) -> bool:
    """Return whether a title in italics follows a name: "**BoxNet**: *Boxes in Nets*"."""
    behind = [span for span in spans[index:] if span.text.strip(" :–—-")][1:2]
    return bool(spans[index].text.rstrip().endswith(":") or spans[index + 1 : index + 2]) and any(
        not span.url and emphasized_title([span], span.text) for span in behind
    )


def _is_person(text: str) -> bool:
    """Return whether a text is a list of names, or one name with initials."""
    return bool(parse_name_list(text)) or (is_lone_name(text) and bool(_INITIAL.search(text)))


def _is_author(spans: list[Span], name: str) -> bool:
    """Return whether a text in bold is an author of a reference: "**J. Doe**, M. Roe. Title."."""
    if not (is_lone_name(name) or _is_person(name)):
        return False
    citation = parse_citation("".join(span.text for span in spans if not span.url))
    # "**Wires Everywhere**, A. Lo and B. Mi" reads as a turned name, but is a title.
    return citation is not None and (
        name.strip(" ,;") in citation.authors or "," in name or _is_person(name)
    )


def plain_title_length(spans: list[Span]) -> int:
    """Return the number of plain spans that are a title, with emphasized names behind; else 0."""
    count = next((i for i, s in enumerate(spans) if s.style == "italic" and not s.url), 0)
    if not count or any(s.url or s.is_badge or s.style for s in spans[:count]):
        return 0
    title = "".join(span.text for span in spans[:count])
    names = spans[count].text.strip(" .,;:()[]")
    is_list = bool(OTHERS.search(names)) or len(parse_name_list(names)) > ("," not in names) + 1
    is_plain = is_list and parse_citation(title) is None and not QUOTED.search(title)
    return count if is_plain and is_title(strip_decorations(Draft(0), title)) else 0


def emphasized_title(spans: list[Span], text: str) -> str:
    """Return the title in italics in a text such as "Ada Lovelace, *Title*, Venue", or ""."""
    for span in spans:
        is_italic = span.style == "italic" and not span.url and span.text in text
        if not is_italic or len(span.text.split()) < _MIN_ITALIC_WORDS:
            continue
        is_list = OTHERS.search(span.text) or parse_name_list(span.text, is_certain=True)
        if is_title(span.text) and not is_list:
            return span.text
    return ""
