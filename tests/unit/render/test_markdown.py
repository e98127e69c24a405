"""Our Markdown to HTML: as Python-Markdown converts it, for papers that hold anything."""

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.pages import SiteInfo, render_pages
from sitegen.paper import Author, EnrichedPaper, Entry, Link, Paper, Reason, Related, Tag
from sitegen.render.chunks import split_front_matter
from sitegen.render.frames import is_markdown
from sitegen.render.html_diff import normal_form
from sitegen.render.markdown import to_html
from sitegen.text.clean import clean_text
from sitegen.text.links import safe_url

# As mkdocs.yml has them, with MkDocs' own defaults.
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
SPECIAL = "\\`*_{}[]()#+-.!<>&|~^=:;'\"$%@/?1aé深 \n\t"
texts = (
    st.text(max_size=60)
    | st.text(alphabet=SPECIAL, max_size=40)
    | st.sampled_from(
        ["1. x", "- x", "</div>", "{ .x }", "---", "[a]: b", "<!-- x", "&amp;", "http://a.b/c)_d",
         "![x](y)", "`` ` ``", "<span>", "\\", "a  \nb", "***", "    code", "&#91;", "[^1]: x"]
    )
).map(clean_text)  # fmt: skip
some = texts.filter(bool)
urls = st.text(alphabet=SPECIAL + "bc", max_size=20).map(lambda t: safe_url(f"https://e.org/{t}"))


@st.composite
def collections(draw):
    """A few papers that know one another."""
    count = draw(st.integers(1, 3))
    ids = [f"p{n}-é" if n == 1 else f"p{n}" for n in range(count)]
    tags = [
        Tag("a", draw(some)),
        Tag("b-c", draw(some), draw(texts), draw(st.sampled_from([None, "a"]))),
    ]
    return [EnrichedPaper(Entry(name, draw(_papers())), tuple(tags[: draw(st.integers(0, 2))]), tuple(draw(_related(ids)))) for name in ids]  # fmt: skip


def _papers():
    return st.builds(
        Paper, title=some, abstract=texts, authors=st.lists(st.builds(Author, some), max_size=3).map(tuple),
        year=st.none() | st.just(1998), date=st.none() | st.just("2020-01-31"), venue=st.none() | some,
        doi=st.none() | st.just("10.1000/a(b)_c"), arxiv_id=st.none() | st.just("1706.03762"),
        links=st.lists(urls.filter(bool).map(lambda url: Link(url, "link")), max_size=2).map(tuple),
    )  # fmt: skip


@st.composite
def _related(draw, ids):
    reasons = st.builds(Reason, st.sampled_from(["method", "phrase", "bridge"]), some)
    return [Related(name, 0.5, tuple(draw(st.lists(reasons, max_size=2))), tuple(draw(st.lists(some, max_size=2)))) for name in ids[: draw(st.integers(0, 3))]]  # fmt: skip


def python_markdown(text):
    html = markdown.markdown(text, extensions=EXTENSIONS)
    # What MkDocs does to links between pages.
    return re.sub(r'href="([^":?#]*)\.md([?#][^"]*)?"', r'href="\1.html\2"', html)


