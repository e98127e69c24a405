"""Recognize the addresses of papers, and the identifiers in them."""

from __future__ import annotations

import re
from typing import Final

from sitegen.identifiers import parse_arxiv_id, parse_doi

#: Host, or its last labels -> start of the paths that lead to a paper, as a pattern.
_PATHS: Final = {
    "arxiv.org": r"(?:abs|pdf|html|ps|format|src)/",
    "ar5iv.org": r"", "ar5iv.labs.arxiv.org": r"html/", "alphaxiv.org": r"(?:abs|pdf|overview)/",
    "doi.org": r"10\.", "openreview.net": r"(?:forum|pdf|attachment|references/pdf)\b",
    "aclanthology.org": r"\w", "aclanthology.info": r"\w", "aclweb.org": r"anthology/",
    "proceedings.mlr.press": r"v\d+/", "jmlr.org": r"(?:papers|proceedings)/", "jmlr.csail.mit.edu": r"papers/",
    "papers.nips.cc": r"paper", "papers.neurips.cc": r"paper", "proceedings.neurips.cc": r"paper",
    "nips.cc": r"paper", "openaccess.thecvf.com": r"content", "cv-foundation.org": r"/?openaccess/content",
    "ijcai.org": r"(?:proceedings|papers)/.", "ojs.aaai.org": r"index", "aaai.org": r"(?:ocs|papers|ojs|library)/",
    "usenix.org": r"(?:conference/.*/presentation|system/files|legacy)/", "dl.acm.org": r"(?:doi|citation|ft_)",
    "ieeexplore.ieee.org": r"(?:document|abstract|stamp|iel\d|xpl|xpls|rel7)", "computer.org": r"csdl/",
    "link.springer.com": r"(?:article|chapter|content|10\.|book/10|referenceworkentry)", "nature.com": r"articles/",
    "science.org": r"doi/", "sciencemag.org": r"content/", "biorxiv.org": r"content/",
    "medrxiv.org": r"content/", "chemrxiv.org": r"engage/", "ssrn.com": r"", "hal.science": r"\w+-\d",
    "archives-ouvertes.fr": r"(?:\w+-\d|docs)", "inria.hal.science": r"\w+-\d",
    "huggingface.co": r"papers/\d", "hf.co": r"papers/\d", "papers.cool": r"(?:arxiv/\d|venue/\S)",
    "semanticscholar.org": r"(?:paper|reader)/|arxiv:|corpusid:", "sciencedirect.com": r"science/article", "onlinelibrary.wiley.com": r"doi/",
    "academic.oup.com": r"\w+/", "pnas.org": r"(?:doi|content)/", "cell.com": r".+/(?:fulltext|abstract|pdf)",
    "mdpi.com": r"\d", "frontiersin.org": r"(?:articles|journals/.*/articles)/", "journals.plos.org": r".+article",
    "plosone.org": r"article", "ncbi.nlm.nih.gov": r"(?:pubmed|pmc)/", "pubmed.ncbi.nlm.nih.gov": r"\d",
    "pmc.ncbi.nlm.nih.gov": r"articles/", "europepmc.org": r"(?:article|abstract)", "tandfonline.com": r"doi/", "sagepub.com": r"doi/",
    "jstor.org": r"stable/", "projecteuclid.org": r"\w", "ecva.net": r"papers", "isca-speech.org": r"(?:archive|.*pdf)",
    "isca-archive.org": r"\w", "roboticsproceedings.org": r"rss", "vldb.org": r"(?:pvldb|conf)",
    "journals.aps.org": r"\w+/(?:abstract|pdf)/", "link.aps.org": r"doi/", "iopscience.iop.org": r"article/",
    "pubs.acs.org": r"doi/", "pubs.rsc.org": r"en/content", "thelancet.com": r"journals/.+/article",
    "bmj.com": r"content/", "nejm.org": r"doi/", "jamanetwork.com": r"journals/.+article", "direct.mit.edu": r".+/article",
    "mitpressjournals.org": r"doi/", "transacl.org": r"(?:ojs|index)", "bmva.org": r"bmvc", "bmva-archive.org.uk": r"bmvc",
    "eprint.iacr.org": r"\d{4}/\d", "citeseerx.ist.psu.edu": r"\w", "researchgate.net": r"(?:publication|profile/.*/publication)/",
    "osf.io": r"preprints/", "psyarxiv.com": r"\w", "research.google": r"pubs/", "distill.pub": r"\d{4}/",
    "epubs.siam.org": r"doi/", "pubsonline.informs.org": r"doi/", "royalsocietypublishing.org": r"doi/",
    "annualreviews.org": r"(?:doi|content)/", "drops.dagstuhl.de": r"\w", "ceur-ws.org": r"vol-", "elifesciences.org": r"articles/",
    "ndss-symposium.org": r"ndss-paper/", "scholarsportal.info": r"details", "worldscientific.com": r"doi/",
    "amazon.science": r"publications/", "diglib.eg.org": r"handle/", "graphics.stanford.edu": r"papers/", "techrxiv.org": r"\w+/",
    "proceedings.kr.org": r"\d", "dspace.mit.edu": r"handle/", "escholarship.org": r"uc/item", "scitation.org": r"doi/",
    "pubs.aip.org": r"\w+/", "hdl.handle.net": r"\w", "inspirehep.net": r"(?:record|literature)/", "dblp.org": r"rec/",
    "lens.org": r"lens/article", "core.ac.uk": r"(?:download|reader|display|works)/", "preprints.org": r"manuscript/",
    "cambridge.org": r"core/.+/article", "philpapers.org": r"rec/", "dl.gi.de": r"handle/", "proceedings.com": r"\d",
}  # fmt: skip
_PATTERNS: Final = {host: re.compile(path, re.IGNORECASE) for host, path in _PATHS.items()}
_URL: Final = re.compile(
    r"https?://(?:[^/?#@\s]*@)?([^/:?#\s]+)(?::\d+)?/*([^#\s]*)", re.IGNORECASE
)
#: Hosts of files that are seldom papers.
_CODE_HOST: Final = re.compile(
    r"(?:^|\.)(?:github\.com|gitlab\.com|raw\.githubusercontent\.com|slideshare\.net|youtube\.com)$"
)
#: Sites whose addresses of papers contain the DOI.
_DOI_HOST: Final = re.compile(
    r"(?:doi\.org|dl\.acm\.org|link\.springer\.com|science\.org|wiley\.com|pnas\.org|tandfonline\.com|"
    r"sagepub\.com|aps\.org|acs\.org|siam\.org|informs\.org|royalsocietypublishing\.org|nejm\.org|"
    r"annualreviews\.org|aip\.org|iop\.org|worldscientific\.com|mitpressjournals\.org|biorxiv\.org|medrxiv\.org)$"
)
_BIORXIV_VERSION: Final = re.compile(r"v\d+(?:\.full|\.abstract|\.article)?(?:\.pdf|-text)?$")
_DOI_TAIL: Final = re.compile(r"(?:/(?:full|abstract|pdf|epdf|meta|fulltext\.html)|\.pdf|\.full)+$")


