"""Samples: which pages are rendered both ways, and when a difference is found."""

from types import SimpleNamespace

import pytest

from sitegen.render.documents import PageEntry
from sitegen.render.fidelity import find_changed_sample, read_samples
from sitegen.render.frames import BODY, Frame

SAMPLE = '---\ntitle: "T"\nkind: "paper"\n---\n\na  b\n'
SETTINGS = {"site_url": None}


def test_the_first_page_of_each_folder_is_a_sample(tmp_path):
    pages = {}
    for name, kind in [
        ("index.md", "home"), ("papers/b.md", "paper"), ("papers/a.md", "paper"),
        ("tags/x.md", "tag"),
    ]:  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"text of {name}")
        pages[name] = PageEntry("", kind)
    samples = read_samples(tmp_path, pages)
    assert list(samples) == ["papers/sample.md", "tags/sample.md"]
    text, _, syntax = samples["papers/sample.md"].partition("\n\n")
    assert text == "text of papers/b.md"
    for mark in ("$mc^2$", ":smile:", "(c)", "==a==", "H~2~O", "&#91;^1&#93;", "!!! note"):
        assert mark in syntax
    assert samples["tags/sample.md"] == "text of tags/x.md"


def rendered(*bodies, partial=False):
    slots = ("title", BODY) if partial else (BODY,)
    pieces = ("<body>", "", "</body>") if partial else ("<body>", "</body>")
    html = {f"f{n}/sample.md": f"<body>{body}</body>" for n, body in enumerate(bodies)}
    return SimpleNamespace(
        frames={"paper:1": Frame(pieces, slots)}, samples=html, settings=SETTINGS
    )


@pytest.mark.parametrize(
    ("bodies", "changed"),
    [
        (["<p>a b</p>", "<p>a\n b</p>"], ""),
        (["<p>a b</p>", "<p>c</p>"], "f1/sample.md"),
        (["<p>c</p>", "<p>d</p>"], "f0/sample.md"),
        ([], ""),
    ],
)
def test_the_first_sample_that_differs_is_returned(bodies, changed):
    capture = rendered(*bodies)
    assert find_changed_sample(dict.fromkeys(capture.samples, SAMPLE), capture, ()) == changed


@pytest.mark.parametrize(
    ("title", "changed"),
    [("", ""), ("{{ page.toc.x }}", "f0/sample.md"), ("{% if %}", "f0/sample.md")],
)
def test_a_partial_that_needs_more_than_we_have_is_a_difference(tmp_path, title, changed):
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "title.html").write_text(title)
    capture = rendered("<p>a b</p>", partial=True)
    samples = dict.fromkeys(capture.samples, SAMPLE)
    assert find_changed_sample(samples, capture, (str(tmp_path),)) == changed
