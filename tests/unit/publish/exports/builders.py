"""Collections to export."""

from sitegen.paper import EnrichedPaper, Entry, Related, Tag
from sitegen.publish import Records

TOPICS = (Tag("hats", "Hats & caps", "What to wear."), Tag("felt", "Felt", parent="hats"))


def records_of(papers, topics=TOPICS):
    """Return records with ids by their order, topics, and the next paper as the related one."""
    ids = [f"p{number:05}" for number in range(len(papers))]
    return Records.of([
        EnrichedPaper(Entry(paper_id, paper), topics, (Related(other, 0.5),))
        for paper_id, other, paper in zip(ids, [*ids[1:], *ids[:1]], papers, strict=True)
    ])  # fmt: skip
