"""Publishers by the hosts of their pages, and what kinds of papers these publish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sitegen.venues.table import VenueKind

#: Host, without "www.", -> publisher and the kind of all its papers; None if it has several kinds.
_HOSTS: Final[dict[str, tuple[str, VenueKind | None]]] = {
    "aclanthology.org": ("ACL Anthology", "conference"),
    "aclweb.org": ("ACL Anthology", "conference"),
    "proceedings.mlr.press": ("PMLR", "conference"),
    "jmlr.org": ("JMLR", "journal"),
    "openaccess.thecvf.com": ("CVF Open Access", "conference"),
    "ecva.net": ("ECVA", "conference"),
    "papers.nips.cc": ("NeurIPS Proceedings", "conference"),
    "papers.neurips.cc": ("NeurIPS Proceedings", "conference"),
    "proceedings.neurips.cc": ("NeurIPS Proceedings", "conference"),
    "roboticsproceedings.org": ("RSS Proceedings", "conference"),
    "ijcai.org": ("IJCAI", "conference"),
    "isca-archive.org": ("ISCA Archive", "conference"),
    "isca-speech.org": ("ISCA Archive", "conference"),
    "ceur-ws.org": ("CEUR-WS", "conference"),
    "drops.dagstuhl.de": ("Dagstuhl", None),
    "openreview.net": ("OpenReview", None),
    "ieeexplore.ieee.org": ("IEEE Xplore", None),
    "dl.acm.org": ("ACM Digital Library", None),
    "ojs.aaai.org": ("AAAI", None),
    "aaai.org": ("AAAI", None),
    "jair.org": ("JAIR", "journal"),
    "usenix.org": ("USENIX", None),
    "link.springer.com": ("Springer", None),
    "sciencedirect.com": ("ScienceDirect", None),
    "onlinelibrary.wiley.com": ("Wiley", None),
    "tandfonline.com": ("Taylor & Francis", None),
    "journals.sagepub.com": ("Sage", None),
    "academic.oup.com": ("Oxford Academic", None),
    "cambridge.org": ("Cambridge", None),
    "direct.mit.edu": ("MIT Press", None),
    "nature.com": ("Nature", "journal"),
    "science.org": ("Science", "journal"),
    "pnas.org": ("PNAS", "journal"),
    "cell.com": ("Cell Press", "journal"),
    "journals.plos.org": ("PLOS", "journal"),
    "frontiersin.org": ("Frontiers", None),
    "mdpi.com": ("MDPI", None),
    "biorxiv.org": ("bioRxiv", "preprint"),
    "medrxiv.org": ("medRxiv", "preprint"),
    "pubmed.ncbi.nlm.nih.gov": ("PubMed", None),
    "pmc.ncbi.nlm.nih.gov": ("PubMed Central", None),
    "ncbi.nlm.nih.gov": ("NCBI", None),
    "europepmc.org": ("Europe PMC", None),
    "semanticscholar.org": ("Semantic Scholar", None),
    "dblp.org": ("DBLP", None),
    "dblp.uni-trier.de": ("DBLP", None),
    "zenodo.org": ("Zenodo", None),
    "hal.science": ("HAL", None),
    "journals.aps.org": ("APS", "journal"),
    "iopscience.iop.org": ("IOPscience", None),
    "pubs.acs.org": ("ACS Publications", None),
    "pubs.rsc.org": ("RSC Publishing", None),
    "epubs.siam.org": ("SIAM", None),
    "projecteuclid.org": ("Project Euclid", None),
    "ui.adsabs.harvard.edu": ("ADS", None),
    "inspirehep.net": ("INSPIRE", None),
    "eprint.iacr.org": ("IACR ePrint", "preprint"),
    "papers.ssrn.com": ("SSRN", "preprint"),
    "lrec-conf.org": ("LREC", "conference"),
    "bmvc2021-virtualconference.com": ("BMVC", "conference"),
    "mitpressjournals.org": ("MIT Press", "journal"),
    "jstor.org": ("JSTOR", None),
    "jstage.jst.go.jp": ("J-STAGE", None),
    "scielo.br": ("SciELO", "journal"),
    "elifesciences.org": ("eLife", "journal"),
    "joss.theoj.org": ("JOSS", "journal"),
    "huggingface.co": ("Hugging Face", None),
}  # fmt: skip
#: Journals of the Anthology, by their old and new identifiers.
_ANTHOLOGY_JOURNAL: Final = re.compile(r"/(?:[JQ]\d\d-|\d{4}\.(?:cl|tacl)-)")


def publisher_of(url: str) -> tuple[str, VenueKind | None]:
    """Return the publisher at an address, or "", and the kind of what it publishes there."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", None
    name, kind = _HOSTS.get(host, ("", None))
    if name == "ACL Anthology" and _ANTHOLOGY_JOURNAL.search(parts.path):
        kind = "journal"
    return name, kind
