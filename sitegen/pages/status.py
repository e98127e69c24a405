"""What pages say of papers that were retracted, withdrawn, corrected or superseded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.locale import ENGLISH, N_

if TYPE_CHECKING:
    from sitegen.locale import Texts
    from sitegen.paper import Paper, PaperStatus

#: Words before the title, as publishers write them, and the sentence on the paper's page.
_WORDS: Final[dict[PaperStatus, tuple[str, str]]] = {
    "retracted": (
        N_("Retracted: %(title)s"),
        N_("This paper has been retracted. Its results should not be used."),
    ),
    "withdrawn": (
        N_("Withdrawn: %(title)s"),
        N_("This paper has been withdrawn by its authors or its publisher."),
    ),
    "concern": (
        N_("Expression of concern: %(title)s"),
        N_("The publisher has expressed concern about this paper."),
    ),
    "superseded": (
        N_("Superseded: %(title)s"),
        N_("There is a newer version of this paper."),
    ),
    "corrected": (
        N_("Corrected: %(title)s"),
        N_("A correction of this paper has been published."),
    ),
}


def marked_title(paper: Paper, texts: Texts = ENGLISH) -> str:
    """Return the title as lists, feeds and headings show it: with what became of the paper.

    Citations and the metadata in a page's head have the title alone.
    """
    if not paper.status:
        return paper.title
    return texts.gettext(_WORDS[paper.status][0], title=paper.title)


def status_sentence(paper: Paper, texts: Texts = ENGLISH) -> str:
    """Return the sentence that says what became of a paper; empty if no source says anything."""
    return texts.gettext(_WORDS[paper.status][1]) if paper.status else ""
