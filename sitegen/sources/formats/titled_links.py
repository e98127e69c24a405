"""Read a list as people keep it in a text file: titles, with addresses below or beside them.

Authors and a venue may stand in lines between the two. A text is claimed if it consists of such
pairs; addresses alone say no title, and are refused.
"""

from __future__ import annotations

from typing import Final

from sitegen.errors import Diagnostic
from sitegen.sources.formats.markdown import read_drafts
from sitegen.sources.lists.titled_links import read_titled_links
from sitegen.sources.reading import ReadResult

NAME: Final = "titled-links"
#: After Markdown, whose marks say more, and tables, whose rows may have addresses.
RANK: Final = 152


def sniff(head: str) -> bool:
    """Return True for a text of titles with addresses of papers."""
    if "://" not in head and "arxiv:" not in head.lower():
        return False
    if head.lstrip().startswith(("{", "<", "@", "%", "\\", "#!", "---\n")) or "](" in head:
        return False
    return read_titled_links(head) is not None


def read(text: str, path: str) -> ReadResult:
    """Read the papers; other entries with addresses are counted in one warning."""
    reading = read_titled_links(text)
    if reading is None:
        fault = (
            "no list of titles and addresses was found; write each title in the line above the "
            "address of its paper"
        )
        return ReadResult((), ()).plus(Diagnostic(path, 1, "", fault))
    return read_drafts(reading, path)
