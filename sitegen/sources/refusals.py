"""Refuse files that are no list of papers, with a sentence that names what they look like.

A text that no format claims is refused here. So is one that only a format of prose claims, if its
name or its content shows that it is something else: a licence has titles and paragraphs as well.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import SourceError
from sitegen.sources.json.kinds import STARTS
from sitegen.sources.notes.front_matter import has_page_below, without_front_matter
from sitegen.sources.xml.unknown import describe_xml, is_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Formats of this rank and above claim prose and tables, by weak signs.
_WEAK_RANK: Final = 135
#: Names of formats that an error lists.
_LISTED_FORMATS: Final = "BibTeX, RIS, CSL-JSON, JSON Lines, CSV, EndNote, PubMed, Web of Science"


class UnknownFormatError(SourceError):
    """A text that no format claims: in a folder it is skipped, named by the user it is a fault."""


class _Refusal(NamedTuple):
    """What a file is, by its first bytes, its content or its name.

    Attributes:
        kind: what the file looks like.
        remedy: what to do.
        content: pattern that the start of the text has to hold; empty if the name says it.
        name: pattern of the file's whole name; empty if the content says it.
    """

    kind: str
    remedy: str
    content: str = ""
    name: str = ""


_EXPORT: Final = "export the references as .bib or .ris"
_OMIT: Final = "leave it out"

#: First bytes of binary files -> what they are, and what to do.
_MAGICS: Final = (
    (b"%PDF", "a PDF", "give its bibliographic record (.bib or .ris), or GROBID's TEI of it"),
    (b"\x89PNG", "an image (PNG)", _OMIT),
    (b"\xff\xd8\xff", "an image (JPEG)", _OMIT),
    (b"GIF8", "an image (GIF)", _OMIT),
    (b"II*\0", "an image (TIFF)", _OMIT),
    (b"MM\0*", "an image (TIFF)", _OMIT),
    (b"RIFF", "an image or a sound (RIFF)", _OMIT),
    (b"\0\0\1\0", "an icon", _OMIT),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as CSV"),
    (b"\x7fELF", "a program", _OMIT),
    (b"MZ\x90", "a program", _OMIT),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"ID3", "a sound (MP3)", _OMIT),
    (b"OggS", "a sound or a film (Ogg)", _OMIT),
    (b"\0\0\0 ftyp", "a film (MP4)", _OMIT),
    (b"\x93NUMPY", "an array of NumPy", "save the table as CSV"),
    (b"\x89HDF", "HDF5 data", "save the table as CSV"),
    (b"\x80\2}", "a pickle of Python", "save the records as JSON"),
    (b"\x80\3}", "a pickle of Python", "save the records as JSON"),
    (b"\x80\4\x95", "a pickle of Python", "save the records as JSON"),
    (b"\x80\5\x95", "a pickle of Python", "save the records as JSON"),
    (b"wOF", "a font", _OMIT),
    (b"\0\1\0\0", "a font", _OMIT),
    (b"{\\rtf", "an RTF document", f"{_EXPORT}, or save it as text"),
)

#: Checked before any format: JSON and XML that never is a list of papers.
_CERTAIN: Final = (
    _Refusal(
        "a list of tasks",
        _OMIT,
        content=r"\A\s*\[\s*\{[^{}]{0,300}\"completed\"\s*:\s*(?:true|false)",
    ),
    *(_Refusal(kind, _OMIT, content=pattern) for kind, pattern in STARTS.items()),
    _Refusal(
        "a web page that asks for a sign-in",
        "sign in, then save the article's page",
        content=r"(?i)\A[^\0]{0,2000}<title>\s*(?:sign in|log ?in|login|access denied|"
        r"just a moment|attention required)\b",
    ),
)
#: Content is checked first, since names are often wrong; the first match decides.
_LIKELY: Final = (
    _Refusal("LaTeX source", "export its bibliography as .bib",
             r"^[ \t]*\\(?:documentclass|begin\{document\}|usepackage|section\{|newcommand)",
             r".*\.(?:tex|sty|cls|ltx|bst)"),
    _Refusal("a bibliography of LaTeX (.bbl) without entries",
             "give the .bib file that it was made from", "", r".*\.bbl"),
    _Refusal("an auxiliary file of LaTeX", "give the .bib file",
             r"\A\\relax\b|\AThis is \w*TeX", r".*\.(?:aux|blg|toc|out|bcf|fls|fdb_latexmk)"),
    _Refusal("an e-mail message", "save the list in it as a file",
             r"\A(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){0,20}"
             r"(?:Return-Path|Received|Message-I[Dd]|MIME-Version): ", r".*\.(?:eml|mbox|msg)"),
    _Refusal("a licence", _OMIT,
             r"(?i)permission (?:is hereby granted|to use, copy)|redistribution and use in source|"
             r"\A\s*[^\n]{0,80}\bLicen[cs]e\b[^\n]{0,20}\n[^\0]{0,600}(?:copyright|warranty|granted)",
             r"(?i)(?:licen[cs]e|copying|copyright|notice|unlicense)(?:[.-].*)?"),
    _Refusal("a diary of changes", _OMIT, "",
             r"(?i)(?:changelog|changes|history|contributing|code_of_conduct|security|install|"
             r"authors|maintainers|codeowners|todo|support|governance)(?:\.(?:md|txt|rst))?"),
    _Refusal("a log", _OMIT,
             r"\A(?:[^\n]*\n)?(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\n]*(?:\n|\Z)){2}"
             r"|\A(?:\d{1,3}\.){3}\d{1,3} \S+ \S+ \[",
             r".*\.log(?:\.\d+)?"),
    _Refusal("a script", _OMIT, r"\A#!"),
    _Refusal("SQL", "export the table as CSV",
             r"(?i)^[ \t]*(?:create table|insert into|drop table|select [^\n]{1,80} from)\b",
             r".*\.sql"),
    _Refusal("a Makefile", _OMIT, r"^\.PHONY:|^[\w.%-]+:[^\n]*\n\t\S",
             r"(?:GNU)?[Mm]akefile|.*\.mk"),
    _Refusal("a Dockerfile", _OMIT, r"^FROM \S[^\n]*+\n(?:[^\n]*\n){0,20}(?:RUN|COPY|CMD) ",
             r"Dockerfile.*|Containerfile"),
    _Refusal("a patch", _OMIT, r"^diff --git |^@@ -\d+", r".*\.(?:diff|patch)"),
    _Refusal("a script or source code", _OMIT,
             r"^(?:import \w[\w.]*(?: as \w+)?|from [\w.]+ import [^\n]+|def \w+\([^\n]*:|"
             r"class \w+[^\n]*:|\#include [<\"][^\n]+|(?:public|private|static) [^\n]+[{;]|"
             r"(?:const|let|var) \w+ = [^\n]+|function \w+\([^\n]*|package \w[\w.]*;?|"
             r"use \w[\w:]+;|library\(\w+\)|using \w[\w.]*;)[ \t]*$",
             r"(?i).*\.(?:py|pyi|sh|bash|zsh|fish|ps1|bat|js|mjs|ts|tsx|jsx|css|scss|c|h|cc|cpp|hpp|"
             r"java|go|rs|rb|pl|php|lua|r|jl|m|swift|kt|scala|cs|el|vim|ipynb|asm|s|clj|cljs|dart|erl|exs?|"
             r"f90|f|hs|lisp|scm|mli?|nim|proto|graphql|tf|vb|vue|zig|po|d|pas|tcl|groovy)"),
    _Refusal("a TOML or INI file of settings", "sitegen.toml is found without being named",
             r"^\[[\w.\"' -]+\][ \t]*\n(?:[ \t]*+(?:[#;][^\n]*)?\n)*+[\w.\"-]+ ?= ?\S",
             r".*\.(?:toml|ini|cfg|conf|properties|env|editorconfig)"),
    _Refusal("a list of Python packages", _OMIT, r"\A(?:\#[^\n]*\n)*[\w.\[\]-]+==\d",
             r"requirements.*\.txt|constraints\.txt"),
    _Refusal("an address card or a calendar", _OMIT, r"\ABEGIN:(?:VCARD|VCALENDAR)"),
    _Refusal("a key or a certificate", _OMIT, r"\A-----BEGIN "),
    _Refusal("a conversation", _OMIT,
             r"\A(?:\[?\d{1,4}[./-]\d\d?[./-]\d{2,4},? \d\d?:\d\d(?::\d\d)?"
             r"\]?[ -][^\n:]{1,60}: [^\n]*(?:\n|\Z))"),
    _Refusal("a file of subtitles", _OMIT, r"\A\[Script Info\]|\AWEBVTT"
             r"|\A1\n\d\d:\d\d:\d\d,\d{3} --> "),
    _Refusal("a robots.txt", _OMIT, r"(?i)\A(?:\#[^\n]*\n)*user-agent: "),
    _Refusal("PostScript", "give the bibliographic record", r"\A%!PS"),
    _Refusal("MARC", "convert it to MODS or RIS", r"\A=LDR  |\A\d{5}[acdnp]"),
)  # fmt: skip
#: Asked only if no format claims a text.
_FALLBACK: Final = (
    _Refusal("a list of addresses without titles",
             "write each title in the line above its address, or import the addresses into a "
             "reference manager and export them as .bib",
             r"\A(?=[^\0]{0,2000}?(?:https?://|\d{4}\.\d{4}|10\.\d{4}))(?:[ \t]*+(?:\#[^\n]*+|"
             r"(?:(?:[-*+•]|\d{1,4}[.)])[ \t]++)?+(?:\[[ xX]\][ \t]++)?+(?:<?https?://[^\s,;]++|"
             r"(?i:arxiv: ?)?\d{4}\.\d{4,5}(?:v\d+)?+|(?i:doi: ?)?10\.\d{4,9}/\S++)"
             r"[ \t,;]*+)?+(?:\n|\Z))++\Z"),
    _Refusal("JSON without papers", "give a list of objects that have a title",
             r"\A\s*(?:\[\s*[\[{\"]|\{\s*(?:[\"'}\n]|\Z))"),
    _Refusal("RDF in Turtle", "export it as RDF/XML, BibTeX or RIS",
             r"(?i)^@?prefix\s+[\w-]{0,40}:\s+<[^<>\n]{1,200}>", r".*\.(?:ttl|n3|trig)"),
    _Refusal("an export of RefWorks", _EXPORT, r"^RT [A-Z][^\n]*\n(?:SR|ID|A1|T1|AU|AD) "),
    _Refusal("an export of CNKI", _EXPORT, r"^SrcDatabase-"),
    _Refusal("an export of SciFinder", _EXPORT, r"^START_RECORD$"),
    _Refusal("an export of Biblioscape", _EXPORT, r"\A\s*--[A-Z][A-Z\d]-- \S"),
    _Refusal("an export of Ovid", _EXPORT,
             r"\A\s*<\d+>\s*\n|^VN +- Ovid\b|^DB +- Ovid\b"),
    _Refusal("an export of a database as text", _EXPORT,
             r"\ARecord: \d+$|^Accession number: \S|^dc\.title: "),
    _Refusal("a list of formatted references", f"paste it into a reference manager and {_EXPORT}",
             r"^[^\n]{0,300}\((?:19|20)\d\d[a-z]?\)[.,:][^\n]{10,}"
             r"|^\[?\d{1,3}[\].)] [^\n]{0,300}\b(?:19|20)\d\d\b[^\n]{0,40}$"
             # GB/T 7714 has the kind of work in brackets, MLA quotes the title and ends in pages.
             r"|^[^\n]{3,300}\[(?:J|M|D|C|N|R|S|P|G|Z|EB|DB|CP|A)(?:/OL)?\][.,．，]"
             r"|^[^\n\"“]{3,200}[\"“][^\n\"”]{3,300}[.?!][\"”] [^\n]{0,300}\b(?:19|20)\d\d\b"),
    _Refusal("a page whose front matter names no paper",
             "give doi, arxiv_id, or authors and year in it, or leave it out",
             r"\A\s*(?:---|\+\+\+)[ \t]*\n[^\0]*?^(?:---|\.\.\.|\+\+\+)[ \t]*$\s*[^\s\-]"),
    _Refusal("a file of settings (YAML)", _OMIT, name=r".*\.ya?ml"),
    _Refusal("a README", _OMIT, name=r"(?i)readme.*"),
)  # fmt: skip
_NUMBER_MARK: Final = re.compile(r"\s*<\d")
#: A line of YAML that sets a key in small letters.
_KEY_LINE: Final = re.compile(r"\s*(?:- )?[a-z_][a-z0-9_-]*:(?: |$)")
_MIN_KEY_SHARE: Final = 0.6


def refuse_binary(data: bytes, path: str) -> None:
    """Refuse the bytes of a kind of file that is known to hold no list of papers.

    Raises:
        UnknownFormatError: the sentence that names the kind.
    """
    for magic, kind, remedy in _MAGICS:
        if data.startswith(magic):
            raise UnknownFormatError(f"{path}: is {kind}, no list of papers; {remedy}")


def find_refusal(head: str, path: str, rank: int | None) -> str | None:
    """Return the sentence that refuses a text, or None if it can be read.

    Args:
        head: the start of the text.
        path: the file's name.
        rank: the rank of the format that claims the text; None if no format does.
    """
    name = PurePath(path).name
    sentence = _search(_CERTAIN, head, name)
    if sentence is None and (rank is None or rank >= _WEAK_RANK):
        # Databases number their records with <1>, which is no name of an element.
        if is_xml(head) and not _NUMBER_MARK.match(head):
            return describe_xml(head)
        sentence = _search(_LIKELY, head, name)
        if sentence is None and _has_settings(head):
            sentence = _sentence("a file of settings (YAML)", _OMIT)
    if sentence is None and rank is None:
        sentence = _search(_FALLBACK, head, name) or (
            f"the format is unknown; sitegen reads {_LISTED_FORMATS} and more; --from NAME forces "
            "a format"
        )
    return sentence


def _search(refusals: Iterable[_Refusal], head: str, name: str) -> str | None:
    """Return the sentence of the first refusal whose content matches, else whose name does."""
    by_name = None
    for refusal in refusals:
        if refusal.content and re.search(refusal.content, head, re.MULTILINE):
            return _sentence(refusal.kind, refusal.remedy)
        if by_name is None and refusal.name and re.fullmatch(refusal.name, name):
            by_name = _sentence(refusal.kind, refusal.remedy)
    return by_name


def _sentence(kind: str, remedy: str) -> str:
    return f"the format is unknown: this looks like {kind}, no list of papers; {remedy}"


def _has_settings(head: str) -> bool:
    """Return whether most lines set keys, as YAML does; comments and blank lines don't count."""
    # The keys of front matter are those of the page below it.
    text = without_front_matter(head) if has_page_below(head) else head
    lines = [line for line in text.split("\n") if line.strip() and line.lstrip()[0] != "#"]
    keys = sum(bool(_KEY_LINE.match(line)) for line in lines)
    return bool(lines) and keys >= _MIN_KEY_SHARE * len(lines)
