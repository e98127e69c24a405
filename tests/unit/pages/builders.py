"""Small collections that the tests of pages share."""

from sitegen.pages.context import SiteContext, SiteInfo
from sitegen.pages.paper_inputs import paper_inputs
from sitegen.pages.slices import slice_paper
from sitegen.pages.views import Summaries, paper_view
from sitegen.paper import EnrichedPaper, Entry, Paper, Tag


def paper(paper_id, *tags, title=None, **fields):
    return EnrichedPaper(Entry(paper_id, Paper(title or f"Title {paper_id}", **fields)), tags, ())


def papers(count, *tags):
    return [paper(f"p{number}", *tags) for number in range(1, count + 1)]


def site(**values):
    defaults = {
        "name": "Site", "description": "All of it.", "page_size": 10, "home_papers": 2,
        "packed": False, "language": "en", "fulltext": False,
        "has_likes": True,
    }  # fmt: skip
    return SiteInfo(**(defaults | values))


def context(members, **values):
    return SiteContext(members, site(**values))


def render(kind, members, **values):
    return list(kind.render(context(members, **values)))


def paper_views(members, ids=None):
    slices = {member.entry.id: slice_paper(member) for member in members}
    for inputs in paper_inputs(members, slices, ids):
        yield paper_view(inputs, Summaries())


def uris(kind, members, **values):
    return [page.src_uri for page in render(kind, members, **values)]


def positions(text, *needles):
    """Return whether needles occur in a text, in this order."""
    found = [text.find(needle) for needle in needles]
    return -1 not in found and found == sorted(found)


GRAPHS = Tag("graphs", "Graphs")
TREES = Tag("trees", "Trees", parent="graphs")