# A collection has ten pages or more: few are enough.
@settings(max_examples=settings.default.max_examples // 8)
@given(collections(), texts)
def test_every_page_is_as_python_markdown_makes_it(papers, description):
    for page in render_pages(
        papers,
        SiteInfo(
            "A & b", description, 2, 2, packed=False, language="en", fulltext=False, has_likes=True
        ),
    ):
        if not is_markdown(page.src_uri):
            continue
        meta, body = split_front_matter(page.text)
        assert meta["kind"] == page.kind
        assert normal_form(f"<body>{to_html(body)}</body>") == normal_form(
            f"<body>{python_markdown(body)}</body>"
        )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("a\nb\n\n\n\nc\n", "<p>a\nb</p>\n<p>c</p>"),
        ("# A", "<h1>A</h1>"),
        ("###### A { #x .y }", '<h6 class="y" id="x">A</h6>'),
        ("####### A", "<p>####### A</p>"),
        ("#5", "<p>#5</p>"),
        ("# A {x}", "<h1>A {x}</h1>"),
        ('a\n{ .x #y data-z="1 2" }', '<p class="x" id="y" data-z="1 2">a</p>'),
        ("a\nb\n{ .x .y }", '<p class="x y">a\nb</p>'),
        ("{ .x }", "<p>{ .x }</p>"),
        ("a\n{.x}", "<p>a\n{.x}</p>"),
        ("[a](b.md)", '<p><a href="b.html">a</a></p>'),
        ('[a](../b.md){ .x rel="y" } c', '<p><a class="x" rel="y" href="../b.html">a</a> c</p>'),
        ("[a](../b.md?c=d.md%20e)", '<p><a href="../b.html?c=d.md%20e">a</a></p>'),
        ("[a](b.md#c.md) [d](#e.md)", '<p><a href="b.html#c.md">a</a> <a href="#e.md">d</a></p>'),
        ("[a](https://e.org/b.md)", '<p><a href="https://e.org/b.md">a</a></p>'),
        ("[a](b.md5) [c](d)", '<p><a href="b.md5">a</a> <a href="d">c</a></p>'),
        ("\\*a\\_ \\1 \\\\", "<p>*a_ \\1 \\</p>"),
        ("<span>a</span>", "<p><span>a</span></p>"),
        ("<em>a</em>", "<p><em>a</em></p>"),
        ('<a href="b">c</a>', '<p><a href="b">c</a></p>'),
        ("<pre>a\nb</pre>", "<pre>a\nb</pre>"),
        ('<h2 id="x">a\\*</h2>', '<h2 id="x">a\\*</h2>'),
        ('<div class="x" markdown="1">\n\na\n\n</div>', '<div class="x">\n<p>a</p>\n</div>'),
        ('<div markdown="1">\n<nav markdown="1">\na\n</nav>\n\n</div>',
         "<div>\n<nav>\n<p>a</p>\n</nav>\n</div>"),
        ('<div markdown="1">\n# A\n</div>', "<div>\n<h1>A</h1>\n</div>"),
        ('<div markdown="1">\n<pre>a</pre>', "<div>\n<pre>a</pre>"),
        ('<div markdown="1">', "<div>"),
        ("- a", "<ul>\n<li>\na\n</li>\n</ul>"),
        ("1. a", "<ol>\n<li>\na\n</li>\n</ol>"),
        ("- a\n\n- b", "<ul>\n<li>\n<p>a</p></li>\n<li><p>b</p>\n</li>\n</ul>"),
        ("- a\n\n    b\n    { .x }", '<ul>\n<li>\n<p>a</p>\n<p class="x">b</p>\n</li>\n</ul>'),
        ("- a\n\nb", "<ul>\n<li>\na\n</li>\n</ul>\n<p>b</p>"),
        ("- a\n\n    b\n\nc\n\nd", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n<p>c</p>\n<p>d</p>"),
        ("- a\n\nb\n\n- c",
         "<ul>\n<li>\na\n</li>\n</ul>\n<p>b</p>\n<ul>\n<li>\nc\n</li>\n</ul>"),
        ("- a\n\n<!-- -->\n\n1. b",
         "<ul>\n<li>\na\n</li>\n</ul>\n<!-- -->\n<ol>\n<li>\nb\n</li>\n</ol>"),
        ('<div markdown="1">\n\n- a\n</div>\n\nb', "<div>\n<ul>\n<li>\na\n</li>\n</ul>\n</div>\n<p>b</p>"),
        ('<div markdown="1">\n\n- a\n\n</div>\n\n- b',
         "<div>\n<ul>\n<li>\na\n</li>\n</ul>\n</div>\n<ul>\n<li>\nb\n</li>\n</ul>"),
        ("a\n\n- b\n\n- c\n\n    d\n</div>",
         "<p>a</p>\n<ul>\n<li>\n<p>b</p></li>\n<li><p>c</p>\n<p>d</p>\n</li>\n</ul>\n</div>"),
        ("- a\nb", "<ul>\n<li>\na\nb\n</li>\n</ul>"),
    ],
)  # fmt: skip
def test_constructs(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "# A { #x .y }\n\na\n{ .z }",
        '<div markdown="1">\n\n- a\n\n- b\n\n    c\n    { .x }\n\n</div>\n\nd',
        '<div markdown="1">\n\n1. [a](b){ .x }\n\n</div>',
        '<nav markdown="1">\n[a](b) <span>c</span>\n</nav>',
        "a \\*b\\* &amp; &#91;c&#93;",
    ],
)
def test_constructs_are_as_python_markdown_converts_them(text):
    ours, theirs = (f"<body>{html}</body>" for html in (to_html(text), python_markdown(text)))
    assert normal_form(ours) == normal_form(theirs)
