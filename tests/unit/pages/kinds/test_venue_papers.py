"""The papers of each page of a venue, as a script beside it."""

import json

from sitegen.pages.kinds.venue import KIND as VENUE
from sitegen.pages.kinds.venue_papers import KIND
from tests.unit.pages.builders import paper, render


def scripts(members, **values):
    return {
        page.src_uri: json.loads(page.text.removeprefix("sitegenVenue(").removesuffix(");\n"))
        for page in render(KIND, members, **values)
    }


def test_each_paper_is_in_one_script_beside_the_page_that_lists_it():
    members = [paper(f"p{i:02}", venue="IROS", year=2018) for i in range(11)]
    members += [paper(name, venue="IROS", year=year) for name, year in (("x", 2017), ("y", None))]
    values = scripts(members, page_size=50)
    assert values["venues/iros.js"] == {"2017": [["x", "Title x"]], "unknown": [["y", "Title y"]]}
    assert [row[0] for row in values["venues/iros/2018.js"]["2018"]] == [
        f"p{i:02}" for i in range(11)
    ]
    stems = {page.src_uri.removesuffix(".md") for page in render(VENUE, members, page_size=50)}
    assert {uri.removesuffix(".js") for uri in values} <= stems


def test_a_paper_alone_needs_no_script():
    assert scripts([paper("a", venue="IROS"), paper("b")]) == {}


def test_titles_are_text_with_their_language():
    title = "Une étude des réseaux de neurones pour la traduction </script> x"
    members = [paper(name, venue="IROS", title=title, language="fr") for name in "ab"]
    (page,) = render(KIND, members)
    assert "</script" not in page.text
    assert scripts(members)["venues/iros.js"]["unknown"][0] == ["a", title, "fr"]
