"""Take a paper's identifiers out of a text: "[arXiv:2401.00001]", "(doi:10.1/x)", "PMID: 5"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.sources.lists.addresses import arxiv_id_of, doi_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.sources.lists.drafts import Draft

_OPENING: Final = r"(?P<opening>[\[({（【<]?)\s?"
_CLOSING: Final = r"(?P<closing>(?:\s?[\])}）】>])?)"
#: A category of arXiv: "[cs.CL]", "[hep-th]".
_CATEGORY: Final = (
    r"[\[(](?:cs|stat|math|eess|econ|physics|cond-mat|astro-ph|quant-ph|q-bio|q-fin|nlin|nucl-\w\w|"
    r"hep-\w{2,3}|gr-qc|math-ph)(?:\.[A-Za-z-]{2,8})?[\])]"
)
#: An identifier with its label, and the brackets around; group 1 is the identifier.
_ARXIV: Final = re.compile(
    rf"{_OPENING}\b(?:corr,?\sabs/|(?:corr,?\s)?(?:arxiv|eprint)"
    r"(?:[ -]?(?:e-?prints?|preprint|id))?"
    rf"[,:]?(?:\sarxiv)?\s?[:：]?\s?)"
    rf"(?P<id>(?:\d{{4}}\.\d{{4,5}}|[a-z-]{{2,9}}(?:\.[A-Z]{{2}})?/\d{{7}})(?:v\d+)?)(?!\d)"
    rf"(?:\s?{_CATEGORY})?{_CLOSING}",
    re.IGNORECASE,
)
_DOI: Final = re.compile(
    r"[\[({（【<]?\s?\bdoi\s?[:：]?\s?(10\.\d{4,9}/[^\s,;，；（）【】{}<>]+)[\])}）】>]?",
    re.IGNORECASE,
)
_PUBMED: Final = re.compile(
    rf"{_OPENING}\bpmid\s?[:：]?\s?(?P<id>\d{{4,9}})\b{_CLOSING}", re.IGNORECASE
)
_PMC: Final = re.compile(
    rf"{_OPENING}\b(?:pmcid\s?[:：]?\s?)?(?P<id>PMC\d{{4,9}})\b{_CLOSING}", re.IGNORECASE
)
#: An id without a label: "(2403.00071)".
_BRACKETED: Final = re.compile(
    r"(?P<opening>[\[(])(?P<id>\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?)(?P<closing>[\])])"
)
_LONE_CATEGORY: Final = re.compile(rf"\s?{_CATEGORY}")
_EMPTY: Final = re.compile(r"\s?[\[({（【<][\s,;:.|/]*[\])}）】>]")
#: Separators on both sides of what was taken.
_DOUBLED: Final = re.compile(r"([.,;:])(?:\s*[,;:](?=\s))+")
_HINT: Final = re.compile(
    r"arxiv|eprint|corr\b|doi|pmid|pmc\d|pmcid|\[[a-z-]{2,8}(?:\.|\])|[\[(]\d{4}\.\d", re.IGNORECASE
)
_PAIRS: Final = {")": "(", "]": "["}


def take_ids(draft: Draft, text: str) -> str:
    """Return a text without identifiers; add those that the draft lacks as links to the paper."""
    if not _HINT.search(text):
        return text
    # Nearly all texts have one kind of identifier, whose sign costs less to see.
    lowered = text.lower()
    if "arxiv" in lowered or "eprint" in lowered or "corr" in lowered:
        text = _ARXIV.sub(lambda match: _take_arxiv(draft, match), text)
    text = _BRACKETED.sub(lambda match: _take_arxiv(draft, match), text)
    if "doi" in lowered:
        text = _DOI.sub(lambda match: _take_doi(draft, match), text)
    for sign, pattern, address in (
        ("pmid", _PUBMED, "https://pubmed.ncbi.nlm.nih.gov/{}/"),
        ("pmc", _PMC, "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    ):
        if sign in lowered:
            text = pattern.sub(lambda m, a=address: _add(draft, a.format(m["id"])), text)  # type: ignore[misc]
    return _DOUBLED.sub(r"\1", _EMPTY.sub("", _LONE_CATEGORY.sub("", text)))


def _take_arxiv(draft: Draft, match: re.Match[str]) -> str:
    arxiv_id = parse_arxiv_id(match["id"])
    if arxiv_id is None:
        return match.group()
    _add_unless(draft, f"https://arxiv.org/abs/{arxiv_id}", arxiv_id_of)
    return _balanced(match)


def _take_doi(draft: Draft, match: re.Match[str]) -> str:
    raw = match[1]
    # "(doi:10.1/x)." has a bracket that is not the DOI's; "10.1016/S0140(05)66912" has one that is.
    while raw[-1] in ".:'\"”" or (
        raw[-1] in _PAIRS and raw.count(raw[-1]) > raw.count(_PAIRS[raw[-1]])
    ):
        raw = raw[:-1]
    doi = parse_doi(raw)
    if doi is None:
        return match.group()
    _add_unless(draft, f"https://doi.org/{doi}", doi_of)
    tail = match.group()[match.group().index(raw) + len(raw) :]
    return _without_pair(match.group()[0], tail)


def _add(draft: Draft, url: str) -> str:
    draft.add_link(url, "paper")
    return " "


def _add_unless(draft: Draft, url: str, id_of: Callable[[str], str | None]) -> None:
    """Add a link unless another link has an identifier of its kind."""
    if not any(map(id_of, draft.urls)):
        draft.add_link(url, "paper")


def _balanced(match: re.Match[str]) -> str:
    """Return half a pair of brackets that a match has taken: "(ICML 2020, arXiv:2401.00001)"."""
    halves = match["opening"] + match["closing"].strip()
    return halves if len(halves) == 1 else " "


def _without_pair(first: str, tail: str) -> str:
    """Return the text behind an identifier, without the bracket that closes the one before it."""
    if first in "[({（【<":
        return tail[1:] or " "
    return tail or " "
