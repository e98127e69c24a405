"""Struck text, and links that footnotes define."""

import pytest

from sitegen.sources.formats import markdown

URL = "https://arxiv.org/abs/2305.90005"


@pytest.mark.parametrize(
    ("text", "title", "venue"),
    [
        (f"- ~~[Weaving numbers]({URL})~~", "Weaving numbers", None),
        (f"- [x] ~~[Weaving numbers]({URL}). ICML 2020~~", "Weaving numbers", "ICML 2020"),
        (f"- ~~Weaving of numbers~~ [pdf]({URL}) (read)", "Weaving of numbers", None),
        (f"- <del>[Weaving numbers]({URL})</del>", "Weaving numbers", None),
        (f"- <s>**Weaving numbers**</s> [pdf]({URL})", "Weaving numbers", None),
        (f"|Title|\n|---|\n|~~[Weaving numbers]({URL})~~|", "Weaving numbers", None),
        # What the writer corrected stays out.
        (f"- [Weaving numbers]({URL}) ~~ICML 2020~~ CVPR 2021", "Weaving numbers", "CVPR 2021"),
        (f"- ~~**Old looms**~~ **New looms of wood** [pdf]({URL})", "New looms of wood", None),
    ],
)
def test_an_entry_that_is_struck_as_a_whole_is_read(text, title, venue):
    (paper,) = markdown.read(text, "x.md").papers
    assert (paper.title, paper.venue) == (title, venue)


def test_the_address_of_a_footnote_is_no_text():
    (paper,) = markdown.read(f"- Weaving numbers[^1]\n\n[^1]: {URL}\n", "x.md").papers
    assert (paper.title, paper.arxiv_id) == ("Weaving numbers", "2305.90005")
