"""The Content-Security-Policy of pages."""

import base64
import hashlib
from pathlib import Path

import pytest

from sitegen.render.policy import (
    content_security_policy,
    describe_blocked,
    find_blocked,
    header_policy,
)
from sitegen.render.theme import theme_folder

PLAIN = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; "
    "object-src 'none'; form-action 'self' file:; base-uri 'none'"
)


def source(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(body, policy=PLAIN):
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    return (
        f'<!doctype html><html><head><meta charset="utf-8">{meta}</head><body>{body}</body></html>'
    )


def test_the_theme_has_no_script_inside_its_templates():
    assert content_security_policy(theme_folder()) == PLAIN
    assert header_policy(PLAIN) == f"{PLAIN}; frame-ancestors 'none'"


def test_what_a_template_holds_is_allowed_by_its_hash(tmp_path):
    (tmp_path / "partials").mkdir()
    (tmp_path / "main.html").write_bytes(
        b'{% extends "sitegen.html" %}<script>a()\r\nb()</script><style media="all">p{}</style>'
    )
    (tmp_path / "partials" / "x.html").write_text(
        '<script src="x.js"></script><SCRIPT>c("<")</SCRIPT><script>d("{{ page.title }}")</script>'
    )
    policy = content_security_policy(tmp_path)
    scripts = sorted([source("a()\nb()"), source('c("<")')])
    assert f"script-src 'self' 'wasm-unsafe-eval' {' '.join(scripts)}; " in policy
    assert f"style-src 'self' {source('p{}')}" in policy
    assert find_blocked(page("<script>a()\nb()</script><style>p{}</style>", policy)) == []
    assert find_blocked(page("<script>a()</script>", policy)) == ["a <script> inside the page"]


@pytest.mark.parametrize(
    ("body", "blocked"),
    [
        ("<p>Text</p><img src='a.png'><a href='https://e.org'>e</a>", []),
        ("<script src='/a.js'></script><script type='application/json'>{}</script>", []),
        ("<img src='data:image/png;base64,AA'><link rel=canonical href='https://e.org/'>", []),
        ("<script>a()</script>", ["a <script> inside the page"]),
        ("<script type=' Module '>a()</script>", ["a <script> inside the page"]),
        ("<style>p{}</style>", ["a <style> inside the page"]),
        ("<p style='color: red'>x</p><p style='top: 0'>x</p>", ["a style attribute"]),
        ("<p onclick='a()'>x</p>", ["the attribute onclick"]),
        ("<a href=' JavaScript:a()'>x</a>", ["a javascript: address of a link"]),
        ("<script src='https://cdn.e.org/a.js'></script>", ["a script of cdn.e.org"]),
        ("<script src='//cdn.e.org/a.js'></script>", ["a script of cdn.e.org"]),
        ("<link rel='preload Stylesheet' href='http://e.org/a.css'>", ["a style sheet of e.org"]),
        ("<img src='https://e.org:81/b.svg'>", ["an image of e.org:81"]),
        ("<iframe src='https://v.org/1'></iframe>", ["a frame of v.org"]),
        ("<form action='https://f.org'></form>", ["a form of f.org"]),
        ("<img src='http://[x'>", []),
    ],
)
def test_what_a_policy_blocks_is_listed(body, blocked):
    assert find_blocked(page(body)) == blocked
    assert find_blocked(page(body, "")) == []


def test_a_sentence_names_the_page_and_the_remedy():
    pages = [("a.html", page("<p>x</p>")), ("b.html", page("<p style='top: 0' onblur='a()'>x</p>"))]
    (sentence,) = describe_blocked(pages)
    assert sentence == (
        "b.html: the Content-Security-Policy blocks a style attribute, the attribute onblur; "
        "put it into files of the site, or set [theme] content_security_policy = false"
    )


def test_the_documentation_shows_the_header():
    text = (Path(__file__).parents[3] / "docs" / "hosting.md").read_text("utf-8")
    policy = header_policy(content_security_policy(theme_folder()))
    for line in (
        f'    add_header Content-Security-Policy "{policy}" always;\n',
        f'    Header always set Content-Security-Policy "{policy}"\n',
        f"    /*\n      Content-Security-Policy: {policy}\n",
    ):
        assert line in text
    assert text.count("default-src") == 3
