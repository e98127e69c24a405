"""Measure which papers the sentences of alerts find.

    python benchmarks/alerts.py PAPERS.jsonl [--topics 60]

Sentences are made from topics that sitegen finds in the collection: the name in one of four frames,
such as "papers about NAME that I should read". A paper is right if it has the topic, or all words
of its name. Twenty more sentences ask for what collections of machine learning, robotics and
physics lack, and should find nothing.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from sitegen.alerts.matching import Matcher
from sitegen.collection import collect
from sitegen.config.digest import AlertSettings
from sitegen.enrich import enrich
from sitegen.sources import read_sources
from sitegen.venues import shipped_venues

FRAMES = (
    "How can {} be made better and faster?",
    "new methods and results for research on {}",
    "what is the state of the art in {}",
    "papers about {} that I should read",
)
ABSENT = """how do yeast cells divide in bread dough over time?
what is known about volcanic eruptions and their prediction
which drugs lower blood pressure in elderly patients
how does monetary policy affect inflation in small countries
new results on the migration of birds across oceans
papers on roman coins that were found in Britain
the chemistry of lithium batteries and their ageing
how do children learn to read in their first school year
legal questions about the copyright of novels and songs
how do glaciers melt under warmer summers in Norway
which vaccines protect newborn babies against measles
what did medieval monks eat during Lent
the breeding of wheat that resists drought and rust
why do people vote for parties of the far right
diets that help with diabetes in pregnancy
how were the pyramids of Giza built by workers
the taxation of land in rural India
what makes violins of old masters sound well
new fossils of feathered dinosaurs from China
how does smoking in films change what teenagers do""".splitlines()
#: Topics of so many papers are asked for.
SIZES = range(5, 61)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path)
    parser.add_argument("--topics", type=int, default=60)
    arguments = parser.parse_args()
    enrichment = enrich(collect(read_sources([arguments.papers]).papers).entries)
    matcher = Matcher(enrichment, "en", shipped_venues())

    def find(query: str) -> set[str]:
        return set(matcher.find(AlertSettings(name="x", query=query)))

    papers, names = defaultdict(set), {}
    for paper in enrichment.papers:
        for tag in paper.tags:
            papers[tag.slug].add(paper.entry.id)
            names[tag.slug] = tag.name
    slugs = [slug for slug in sorted(papers) if len(papers[slug]) in SIZES]
    slugs = slugs[:: max(1, len(slugs) // arguments.topics)]
    n_topic = n_topic_hits = n_hits = n_right = 0
    for number, slug in enumerate(slugs):
        hits = find(FRAMES[number % len(FRAMES)].format(names[slug]))
        n_topic += len(papers[slug])
        n_topic_hits += len(hits & papers[slug])
        n_hits += len(hits)
        n_right += len(hits & (papers[slug] | find(names[slug])))
    print(f"{len(enrichment.papers)} papers, {len(slugs)} sentences about topics")
    print(f"of {n_topic} papers with the topic  {n_topic_hits} ({n_topic_hits / n_topic:.0%})")
    print(f"of {n_hits} papers in alerts        {n_right} right ({n_right / max(1, n_hits):.0%})")
    counts = [len(find(query)) for query in ABSENT]
    print(f"{len(ABSENT)} sentences about what is absent: {sum(map(bool, counts))} find papers")


if __name__ == "__main__":
    main()
