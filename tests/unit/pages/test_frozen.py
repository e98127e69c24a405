"""Pages that another process makes from bytes are those that were dumped."""

import pickle

from sitegen.build.portable import PageFreezer
from sitegen.pages import SiteContext, render_kinds
from sitegen.pages.registry import KeyedPage
from sitegen.paper import Author
from tests.unit.pages.builders import GRAPHS, paper, site


def keyed_pages():
    papers = [
        paper(
            f"p{n}",
            GRAPHS,
            year=2020 + n % 2,
            abstract=f"abstract of p{n}",
            authors=(Author("Ann A"),),
        )
        for n in range(6)
    ]
    context = SiteContext(papers, site())
    return context, [page for page in render_kinds(context) if isinstance(page, KeyedPage)]


def test_pages_of_each_kind_are_the_same_in_another_process(tmp_path):
    context, pages = keyed_pages()
    assert {"paper", "tag", "author", "year", "list"} <= {page.kind for page in pages}
    freeze = PageFreezer(context, tmp_path)
    thaw = freeze(pages)
    # Nothing is written unless it is needed.
    assert not list(tmp_path.iterdir())
    assert thaw() is pages
    data = pickle.dumps(thaw)
    again = pickle.loads(data)()
    assert again is not pages
    fields = [
        [(p.src_uri, p.kind, p.key, p.day, p.text) for p in group] for group in (pages, again)
    ]
    assert fields[0] == fields[1]
    # Papers are in a file of all pages.
    assert b"abstract of p3" not in data
    assert len(list((tmp_path / "values").iterdir())) == 1
    pickle.dumps(freeze(pages[:2]))
    assert len(list((tmp_path / "values").iterdir())) == 1
