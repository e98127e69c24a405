"""Nothing from a paper is markup: two Markdown parsers and a YAML parser are the judges."""

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.pages.escape import (
    Markdown,
    escape_markdown,
    escape_pre,
    escape_url,
    finalize,
    to_yaml,
)
from sitegen.pages.inline import render_with_links
from sitegen.pages.views import sort_key
from sitegen.text.clean import clean_text
from sitegen.text.links import safe_url

# As the project is rendered (mkdocs.yml), with MkDocs' own defaults.
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html"]
SPECIAL = "\\`*_{}[]()#+-.!<>&|~^=:;'\"$%@/?1aé深 \n"
texts = st.text(max_size=80) | st.text(alphabet=SPECIAL, max_size=60)


def shown(html):
    soup = BeautifulSoup(f"<body>{html}</body>", "html.parser")
    return soup, " ".join(soup.get_text().split())


def python_markdown(text):
    return markdown.markdown(text, extensions=EXTENSIONS)


def commonmark(text):
    return MarkdownIt("commonmark").render(text)


@given(texts)
def test_a_paragraph_shows_the_text_letter_for_letter(raw):
    text = clean_text(raw)
    for render in (python_markdown, commonmark):
        soup, read = shown(render(escape_markdown(text)))
        assert read == text
        assert {tag.name for tag in soup.find_all()} <= {"body", "p"}


@given(texts)
def test_a_heading_shows_the_text_and_keeps_its_attributes(raw):
    text = clean_text(raw)
    if not text:
        return
    soup, read = shown(python_markdown(f"# {escape_markdown(text)} {{ #top .x }}"))
    assert read == text
    assert soup.find("h1")["id"] == "top"
    assert {tag.name for tag in soup.find_all()} == {"body", "h1"}


@given(texts)
def test_a_list_item_in_a_division_shows_the_text(raw):
    text = clean_text(raw)
    if not text:
        return
    page = f'<div class="a" markdown="1">\n\n- [{escape_markdown(text)}](x.md){{ .t }}\n\n    {escape_markdown(text)}\n    {{ .s }}\n\n</div>\n'
    soup, read = shown(python_markdown(page))
    assert read == f"{text} {text}"
    assert {tag.name for tag in soup.find_all()} == {"body", "div", "ul", "li", "p", "a"}
    assert soup.find("a")["href"] == "x.md"
    assert soup.find("p", class_="s") is not None


@given(texts, st.text(max_size=40) | st.text(alphabet="a_*;&=/#?~", max_size=20))
def test_a_link_has_its_text_and_its_address(raw, path):
    url = safe_url(f"https://x.org/{path}")
    if url is None:
        return
    source = f"[{escape_markdown(clean_text(raw) or 'x')}]({escape_url(url)})"
    for render in (python_markdown, commonmark):
        link = shown(render(source))[0].find("a")
        assert link["href"].replace("%3B", ";") == url


@given(st.lists(texts, max_size=4))
def test_an_abstract_with_addresses_is_text_and_links(parts):
    text = clean_text(" https://x.org/a_b?c=1&d=2 ".join(parts))
    soup, read = shown(python_markdown(render_with_links(text)))
    if soup.find("math"):
        return  # test_formulas.py
    assert {tag.name for tag in soup.find_all()} <= {"body", "p", "a"}
    for link in soup.find_all("a"):
        assert link["href"].startswith(("http://", "https://"))
    if not soup.find("a"):
        assert read == text


@given(texts)
def test_a_sort_key_is_safe_in_an_attribute(raw):
    key = sort_key(clean_text(raw))
    page = f'<div data-x="{key}" markdown="1">\n\nbody\n\n</div>\n'
    assert shown(python_markdown(page))[0].find("div")["data-x"] == key


@given(texts)
def test_preformatted_text_is_text(raw):
    kept = "\n".join(line for line in clean_text(raw).split("\n") if line.strip())
    page = f"<pre><code>{escape_pre(kept)}</code></pre>\n"
    soup, _ = shown(python_markdown(page))
    assert soup.find("code").get_text() == kept


@pytest.mark.parametrize("fence", ["```", "~~~", "  ```", "   ~~~~"])
def test_a_fence_in_preformatted_text_is_text(fence):
    text = f"{fence}\na\n{fence}"
    soup, _ = shown(python_markdown(f"<pre><code>{escape_pre(text)}</code></pre>\n"))
    assert soup.find("code").get_text() == text


@given(st.dictionaries(st.sampled_from(["title", "description"]), texts.map(clean_text)))
def test_front_matter_comes_back_and_ends_where_it_should(values):
    written = to_yaml(values)
    assert "\n---" not in f"\n{written}"
    assert (yaml.safe_load(written) or {}) == values


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        (" a \n b ", "a b"),
        ("\\`*_{}#", r"\\\`\*\_\{\}\#"),
        ("&<>[]", "&amp;&lt;&gt;&#91;&#93;"),
        ("- a", "&#45; a"),
        ("a - b", "a - b"),
        ("=", "&#61;"),
        ("~~~", "&#126;~~"),
        ("12. a 3. b", r"12\. a 3. b"),
        ("1) a", r"1\) a"),
        ("a 1. b", "a 1. b"),
        ("1 a", "1 a"),
        ("", ""),
    ],
)
def test_escaped_text(text, escaped):
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize("char", '-+=:~|!?%@^$"/')
def test_a_character_that_may_start_a_block_is_a_reference_at_the_start(char):
    assert escape_markdown(f"{char}a{char}") == f"&#{ord(char)};a{char}"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\n\n \nb", "a\nb"),
        ('a < b & "c"', 'a &lt; b &amp; "c"'),
        ("```\n  ~~~", "&#96;``\n  &#126;~~"),
        ("a ``` ~", "a ``` ~"),
        ("", ""),
    ],
)
def test_escaped_preformatted_text(text, escaped):
    assert escape_pre(text) == escaped


def test_an_escaped_address():
    assert escape_url("https://e.org/?a=1&b;c") == "https://e.org/?a=1&amp;b%3Bc"


def test_front_matter_is_one_line_per_value():
    values = {"title": 'A: "b"\né', "list": ["x"], "map": {"k": 1}}
    assert to_yaml(values) == 'title: "A: \\"b\\"\\né"\nlist: ["x"]\nmap: {"k": 1}'
    assert to_yaml({"a": "\x7f\x85\u2028\ufeff\ud800😀"}) == (
        'a: "\\u007f\\u0085\\u2028\\ufeff\\ud800😀"'
    )
    assert to_yaml({}) == ""


def test_what_a_template_prints_is_escaped_unless_it_is_markdown():
    assert finalize("*a*") == r"\*a\*"
    assert finalize(Markdown("*a*")) == "*a*"
    assert (finalize(None), finalize(0), finalize("")) == ("", "0", "")
    for value in (
        escape_markdown("*"),
        escape_url("a"),
        escape_pre("a"),
        to_yaml({}),
        finalize("*"),
    ):
        assert isinstance(value, Markdown)
