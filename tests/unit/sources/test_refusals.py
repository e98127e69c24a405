"""Refusals: what texts and bytes that are no lists of papers look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources import read_sources
from sitegen.sources.reader import read_text
from sitegen.sources.refusals import UnknownFormatError, find_refusal, refuse_binary

GPL = (
    "GNU GENERAL PUBLIC LICENSE\nVersion 3\n\nCopyright (C) 2007. Everyone may copy it. Verbatim.\n"
)
MIT_IN_LONG_LINES = (
    "The MIT License\n\nCopyright (c) 2024 Jana Roe\n\n"
    f"Permission is hereby granted, free of charge. {'To any person. ' * 20}\n\n"
    f"Notice\n\nThe software is provided as is. {'No warranty. ' * 30}\n"
)
TEXTS = [
    ("paper.tex", "\\documentclass{article}\n\\title{A}\n\\begin{document}\n", "LaTeX source"),
    ("x", "\\begin{thebibliography}{9}\n\\bibitem{a} J. Roe. A title. 2001.\n", "(.bbl)"),
    ("x.aux", "\\relax \n\\citation{roe}\n", "an auxiliary file of LaTeX"),
    ("x", "From: a@b.org\nTo: c@d.org\nMessage-ID: <1@b>\n\nDear all. The paper.\n", "an e-mail"),
    ("LICENSE", GPL, "a licence"),
    ("x.txt", MIT_IN_LONG_LINES, "a licence"),
    ("CHANGELOG.md", "# Changes\n\n## 1.0\n\nFirst release. It works.\n", "a diary of changes"),
    ("x", "2024-03-01 10:00:00,123 INFO Up\n2024-03-01 10:00:02,789 ERROR No. Down.\n", "a log"),
    ("x", "#!/bin/bash\n# Build it\nmake all\n", "a script"),
    ("x", "-- Dump\nCREATE TABLE papers (\n  id INT\n);\n", "SQL"),
    ("Makefile", "# Build\nall: site\n", "a Makefile"),
    ("x", "site: a.bib\n\tsitegen build a.bib\n", "a Makefile"),
    ("x", "# Image\nFROM debian\nWORKDIR /x\nRUN make\n", "a Dockerfile"),
    ("x", "diff --git a/x b/x\n--- a/x\n+++ b/x\n", "a patch"),
    ("x", "# Clean a file\nimport re\n\ndef main(path):\n    pass\n", "a script or source code"),
    ("x.css", "/* Colours. Of the page. */\nbody { color: red; }\n", "a script or source code"),
    ("x", "# Settings\n[project]\nname = 'x'\n", "a TOML or INI file"),
    ("x", "# Settings\nname: x\nport: 80\nhosts:\n  - a: b\n", "a file of settings (YAML)"),
    ("requirements.txt", "numpy==1.26\nlxml>=5\n", "a list of Python packages"),
    ("x", '<?xml version="1.0"?><svg xmlns="x"><title>A</title></svg>', "the root <svg>, a drawing"),
    ("x", "<xml><a>hello</a>\n<b>world</b></xml>", "the root <xml>"),
    ("x", "<html><head><title>Sign in | Library</title></head></html>", "asks for a sign-in"),
    ("x", '{"cells": [], "nbformat": 4}', "a Jupyter notebook"),
    # References that name no title.
    ("x", "[1] J. Roe and M. Poe, Phys. Rev. Lett. 3, 5 (2001).\n[2] A. Coe, Sand 4, 7 (2002).\n",
     "a list of formatted references"),
    ("x", "1. Roe, see the talk in Oslo of May 2001\n2. Poe, Coe and others, 2002\n",
     "a list of formatted references"),
    ("x", "<1>\nUnique Identifier\n  3123\nTitle\n  Sand.\n", "an export of Ovid"),
    ("x", "START_RECORD\nFIELD Title:Sand\nEND_RECORD\n", "an export of SciFinder"),
    ("x", "SrcDatabase-来源库: 期刊\nTitle-题名: 虚构\n", "an export of CNKI"),
    ("x", "[12/03/2024, 10:11:12] Anna: Hi\n", "a conversation"),
    ("x", '127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2\n', "a log"),
    ("a.clj", "(ns core)\n(defn f [x] x)\n", "a script or source code"),
    ("x", '[{"id": 1, "title": "Buy milk", "completed": false}]', "a list of tasks"),
    ("x", '{"name": "x", "scripts": {"a": "b"}}', "a software package"),
    ("README.txt", "My project\n\nRun make.\n", "a README"),
    ("x", "WEBVTT\n\n00:00 --> 00:01\nHello. All.\n", "a file of subtitles"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "kind"), TEXTS)
def test_a_text_that_is_no_list_is_refused_by_its_look(name, text, kind):
    with pytest.raises(UnknownFormatError) as caught:
        read_text(text, name)
    assert str(caught.value).startswith((f"{name}: the format is unknown: ", f"{name}: is XML "))
    assert kind in str(caught.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "a PDF"), (b"\x89PNG\r\n", "an image"), (b"\xd0\xcf\x11\xe0\xa1", "Office"),
        (b"{\\rtf1", "RTF"),
        (b"\x93NUMPY\1", "NumPy"), (b"\x80\4\x95", "pickle"), (b"ID3\3", "MP3"),
    ],
)  # fmt: skip
def test_binary_files_are_refused_by_their_first_bytes(data, kind):
    with pytest.raises(UnknownFormatError, match=kind):
        refuse_binary(data, "x")
    refuse_binary(b"@misc{a}", "x")


def test_a_strong_format_is_not_asked_what_it_looks_like():
    assert find_refusal("# Build\nimport re\n", "x.py", 20) is None
    assert find_refusal("# Build\nimport re\n", "x.py", 140)


def test_a_folder_of_other_files_gives_the_papers_of_its_bibliography_alone(tmp_path):
    (tmp_path / "papers.bib").write_text("@article{a, title={Sand}, year={2016}}")
    for number, (name, text, _) in enumerate(TEXTS):
        for suffix in ("", ".txt", ".md", ".yml", ".html"):
            path = tmp_path / str(number) / f"{name}{suffix}"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
    for number, data in enumerate((b"%PDF-1.7\0", b"\x89PNG\r\n\0", b"\x7fELF\0")):
        (tmp_path / f"{number}.txt").write_bytes(data)
    reading = read_sources([str(tmp_path)])
    assert [p.title for p in reading.papers] == ["Sand"]
    assert {d.severity for d in reading.diagnostics} == {"notice"}


@given(st.text(max_size=300), st.sampled_from([None, 10, 140]), st.text("aA./-", max_size=6))
def test_any_text_has_a_sentence_or_none(head, rank, name):
    sentence = find_refusal(head, name, rank)
    assert sentence is None or "\n" not in sentence
    assert rank is not None or sentence
