"""Reading lists in other markup languages: what is claimed, and what is left to others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.sources import read_text
from sitegen.sources.formats import markup

URL = "https://arxiv.org/abs/2305.90001"
LISTS = {
    "org": f"* Papers\n- [[{URL}][Castles of sand]]\n",
    "rst": f"Papers\n======\n\n* `Castles of sand <{URL}>`_\n",
    "asciidoc": f"== Papers\n\n* {URL}[Castles of sand]\n",
    "mediawiki": f"== Papers ==\n* [{URL} Castles of sand]\n",
    "textile": f'h2. Papers\n\n* "Castles of sand":{URL}\n',
    "jira": f"h2. Papers\n\n* [Castles of sand|{URL}]\n",
    "dokuwiki": f"==== Papers ====\n  * [[{URL}|Castles of sand]]\n",
}


def test_name_and_rank():
    assert (markup.NAME, markup.RANK) == ("markup", 139)


@pytest.mark.parametrize("name", LISTS)
def test_each_language_is_claimed_and_read(name):
    assert markup.sniff(LISTS[name])
    (paper,) = read_text(LISTS[name], "x").papers
    assert (paper.title, paper.arxiv_id) == ("Castles of sand", "2305.90001")
    assert paper.origins[0].line == LISTS[name].split("Castles")[0].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "* TODO Buy milk\n* DONE Call Ann\n:PROPERTIES:\n:ID: 1\n:END:\n",
        "#+TITLE: Diary\n* Monday\nIt rained. [[https://example.org][A page]]\n",
        "Guide\n=====\n\nInstallation\n------------\n\nSee `the docs <https://example.org>`_.\n",
        "= Manual\n\nSee https://example.org/docs[the documentation] for more.\n",
        "== History ==\nThe [https://example.org town] was founded in 1020.<ref>A book</ref>\n",
        'Read "the docs":https://example.org/docs first.\n',
        f"- [Castles of sand]({URL})\n- [[{URL}|x]]\n",
        f"@article{{x, title={{A}}, note={{[[{URL}][a]]}}}}\n",
        f'{{"a": "[[{URL}][Castles]]"}}',
    ],
)
def test_other_texts_are_not_claimed(text):
    assert not markup.sniff(text)


def test_a_text_without_signs_of_a_language_is_a_diagnostic():
    (fault,) = markup.read("Text.\n", "x").diagnostics
    assert fault.message.startswith("no link of a known markup language")
    with pytest.raises(SourceError):
        read_text("* TODO Buy milk\n", "todo.org")


PIECES = st.sampled_from(
    [f"[[{URL}][Sand]]", f"`Sand <{URL}>`_", f"{URL}[Sand]", f"[{URL} Sand]", f'"Sand":{URL}', "* ", "** ", "- ",
     "== ", " ==", "|===", "{|", "|-", "|}", "| a ", "!! ", "{{cite journal|title=Sand", "|last=Roe", "}}", "\n", "\n\n",
     ":PROPERTIES:\n", ":TITLE: x\n", ":END:\n", "=====\n", ".. ", "#+begin_src\n", "h1. ", "^ ", "''", "//", "~"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_papers_or_faults_on_its_lines(text):
    reading = markup.read(text, "x")
    lines = text.count("\n") + 1
    assert all(paper.title and 1 <= paper.origins[0].line <= lines for paper in reading.papers)
    assert all(1 <= fault.line <= lines for fault in reading.diagnostics)
