"""The normal form of HTML: what browsers show alike is equal, and nothing else is."""

import pytest

from sitegen.render.html_diff import normal_form


def body(html):
    return normal_form(f"<body>{html}</body>")


def test_tags_attributes_and_texts_in_order():
    assert normal_form('<p b="2" a="1">x <i>y</i> z</p>') == [
        ("html", []), ("body", []), ("p", [("a", "1"), ("b", "2")]), "x ", ("i", []), "y", "/i",
        " z", "/p", "/body", "/html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("<p>a  \n b</p>", "<p>a b</p>"),
        ("<p>a</p>\n\n<p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<!-- c --></p>", "<p>a</p>"),
        ('<p id="a" class="b">x</p>', '<p class="b" id="a">x</p>'),
        ("<p>\n a</p>", "<p> a</p>"),
        ("<p>&amp;&#65;</p>", "<p>&amp;A</p>"),
        ("<ul><li>a</ul>", "<ul><li>a</li></ul>"),
    ],
)
def test_alike(left, right):
    assert body(left) == body(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("<p>a <b>c</b></p>", "<p>a<b>c</b></p>"),
        ("<p><b>c</b> a</p>", "<p><b>c</b>a</p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<pre><code>a\n\nb</code></pre>", "<pre><code>a\nb</code></pre>"),
        ("<pre><b>a</b>  <b>b</b></pre>", "<pre><b>a</b> <b>b</b></pre>"),
        ("<textarea>a  b</textarea>", "<textarea>a b</textarea>"),
        ("<style>a  b</style>", "<style>a b</style>"),
        ("<script>a  b</script>", "<script>a b</script>"),
        ('<p id="a">x</p>', '<p id="b">x</p>'),
        ("<p>a</p>", "<div>a</div>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<div><p>a</p>b</div>", "<div><p>a</p></div>b"),
    ],
)
def test_not_alike(left, right):
    assert body(left) != body(right)


def test_text_after_a_verbatim_element_is_not_verbatim():
    assert body("<pre>a</pre>b  c") == body("<pre>a</pre>b c")


def test_text_after_a_comment_counts():
    assert body("<p>a<!-- c -->b</p>") != body("<p>a</p>")
