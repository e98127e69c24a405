"""Citations of a paper: its key, and its record in BibTeX, RIS and CSL-JSON.

Pages and exports share this package, so that a reader gets the same record from both.
"""

from sitegen.citation.bibtex import format_bibtex
from sitegen.citation.csl import csl_item, csl_record
from sitegen.citation.keys import citation_keys, format_bibkey, shared_keys
from sitegen.citation.ris import format_ris
from sitegen.citation.scripted import scripted_item

__all__ = [
    "citation_keys",
    "csl_item",
    "csl_record",
    "format_bibkey",
    "format_bibtex",
    "format_ris",
    "scripted_item",
    "shared_keys",
]
