"""Minified HTML is the same document, for HTML4 and HTML5 parsers."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.html_diff import normal_form
from sitegen.render.minify import minify


@pytest.mark.parametrize(
    ("html", "minified"),
    [
        ("", ""),
        ("<p>a</p>\n<p>b</p>\n", "<p>a<p>b</p>"),
        ('<p class="x">a <b>c</b> d</p>\n\n<div>', "<p class=x>a <b>c</b> d<div>"),
        ("<p>a</p></li>\n<li><p>b</p></li>\n</ul>", "<p>a<li><p>b</ul>"),
        # Inline elements keep the blank between them.
        ('<p><a href="x">a</a>\n<a href="y/z.html">b</a></p>', "<p><a href=x>a</a>\n<a href=y/z.html>b</a></p>"),
        # HTML4 parsers don't end a paragraph at elements of HTML5.
        ("<p>a</p>\n<details>b</details>", "<p>a</p><details>b</details>"),
        ('<a href="a b" class="" rel="c">', '<a href="a b" class rel=c>'),
        # A slash may end a tag, and an equals sign is an error without quotes.
        ('<a href="https://e.org/" id="x=y">', '<a href="https://e.org/" id="x=y">'),
        ("<pre>\n a </p>\n <p>\n</pre>\n<p>", "<pre>\n a </p>\n <p>\n</pre><p>"),
        ('<script src="a.js">\n</script>\n<!-- <p>  a --> <p>', "<script src=a.js>\n</script>\n<!-- <p>  a --> <p>"),
        ('<script>if (a <b) c = "<p> d";</script>', '<script>if (a <b) c = "<p> d";</script>'),
        # Markup inside a value is left as it is, with all around it.
        ("""<p data-x='<b c="d">'>\n<p>""", """<p data-x='<b c="d">'>\n<p>"""),
    ],
)  # fmt: skip
def test_what_is_left_out(html, minified):
    assert minify(html) == minified


text = st.text(alphabet="ab \n", max_size=6)
value = st.text(alphabet="ab /.-=&;é", max_size=8)


def element(children):
    names = st.sampled_from(
        ["div", "p", "ul", "ol", "li", "h2", "a", "span", "pre", "section", "em"]
    )
    return st.builds(
        lambda name, key, content: f'<{name} class="{key}" id="">{"".join(content)}</{name}>',
        names, value, st.lists(children, max_size=3),
    )  # fmt: skip


def without_edges(form):
    """Leave out the blanks of texts beside block elements, which browsers don't show."""

    def is_block(token):
        name = token[0] if isinstance(token, tuple) else token.removeprefix("/")
        return name not in {"a", "span", "em"} and (isinstance(token, tuple) or token[:1] == "/")

    out = []
    for before, token, after in zip([(None,), *form], form, [*form[1:], (None,)], strict=False):
        if isinstance(token, str) and token[:1] != "/":
            token = token.lstrip() if is_block(before) else token  # noqa: PLW2901
            token = token.rstrip() if is_block(after) else token  # noqa: PLW2901
        out.append(token)
    return [token for token in out if token]


@given(st.recursive(text, element, max_leaves=12))
def test_the_document_stays_the_same(html):
    document = f"<!doctype html><html><head><title>a</title></head><body>{html}</body></html>"
    # What browsers change in any case, such as a paragraph inside a paragraph, comes first.
    document = str(BeautifulSoup(document, "html5lib"))
    for parser in (None, "html5lib"):
        first, second = (
            without_edges(normal_form(str(BeautifulSoup(d, parser)) if parser else d))
            for d in (document, minify(document))
        )
        assert first == second
