"""The quick way to read inline Markdown equals markdown-it's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.sources.lists.inline import Flattener
from sitegen.sources.lists.quick_inline import quick_lines

URL = "https://arxiv.org/abs/2305.90001"


class Parser(MarkdownIt):
    def normalizeLink(self, url):  # noqa: N802 - markdown-it's name
        return url


PARSER = Parser("commonmark", {"html": True}).enable(["table", "strikethrough"])


def parsed_lines(content):
    """Return the lines by the general rules; a paragraph has no blanks at its ends."""
    token = PARSER.parseInline(content)[0]
    flattener = Flattener()
    for child in token.children:
        flattener.add(child)
    return flattener.finish()


@pytest.mark.parametrize(
    "content",
    [
        "Castles of sand",
        f"[Castles]({URL}) (2023)",
        f"Castles [[paper]({URL})] [[code](https://github.com/x/y)], a_b",
        f"**Castles** *Ann Vole* [**Bold**]({URL}) **[Linked]({URL})**",
        f"**a** *b **c** d*\nnext line  \n  third: {URL}, end",
        f"Q & A! [label [inner] text] ]({'x'}",
        "[x] done, [ ] open",
    ],
)
def test_usual_entries_are_read(content):
    lines = quick_lines(content)
    assert lines is not None or "](x" in content
    assert lines is None or lines == parsed_lines(content)


@pytest.mark.parametrize(
    "content",
    ["a `b`", "a\\*b", "<b>x</b>", "&amp;", "~~x~~", "![x](y.png)", "[a](b.md)", "_a_", "***a***",
     "**a", "a ** b", f'[a]({URL} "t")', f"[[a]({URL})](b)", "[a *b](https://x.org)*"],
)  # fmt: skip
def test_other_marks_are_left_to_the_parser(content):
    assert quick_lines(content) is None


PIECES = st.sampled_from(
    ["a", "b c", " ", "  ", "\n", "  \n", "\t", "*", "**", "***", "[", "]", "(", ")", f"({URL})", f"[x]({URL})",
     f"[**x**]({URL})", f"[*x y*]({URL})", f"[]({URL})", "_", "a_b", "!", "&", "& ", ".", ":", "é", "“", "”", "€", URL,
     "\u00a0", "—", "1", "(x)", "www.x.org", "[https://x.org](https://x.org)", "\U0001f525", "\ufe0f", "~", "+"]
)  # fmt: skip


@settings(max_examples=2_000, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_read_quickly_equals_what_the_parser_gives(content):
    content = content.strip()
    lines = quick_lines(content)
    if lines is not None:
        assert lines == parsed_lines(content)
