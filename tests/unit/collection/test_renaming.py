"""Former names are replaced in the records."""

from sitegen.collection import collect, rename_authors
from sitegen.paper import Author, Paper


def test_the_new_name_takes_the_place_of_the_former():
    author = Author("Ada Roe", ("Lab",), "0000-0002-1825-0097")
    collection = collect([Paper("One", authors=(author, Author("Bo Li"))), Paper("Two")])
    changed = rename_authors(collection, {"Ada Roe": "Al Roe"})
    assert changed.entries[0].paper.authors[0] == Author("Al Roe", ("Lab",), author.orcid)
    assert [e.id for e in changed.entries] == [e.id for e in collection.entries]
    assert changed.entries[1] is collection.entries[1]
    assert rename_authors(collection, {}) is collection
