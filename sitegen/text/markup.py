"""Convert HTML, JATS and MathML in a title or an abstract to plain text and TeX.

Crossref, publishers' exports and saved pages contain ``<i>E. coli</i>``, ``CO<sub>2</sub>``,
``R&amp;D`` and ``<mml:math>…``. Other texts with ``<``, such as ``p < 0.05`` and ``List<T>``, are
not changed. Elements that are blocks separate words, inline ones don't. Sources: HTML
(https://html.spec.whatwg.org), JATS 1.3 (https://jats.nlm.nih.gov), and Elsevier's ``ce:`` and
``inf``.
"""

from __future__ import annotations

import html
import re
from typing import Final

from sitegen.text.mathml import parse_mathml

#: Entities with a semicolon only: html.unescape would also change ``x&y`` and ``&copy``.
_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,24}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
#: A tag: its slash, prefix, name, attributes and closing slash. The attributes are atomic, so that
#: the time is linear.
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?:(?P<prefix>[A-Za-z][\w.-]{0,20}):)?(?P<name>[A-Za-z][A-Za-z0-9-]{0,24})"
    r"(?P<attributes>(?:\s+[\w:.-]+(?>\s*=\s*(?>\"[^\"<>]*\"|'[^'<>]*'|[^\s<>]+)))*+)"
    r"\s*(?P<empty>/?)>"
)
#: What is no text: comments, scripts, and the marks of CDATA sections.
_HIDDEN: Final = re.compile(r"<!--(?:(?!<!--|-->).)*-->|<!\[CDATA\[|\]\]>", re.DOTALL)
#: Prefixes of namespaces that publishers write.
_PREFIXES: Final = frozenset(
    [
        "jats",
        "mml",
        "m",
        "ce",
        "sb",
        "xocs",
        "xhtml",
        "html",
        "h",
        "o",
        "w",
        "st1",
        "dc",
        "ns0",
        "ns1",
        "ns2",
        "ns3",
    ]
)
#: Block elements and breaks, which separate words.
_BLOCK_NAMES: Final = """
    address article aside blockquote boxed-text br break caption center col dd def def-item def-list
    dir disp-formula disp-quote div dl dt fig figure figcaption footer form h1 h2 h3 h4 h5 h6 header
    hr label li list list-item main nav ol p para pre sec section simple-para speech statement
    subtitle table table-wrap tbody td tfoot th thead title tr ul verse-group verse-line
    abstract abstract-sec section-title trans-abstract wbr-line
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
#: Blocks that need no end tag in HTML.
_UNPAIRED: Final = frozenset({"br", "break", "hr", "p", "li", "td", "tr", "th", "dt", "dd"})
#: Inline elements, which leave their content.
_INLINE_NAMES: Final = """
    a abbr acronym b bdi bdo big bold cite code del dfn em email ext-link fixed-case font i inf ins
    inline-formula italic ital it kbd mark monospace named-content nobr overline roman samp
    sans-serif sc scp small span strike strong styled-content sub sup tt u underline uri var wbr
    xref alternatives cross-ref inline-graphic hsp formula tex-math
"""
_INLINE: Final = frozenset(_INLINE_NAMES.split())
#: Elements for superscripts and subscripts; "inf" is Scopus's.
_SCRIPTS: Final = {"sup": True, "sub": False, "inf": False}
#: Longer scripts are texts.
_MAX_SCRIPT_CHARS: Final = 40
#: Elements that may have an abstract's own heading.
_HEADING_ELEMENTS: Final = frozenset(
    {"title", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "bold", "section-title", "p",
     "label"}
)  # fmt: skip
#: Headings of a whole abstract, in lower case.
_HEADINGS: Final = frozenset(
    {"abstract", "summary", "résumé", "resume", "zusammenfassung", "resumen", "resumo", "riassunto",
     "sommario", "sammanfattning", "samenvatting", "streszczenie", "аннотация", "özet", "摘要",
     "graphical abstract", "kurzfassung"}
)  # fmt: skip
#: Parts of the output before which a heading leads the text, and the characters of one.
_MAX_LEADING_PARTS: Final = 12
_MAX_HEADING_CHARS: Final = 30
#: Levels of repeated escapes (``&amp;lt;``); each pass removes one.
_MAX_DEPTH: Final = 8
#: Characters of one formula's markup.
_MAX_MATH_CHARS: Final = 20_000
#: Translation tables to Unicode's superscripts and subscripts.
SUPERSCRIPTS: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
SUBSCRIPTS: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def strip_markup(text: str) -> str:
    """Replace entities, elements and MathML; superscript and subscript digits become Unicode's."""
    for _ in range(_MAX_DEPTH):
        previous = text
        text = unescape_entities(text)
        if "<" in text and ">" in text:
            text = _Stripper(_HIDDEN.sub("", text) if "<!" in text else text).strip()
        if text == previous:
            break
    return text


