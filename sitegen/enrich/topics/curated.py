"""The curator's topics, indexed by the keys of all their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.lexicon import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.paper import Topic


class Curated:
    """The curator's topics by the keys of their names; a key is the stems of a name, joined.

    Attributes:
        key_of: key of any name of a topic -> key of the topic.
        topics: key of a topic -> topic.
        heads: first stems of the names of curated topics.
        tails: last stems of the names of curated topics.
    """

    def __init__(self, topics: Sequence[Topic], acronyms: dict[str, tuple[str, ...]]) -> None:
        """Index the topics.

        Args:
            topics: the curator's, in the order of the file; the first claim on a name wins.
            acronyms: short form -> stems of its long form.
        """
        self.key_of: dict[str, str] = {}
        self.topics: dict[str, Topic] = {}
        self.heads: set[str] = set()
        self.tails: set[str] = set()
        # Explicit names claim a key before the words of a slug do: a renamed topic keeps its slug,
        # and those words may be a name of another topic by now.
        claims = [(topic, name) for topic in topics for name in topic.names[1:]]
        claims += [(topic, topic.names[0]) for topic in topics]
        for topic, name in claims:
            parts = name_stems(name, acronyms)
            # A forbidden topic has no name, only the words of its slug.
            topic_key = "".join(name_stems(topic.name or topic.names[0], acronyms))
            if self.key_of.setdefault("".join(parts), topic_key) == topic_key:
                self.topics.setdefault(topic_key, topic)
            if topic.is_curated:
                self.heads.update(parts[:1])
                self.tails.update(parts[-1:])


def name_stems(name: str, acronyms: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the stems of a name, with acronyms replaced by the stems of their long forms."""
    words = (acronyms.get(singular(word)) or stems(word) for word in name.split())
    return tuple(part for word in words for part in word)