def paper_evidence(url: str) -> int:
    """Return 2 for the address of a paper on a known site, 1 for any other PDF, else 0."""
    match = _URL.match(url)
    if match is None:
        return 0
    host, path = match[1].lower().removeprefix("www."), match[2]
    # The longest known suffix of the host: "proceedings.neurips.cc" before "neurips.cc".
    labels = host.split(".")[-5:]
    for start in range(len(labels) - 1):
        pattern = _PATTERNS.get(".".join(labels[start:]))
        if pattern is not None:
            return 2 if pattern.match(path) else int(_is_pdf(host, path))
    return int(_is_pdf(host, path))


def _is_pdf(host: str, path: str) -> bool:
    return path.lower().partition("?")[0].endswith(".pdf") and not _CODE_HOST.search(host)


def arxiv_id_of(url: str) -> str | None:
    """Return the arXiv id in the address of a paper on arXiv or a site built on it."""
    match = _URL.match(url)
    host = match[1].lower() if match else ""
    if host.endswith(
        ("arxiv.org", "alphaxiv.org", "ar5iv.org", "papers.cool", "huggingface.co", "hf.co")
    ):
        return parse_arxiv_id(url.partition("?")[0])
    if host.endswith("semanticscholar.org") and "arxiv:" in url.lower():
        return parse_arxiv_id(url)
    return doi_arxiv_id(url)


def doi_arxiv_id(url: str) -> str | None:
    """Return the arXiv id in arXiv's DOI of a paper."""
    prefix, _, number = url.lower().partition("10.48550/arxiv.")
    return parse_arxiv_id(number) if prefix.endswith("doi.org/") and number else None


def doi_of(url: str) -> str | None:
    """Return the DOI in the address of a paper, on sites whose addresses contain it."""
    match = _URL.match(url)
    if match is None or not _DOI_HOST.search(match[1].lower()):
        return None
    path = match[2].partition("?")[0].replace("%2F", "/").replace("%2f", "/")
    if match[1].lower().endswith("rxiv.org"):
        path = _BIORXIV_VERSION.sub("", path)
    doi = parse_doi(path if match[1].lower().endswith("doi.org") else _DOI_TAIL.sub("", path))
    return None if doi and doi.startswith("10.48550/arxiv.") else doi
