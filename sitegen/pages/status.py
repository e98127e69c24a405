"""What pages say of papers that were retracted, withdrawn, corrected or superseded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitegen.paper import Paper, PaperStatus

#: Words before the title, as publishers write them, and the sentence on the paper's page.
_WORDS: Final[dict[PaperStatus, tuple[str, str]]] = {
    "retracted": ("Retracted", "This paper has been retracted. Its results should not be used."),
    "withdrawn": ("Withdrawn", "This paper has been withdrawn by its authors or its publisher."),
    "concern": ("Expression of concern", "The publisher has expressed concern about this paper."),
    "superseded": ("Superseded", "There is a newer version of this paper."),
    "corrected": ("Corrected", "A correction of this paper has been published."),
}


def marked_title(paper: Paper) -> str:
    """Return the title as lists, feeds and headings show it: with what became of the paper.

    Citations and the metadata in a page's head have the title alone.
    """
    return f"{_WORDS[paper.status][0]}: {paper.title}" if paper.status else paper.title


def status_sentence(paper: Paper) -> str:
    """Return the sentence that says what became of a paper; empty if no source says anything."""
    return _WORDS[paper.status][1] if paper.status else ""
