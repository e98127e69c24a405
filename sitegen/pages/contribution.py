"""Pick the sentence of an abstract that says what the paper does."""

from __future__ import annotations

import re
from typing import Final

from sitegen.pages.inline import excerpt

#: About two lines in the narrow column of related papers.
_MAX_SENTENCE_CHARS: Final = 160
#: Abstracts of books go on for pages; what a paper does stands at the start.
_MAX_READ_CHARS: Final = 4_000
#: "We show." alone says nothing.
_MIN_CONTRIBUTION_CHARS: Final = 40
#: Below 40 characters a full stop may belong to an abbreviation ("Fig. 2").
_FIRST_SENTENCE: Final = re.compile(r".{40,}?[.!?](?=\s+[A-Z“\"(])")
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s+[A-Z“\"(]|\s*\Z)")
_CONTRIBUTION: Final = re.compile(
    r"\b(?:[Ww]e|(?:[Tt]his|[Oo]ur) (?:paper|work|article|study|thesis|survey|report))"
    r" (?:then |first |also |therefore |thus |here )?"
    r"(?:propos|present|introduc|show|stud|develop|describ|investigat|demonstrat|report|explor|"
    r"design|address|provid|review|survey|argu|prov|analy[sz]|examin|formulat|extend|establish|"
    r"evaluat|deriv|tackl|consider|build|compar|aim)\w*+ "
)
#: What other sentences of the paper's own start with; the rest of them is the contribution.
_OPENING: Final = re.compile(
    r"\b(?:In th(?:is|e) (?:paper|work|article|study|thesis|survey|report|letter),? "
    r"|Here,? (?=we ))"
)


def first_sentence(abstract: str) -> str:
    """Return an abstract's first sentence, shortened if it is long."""
    match = _FIRST_SENTENCE.match(abstract)
    return excerpt(match.group() if match else abstract, _MAX_SENTENCE_CHARS)


def contribution(abstract: str) -> str:
    """Return the sentence that says what a paper does, shortened if it is long.

    It is the first with a phrase such as "we propose", from that phrase on: "In this paper," says
    nothing. Without one it is the first that starts so, or the first sentence.
    """
    read = abstract[:_MAX_READ_CHARS]
    starts = [match.start() for match in _CONTRIBUTION.finditer(read)]
    starts += [match.end() for match in _OPENING.finditer(read)]
    for start in starts:
        end = _SENTENCE_END.search(abstract, start)
        sentence = abstract[start : end.end() if end else len(abstract)]
        # Half of a formula is no text.
        is_whole = sentence.count("$") % 2 == 0 == abstract.count("$", 0, start) % 2
        if len(sentence) >= _MIN_CONTRIBUTION_CHARS and is_whole:
            return excerpt(f"{sentence[0].upper()}{sentence[1:]}", _MAX_SENTENCE_CHARS)
    return first_sentence(abstract)
