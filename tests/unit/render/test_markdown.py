"""The fast way from our Markdown to HTML against Python-Markdown, for papers that hold anything."""

import re

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.pages import SiteInfo, render_pages
from sitegen.paper import Author, EnrichedPaper, Entry, Link, Paper, Related, Tag
from sitegen.render.chunks import split_front
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
    return [EnrichedPaper(Entry(name, draw(_papers())), tuple(tags[: draw(st.integers(0, 2))]), tuple(draw(_related(ids, tags)))) for name in ids]  # fmt: skip


def _papers():
    return st.builds(
        Paper, title=some, abstract=texts, authors=st.lists(st.builds(Author, some), max_size=3).map(tuple),
        year=st.none() | st.just(1998), date=st.none() | st.just("2020-01-31"), venue=st.none() | some,
        doi=st.none() | st.just("10.1000/a(b)_c"), arxiv_id=st.none() | st.just("1706.03762"),
        links=st.lists(urls.filter(bool).map(lambda url: Link(url, "link")), max_size=2).map(tuple),
    )  # fmt: skip


@st.composite
def _related(draw, ids, tags):
    known = [tags[0].slug] if draw(st.booleans()) else []
    return [Related(name, 0.5, tuple(known), tuple(draw(st.lists(some, max_size=2))), tuple(draw(st.lists(some, max_size=2)))) for name in ids[: draw(st.integers(0, 3))]]  # fmt: skip


def python_markdown(text):
    html = markdown.markdown(text, extensions=EXTENSIONS)
    # What MkDocs does to links between pages.
    return re.sub(r'href="([^":]*)\.md"', r'href="\1.html"', html)


@settings(max_examples=120, deadline=None)
@given(collections(), texts)
def test_every_page_is_as_python_markdown_makes_it(papers, description):
    known = {tag.slug for paper in papers for tag in paper.tags}
    if any(not known.issuperset(r.tags) for paper in papers for r in paper.related):
        return
    for page in render_pages(
        papers, SiteInfo("A & b", description, 2, 2, packed=False, language="en", fulltext=False)
    ):
        meta, body = split_front(page.text)
        assert meta["kind"] == page.kind
        assert normal_form(f"<body>{to_html(body)}</body>") == normal_form(
            f"<body>{python_markdown(body)}</body>"
        )
