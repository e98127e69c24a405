"""Records of the papers for scripts, which write citations from them: docs/adr/0018.

All files are classic scripts, which browsers load on file:// too. Each calls ``sitegenRecords``
with its name and its value:

- ``sizes``: the numbers of shards, ``{"records": …, "ids": …}``;
- ``0``, ``1``, …: id of a paper -> its item of CSL-JSON;
- ``ids-0``, ``ids-1``, …: identifier (``doi:…``, ``arxiv:…``, ``key:…``) -> id of the paper;
- ``tag.graphs``, ``author.…``, ``year.…``: ids of the papers of a list that has several pages.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sitegen.citation import scripted_item
from sitegen.pages.ordering import by_date
from sitegen.pages.registry import PageKind
from sitegen.pages.scripts import render_call
from sitegen.pages.shards import shard_count, shard_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.keyed import Renderer
    from sitegen.pages.registry import KeyedPage
    from sitegen.pages.slices import Slice
    from sitegen.paper import EnrichedPaper, Paper

#: A shard has about 100 kB then: a draft cites papers of many shards, and hosts limit files.
_MAX_RECORDS: Final = 160
#: The same for identifiers, of which a paper has two or three.
_MAX_IDENTIFIED_PAPERS: Final = 1_000


def _pages(context: SiteContext) -> Iterator[KeyedPage]:
    papers = context.papers
    keys = context.keys
    # Number of a shard -> its papers, each with its citation key.
    records: defaultdict[int, list[tuple[Slice, str]]] = defaultdict(list)
    ids: defaultdict[int, dict[str, str]] = defaultdict(dict)
    record_shards = shard_count(len(papers), _MAX_RECORDS)
    id_shards = shard_count(len(papers), _MAX_IDENTIFIED_PAPERS)
    # By id, so that a shard does not depend on the order of the papers.
    for enriched in sorted(papers, key=lambda paper: paper.entry.id):
        entry = enriched.entry
        key = keys[entry.id]
        shard = records[shard_number(entry.id, record_shards)]
        shard.append((context.slices[entry.id], key))
        for identifier in _identifiers(entry.paper, key):
            ids[shard_number(identifier, id_shards)].setdefault(identifier, entry.id)
    yield _script(context, "sizes", {"records": record_shards, "ids": id_shards})
    for number in range(record_shards):
        yield _page(context, _render_records, str(number), tuple(records[number]))
    yield from (_script(context, f"ids-{number}", ids[number]) for number in range(id_shards))
    for name, members, is_on_one_page in _lists(context):
        # Scripts read the lists that are on one page from there.
        if not is_on_one_page:
            yield _script(context, name, [paper.entry.id for paper in by_date(members)])


def _identifiers(paper: Paper, key: str) -> Iterator[str]:
    """Yield what a paper can be asked for by, in lower case."""
    yield f"key:{key.lower()}"
    if paper.doi:
        yield f"doi:{paper.doi.lower()}"
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id.lower()}"


def _lists(context: SiteContext) -> Iterator[tuple[str, Sequence[EnrichedPaper], bool]]:
    """Yield the lists of topics, authors, years and venues.

    Each has its name, as in the pages, its papers, and whether they all are on one page.
    """
    size = context.site.page_size
    members: defaultdict[str, list[EnrichedPaper]] = defaultdict(list)
    for paper in context.papers:
        for tag in paper.tags:
            members[tag.slug].append(paper)
    for slug, papers in sorted(members.items()):
        yield f"tag.{slug}", papers, len(papers) <= size
    for person in context.people.pages:
        papers = [context.papers[index] for index in context.people.listed(person)]
        yield f"author.{person.address}", papers, len(papers) <= size
    for year, papers in context.years.items():
        yield f"year.{year}", papers, len(papers) <= size
    for page in context.venue_lists.pages:
        if page.number == 1:
            name = f"{page.venue.address}.{page.year}" if page.year else page.venue.address
            papers = [context.papers[index] for index in page.indices]
            yield f"venue.{name}", papers, len(page.papers) == len(papers)


def _render_records(_renderer: Renderer, inputs: tuple[str, Sequence[tuple[Slice, str]]]) -> str:
    name, papers = inputs
    records = {paper.entry.id: scripted_item(paper.entry, key) for paper, key in papers}
    return render_call("sitegenRecords", name, records)


def _render_value(_renderer: Renderer, inputs: tuple[str, Any]) -> str:
    return render_call("sitegenRecords", *inputs)


def _script(context: SiteContext, name: str, value: Any) -> KeyedPage:
    return _page(context, _render_value, name, value)


def _page(
    context: SiteContext,
    render: Callable[[Renderer, tuple[str, Any]], str],
    name: str,
    value: Any,
) -> KeyedPage:
    return context.renderer.page(f"{KIND.folder}/{name}.js", KIND.name, render, (name, value))


KIND: Final = PageKind("records", 72, "", _pages, folder="records")
