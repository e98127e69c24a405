"""Recognize the addresses of papers, and the identifiers in them."""

from __future__ import annotations

import re
from typing import Final

from sitegen.identifiers import parse_arxiv_id, parse_doi

#: One site per line: its host, or the last labels of it, one blank, and the start of the paths that
#: lead to a paper, as a pattern. Without a pattern every path does.
_SITES: Final = r"""
arxiv.org (?:abs|pdf|html|ps|format|src)/
ar5iv.org
ar5iv.labs.arxiv.org html/
alphaxiv.org (?:abs|pdf|overview)/
doi.org 10\.
openreview.net (?:forum|pdf|attachment|references/pdf)\b
aclanthology.org \w
aclanthology.info \w
aclweb.org anthology/
proceedings.mlr.press v\d+/
jmlr.org (?:papers|proceedings)/
jmlr.csail.mit.edu papers/
papers.nips.cc paper
papers.neurips.cc paper
proceedings.neurips.cc paper
nips.cc paper
openaccess.thecvf.com content
cv-foundation.org /?openaccess/content
ijcai.org (?:proceedings|papers)/.
ojs.aaai.org index
aaai.org (?:ocs|papers|ojs|library)/
usenix.org (?:conference/.*/presentation|system/files|legacy)/
dl.acm.org (?:doi|citation|ft_)
ieeexplore.ieee.org (?:document|abstract|stamp|iel\d|xpl|xpls|rel7)
computer.org csdl/
link.springer.com (?:article|chapter|content|10\.|book/10|referenceworkentry)
nature.com articles/
science.org doi/
sciencemag.org content/
biorxiv.org content/
medrxiv.org content/
chemrxiv.org engage/
ssrn.com
hal.science \w+-\d
archives-ouvertes.fr (?:\w+-\d|docs)
inria.hal.science \w+-\d
huggingface.co papers/\d
hf.co papers/\d
papers.cool (?:arxiv/\d|venue/\S)
semanticscholar.org (?:paper|reader)/|arxiv:|corpusid:
sciencedirect.com science/article
onlinelibrary.wiley.com doi/
academic.oup.com \w+/
pnas.org (?:doi|content)/
cell.com .+/(?:fulltext|abstract|pdf)
mdpi.com \d
frontiersin.org (?:articles|journals/.*/articles)/
journals.plos.org .+article
plosone.org article
ncbi.nlm.nih.gov (?:pubmed|pmc)/
pubmed.ncbi.nlm.nih.gov \d
pmc.ncbi.nlm.nih.gov articles/
europepmc.org (?:article|abstract)
tandfonline.com doi/
sagepub.com doi/
jstor.org stable/
projecteuclid.org \w
ecva.net papers
isca-speech.org (?:archive|.*pdf)
isca-archive.org \w
roboticsproceedings.org rss
vldb.org (?:pvldb|conf)
journals.aps.org \w+/(?:abstract|pdf)/
link.aps.org doi/
iopscience.iop.org article/
pubs.acs.org doi/
pubs.rsc.org en/content
thelancet.com journals/.+/article
bmj.com content/
nejm.org doi/
jamanetwork.com journals/.+article
direct.mit.edu .+/article
mitpressjournals.org doi/
transacl.org (?:ojs|index)
bmva.org bmvc
bmva-archive.org.uk bmvc
eprint.iacr.org \d{4}/\d
citeseerx.ist.psu.edu \w
researchgate.net (?:publication|profile/.*/publication)/
osf.io preprints/
psyarxiv.com \w
research.google pubs/
distill.pub \d{4}/
epubs.siam.org doi/
pubsonline.informs.org doi/
royalsocietypublishing.org doi/
annualreviews.org (?:doi|content)/
drops.dagstuhl.de \w
ceur-ws.org vol-
elifesciences.org articles/
ndss-symposium.org ndss-paper/
scholarsportal.info details
worldscientific.com doi/
amazon.science publications/
diglib.eg.org handle/
graphics.stanford.edu papers/
techrxiv.org \w+/
proceedings.kr.org \d
dspace.mit.edu handle/
escholarship.org uc/item
scitation.org doi/
pubs.aip.org \w+/
hdl.handle.net \w
inspirehep.net (?:record|literature)/
dblp.org rec/
lens.org lens/article
core.ac.uk (?:download|reader|display|works)/
preprints.org manuscript/
cambridge.org core/.+/article
philpapers.org rec/
dl.gi.de handle/
proceedings.com \d
"""
_PATTERNS: Final = {
    host: re.compile(rf"\A(?:{path})", re.IGNORECASE)
    for host, _, path in (line.partition(" ") for line in _SITES.strip().split("\n"))
}
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
_DOI_TAIL: Final = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|meta|fulltext\.html)|\.pdf|\.full){1,5}$"
)


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