def unescape_entities(text: str) -> str:
    """Return a text with characters in the places of entities that end in a semicolon."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def to_script_characters(text: str, *, raised: bool) -> str:
    """Return digits and signs as Unicode superscripts or subscripts; other texts unchanged."""
    table = SUPERSCRIPTS if raised else SUBSCRIPTS
    # All characters or none: ``n²m`` for ``nm`` raised to 2 would be wrong.
    return text.translate(table) if text and all(ord(char) in table for char in text) else text


class _Stripper:
    """Removes the elements of one text in one pass over its tags."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._output: list[str] = []
        # Element's name -> the places of its open tags in the output, the innermost one last.
        self._open_tags: dict[str, list[int]] = {}
        # End tag of formulas -> where the next one is, which is searched for once.
        self._math_ends: dict[str, int] = {}
        self._heading = ""

    def strip(self) -> str:
        """Return the text without its elements."""
        end = 0
        while match := _TAG.search(self._text, end):
            self._output.append(self._text[end : match.start()])
            end = self._read_tag(match)
        self._output.append(self._text[end:])
        text = "".join(self._output)
        # A text that is nothing but a heading is a title.
        return text if text.strip() else self._heading

    def _read_tag(self, match: re.Match[str]) -> int:
        """Read a tag; return the index after it, or after the element that it starts."""
        name, prefix = match["name"].lower(), match["prefix"]
        if name == "math" and not match["end"]:
            return self._read_math(match)
        is_known = name in _BLOCKS or name in _INLINE
        if (prefix is not None and prefix.lower() not in _PREFIXES) or not (is_known or prefix):
            self._output.append(match[0])
        elif match["end"]:
            self._close(name)
        elif match["empty"]:
            self._output.append(" " if name in _BLOCKS else "")
        elif match["attributes"] or prefix or name in _UNPAIRED:
            # No other text has these, so that the end tag may be missing.
            self._open(name, " " if name in _BLOCKS else "")
        else:
            self._open(name, match[0])
        return match.end()

    def _open(self, name: str, text: str) -> None:
        self._open_tags.setdefault(name, []).append(len(self._output))
        self._output.append(text)

    def _close(self, name: str) -> None:
        """Remove the start tag of an element, and convert its content."""
        starts = self._open_tags.get(name)
        separator = " " if name in _BLOCKS else ""
        if starts:
            start = starts.pop()
            self._output[start] = separator
            if name in _SCRIPTS:
                self._convert_script(start, raised=_SCRIPTS[name])
            elif name == "alternatives":
                self._choose_formula(start)
            elif name in _HEADING_ELEMENTS and start <= _MAX_LEADING_PARTS:
                self._remove_heading(start)
        self._output.append(separator)

    def _convert_script(self, start: int, *, raised: bool) -> None:
        """Replace the parts after ``start`` by a superscript or a subscript (``1st``, ``CO₂``)."""
        parts = self._output[start + 1 : start + 1 + _MAX_LEADING_PARTS]
        inner = "".join(parts).strip()
        is_whole = start + 1 + len(parts) == len(self._output)
        if is_whole and "<" not in inner and len(inner) <= _MAX_SCRIPT_CHARS:
            # The parts keep their places, as elements that never end start there.
            self._output[start + 1 :] = [to_script_characters(inner, raised=raised)] + [""] * (
                len(parts) - 1
            )

    def _remove_heading(self, start: int) -> None:
        """Remove the parts after ``start`` if they are an abstract's heading that leads it."""
        parts = self._output[start + 1 : start + 1 + _MAX_LEADING_PARTS]
        is_whole = start + 1 + len(parts) == len(self._output)
        heading = "".join(parts).strip(" \n\t:.")
        if (
            is_whole
            and len(heading) <= _MAX_HEADING_CHARS
            and heading.lower() in _HEADINGS
            and not any(part.strip() and part[0] != "<" for part in self._output[:start])
        ):
            self._output[start + 1 :] = [""] * len(parts)
            self._heading = heading

    def _choose_formula(self, start: int) -> None:
        """Leave the last formula of several that JATS gives as alternatives of one."""
        parts = self._output[start + 1 : start + 1 + _MAX_LEADING_PARTS]
        formulas = [part for part in parts if part.startswith("$") and part.endswith("$")]
        if formulas and start + 1 + len(parts) == len(self._output):
            self._output[start + 1 :] = [formulas[-1]] + [""] * (len(parts) - 1)

    def _read_math(self, match: re.Match[str]) -> int:
        """Convert a math element to TeX; return the index after it."""
        prefix = f"{match['prefix']}:" if match["prefix"] else ""
        start_tag, end_tag = f"<{prefix}{match['name']}", f"</{prefix}{match['name']}"
        stop = self._math_ends.get(end_tag, 0)
        if 0 <= stop < match.end():
            stop = self._math_ends[end_tag] = self._text.find(end_tag, match.end())
        # An element in another one is read alone: formulas are never nested.
        is_innermost = stop >= 0 and self._text.find(start_tag, match.end(), stop) < 0
        stop = self._text.find(">", stop) + 1
        tex = None
        if is_innermost and 0 < stop - match.start() <= _MAX_MATH_CHARS:
            tex = parse_mathml(self._text[match.start() : stop])
        if not tex:
            self._output.append(match[0])
            return match.end()
        # ``display="block"`` is the attribute.
        self._output.append(f"$${tex}$$" if "block" in match["attributes"] else f"${tex}$")
        return stop
