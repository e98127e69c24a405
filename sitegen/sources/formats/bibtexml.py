"""Read BibTeXML, which JabRef and converters of BibTeX write.

Source: https://bibtexml.sourceforge.net
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.bibtex.fields import named_fields
from sitegen.sources.bibtex.library import CONTAINER_KINDS
from sitegen.sources.fields import read_records
from sitegen.sources.reading import RecordError
from sitegen.sources.xml.tools import child_elements, child_text, read_elements, root_name, text_of
from sitegen.text.mathml import local_name

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "bibtexml"
RANK: Final = 28


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``file`` of BibTeXML."""
    return root_name(head) == "file" and "bibtexml" in head.lower()


def read(text: str, path: str) -> ReadResult:
    """Read all entries; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "entry", _entry_fields), path)


def _entry_fields(entry: Element) -> dict[str, Any]:
    """Return an entry's fields under our names.

    Raises:
        RecordError: the entry is of a type that is no paper.
    """
    # The type of an entry is the element between it and its fields.
    publication = next(entry.iterchildren("*"), None)
    if publication is None:
        return {}
    kind = local_name(publication).lower()
    if kind in CONTAINER_KINDS:
        raise RecordError(f"is an entry of type {kind}, no paper; leave it out")
    elements = child_elements(publication)
    fields = {name.lower(): child_text(elements, name) for name in elements}
    names = {name: _names(elements[name]) for name in ("author", "editor") if name in elements}
    return named_fields(kind, entry.get("id") or "", fields | names)


def _names(elements: list[Element]) -> str:
    """Return names joined by "and", as BibTeX has them: of one element or each in its own."""
    people = [person for element in elements for person in element.iterchildren("*")]
    return " and ".join(filter(None, map(text_of, people or elements)))
