"""reStructuredText: links, targets, roles, headings."""

from sitegen.sources.formats import markup
from sitegen.sources.markups import rst

URL = "https://arxiv.org/abs/2305.90001"


def test_links_targets_and_roles_are_read():
    text = (
        f"List\n====\n\nSand\n****\n\n* `Castles\n  of sand <{URL}>`__\n#. `Deep dunes`_\n* **Grains**, :doi:`10.9999/x`\n\n"
        ".. _Deep dunes: https://arxiv.org/abs/2305.90002\n"
    )
    papers = markup.read(text, "x.rst").papers
    assert [(p.title, p.arxiv_id or p.doi, p.keywords) for p in papers] == [
        ("Castles of sand", "2305.90001", ("Sand",)),
        ("Deep dunes", "2305.90002", ("Sand",)),
        ("Grains", "10.9999/x", ("Sand",)),
    ]


def test_directives_and_adornments_leave_blank_lines():
    lines = dict(rst.convert("====\nSand\n====\n\n.. note::\n\n   Text.\n\nMore\n----\n"))
    assert (lines[2], lines[9]) == ("# Sand", "## More")
    assert not any(lines[number] for number in (1, 3, 4, 5, 6, 7, 8, 10))
