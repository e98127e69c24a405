"""Which lines of a text without markup belong together."""

from sitegen.sources.lists.titled_links import read_titled_links
from tests.unit.sources.timing import assert_linear

URL = "https://arxiv.org/abs/2305.90001"


def test_drafts_omitted_and_untitled_entries_are_separated():
    reading = read_titled_links(f"Sand\n{URL}\nGlass\n{URL}2\n\n{URL}3\n\nA shop\nhttps://a.org\n")
    assert reading is not None
    assert [(draft.line, draft.title) for draft, _ in reading.drafts] == [(1, "Sand"), (3, "Glass")]
    assert (reading.untitled, reading.omitted) == ([(6, f"{URL}3")], [(8, "A shop")])


def test_prose_and_files_of_unknown_sites_are_no_list():
    assert read_titled_links("Sand is old, and so is glass.\n" * 9 + URL) is None
    assert read_titled_links("A\nhttps://a.org/a.pdf\nB\nhttps://a.org/b.pdf\n") is None
    assert read_titled_links("") is None


def test_long_texts_are_read_in_linear_time():
    assert_linear(lambda size: f"Castles of sand\n{URL}\n" * size, read_titled_links, 200)
    assert_linear(lambda size: "a " * size, read_titled_links, 1_000)
