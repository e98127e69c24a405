"""The list of all topics, by number of papers and by letter."""

from sitegen.pages.counts import TagCount
from sitegen.pages.kinds import topics
from sitegen.pages.kinds.topics import KIND, _group_by_letter
from sitegen.paper import Tag
from tests.unit.pages.builders import GRAPHS, TREES, paper, positions, render


def groups(*names):
    tags = [TagCount(Tag(f"s{index}", name), 1) for index, name in enumerate(names)]
    return {
        letter: [counted.tag.name for counted in group]
        for letter, group in _group_by_letter(tags).items()
    }


class TestLetters:
    def test_groups_and_their_topics_are_in_alphabetical_order(self):
        grouped = groups("beta", "Alpha", "apex", "Bayes")
        assert list(grouped.items()) == [("A", ["Alpha", "apex"]), ("B", ["Bayes", "beta"])]

    def test_digits_share_a_group(self):
        assert groups("3D", "4D", "X") == {"0–9": ["3D", "4D"], "X": ["X"]}

    def test_an_accent_does_not_make_a_letter(self):
        assert groups("École", "Eagle") == {"E": ["Eagle", "École"]}

    def test_a_name_of_signs_only_stands_with_the_digits(self):
        assert groups("++") == {"0–9": ["++"]}

    def test_topics_of_one_name_are_sorted_by_slug(self):
        tags = [TagCount(Tag("b", "Same"), 1), TagCount(Tag("a", "same"), 1)]
        (group,) = _group_by_letter(tags).values()
        assert [counted.tag.slug for counted in group] == ["a", "b"]


def test_without_topics_a_sentence_stands_in_place_of_orders():
    # No page lists them by letter: nothing would lead to it.
    (page,) = render(KIND, [paper("a")])
    assert "no topics yet" in page.text
    assert "sg-orders" not in page.text


def test_two_pages():
    members = [paper("a", TREES), paper("b", TREES, GRAPHS)]
    by_count, by_letter = render(KIND, members)
    assert (by_count.src_uri, by_letter.src_uri) == ("tags.md", "tags-by-letter.md")
    assert by_count.kind == by_letter.kind == "tags"
    assert positions(by_count.text, "tags/trees.md", "tags/graphs.md")
    assert positions(by_letter.text, "## G ", "tags/graphs.md", "## T ", "tags/trees.md")
    assert "## " not in by_count.text
    assert "Topics by letter" not in by_count.text
    assert "Topics by letter" in by_letter.text


def test_many_topics_have_one_page_per_letter(monkeypatch):
    monkeypatch.setattr(topics, "_MAX_TOPICS", 2)
    monkeypatch.setattr(topics, "_MAX_FREQUENT_TOPICS", 1)
    members = [paper("a", TREES, Tag("x", "3D")), paper("b", TREES, GRAPHS)]
    pages = {page.src_uri: page.text for page in render(KIND, members)}
    assert list(pages) == [
        "tags.md", "tags-by-letter.md", "tags-by-letter-0-9.md", "tags-by-letter-g.md",
        "tags-by-letter-t.md",
    ]  # fmt: skip
    assert "Trees" in pages["tags.md"]
    assert "Graphs" not in pages["tags.md"]
    # The most frequent topics of each letter: no page is without topics.
    assert positions(
        pages["tags-by-letter.md"], "## G ", "tags/graphs.md", "## T ", "tags/trees.md"
    )
    assert positions(pages["tags-by-letter.md"], "(tags-by-letter-0-9.md)", "(tags-by-letter-t.md)")
    assert "(tags/graphs.md)" in pages["tags-by-letter-g.md"]
    assert "Trees" not in pages["tags-by-letter-g.md"]


def test_broad_topics_are_groups_and_others_follow():
    members = []
    for name in "abc":
        broad = Tag(name, f"Broad {name}")
        narrow = [Tag(f"{name}{n}", f"Narrow {name}{n}", parent=name) for n in range(9)]
        members.append(paper(name, broad, *narrow))
    text = render(KIND, [*members, paper("x", Tag("x", "Alone"))])[0].text
    assert positions(text, "## Broad topics", "(tags/a.md)", "(tags/a0.md)", "(tags/a5.md)", "[3 more](tags/a.md#narrower)",
                     "(tags/b.md)", "## Other topics", "(tags/x.md)", "(tags/a6.md)")  # fmt: skip
    assert text.count("(tags/a0.md)") == 1
