"""Words of queries that say how to read the others.

``theme/assets/sitegen/query-words.js`` has the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.locale import N_

if TYPE_CHECKING:
    from sitegen.locale import Texts

_YEARS: Final = N_("since | after | until till | before | between from | to and until")
_LEADS: Final = N_(
    "in at from by of the published presented proceedings year"
    " | paper papers article articles publication publications | by about on of from in at"
)
_OTHERS: Final = N_(
    "what how why when where which who whose do does did is are can could should"
    " | a an and are as at be by for from has in into is it its of on or that the their this to"
    " via was we with"
)
_REQUESTS: Final = N_(
    "show give find tell paper papers article articles publication publications work research"
    " literature i looking | me about on that am need want for"
)


class QueryWords(NamedTuple):
    """Sets of words in lower case, in the language of a site and in English.

    Attributes:
        since: "since 2014".
        later_than: "after 2014".
        until: "until 2014".
        earlier_than: "before 2014".
        between: "between 2014 and 2016".
        pair: what stands between these years.
        leading: what leads to the name of a venue and then says nothing more.
        papers: what papers are called.
        opening: what leads to a subject.
        questions: what starts a question.
        stop: what nearly every paper has, so that it selects nothing.
        requests: what starts a request: "show" of "show me", "papers" of "papers about".
        objects: what comes next.
    """

    since: frozenset[str]
    later_than: frozenset[str]
    until: frozenset[str]
    earlier_than: frozenset[str]
    between: frozenset[str]
    pair: frozenset[str]
    leading: frozenset[str]
    papers: frozenset[str]
    opening: frozenset[str]
    questions: frozenset[str]
    stop: frozenset[str]
    requests: frozenset[str]
    objects: frozenset[str]


def read_query_words(texts: Texts) -> QueryWords:
    """Return the words of a language; its texts have the English ones too."""
    parts = [
        part
        for text in (_YEARS, _LEADS, _OTHERS, _REQUESTS)
        for part in texts.gettext(text).split("|")
    ]
    return QueryWords(*(frozenset(part.split()) for part in parts))
