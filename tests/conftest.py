"""Shared by all tests: the example's site, built once, and small inputs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LISTING = ROOT / "examples" / "hf-papers-transformers.txt"
ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_addoption(parser):
    parser.addoption("--rewrite-golden", action="store_true", help="write what is expected anew")


@pytest.fixture(scope="session")
def listing():
    return LISTING


@pytest.fixture
def golden(request):
    """Compare a text with its expected file; ``make golden`` writes the files anew."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing; make golden writes it"
        assert text == path.read_text(encoding="utf-8")

    return compare


def run_sitegen(*arguments, cwd=None, env=None, **options):
    """Run the command line as a user does; returns the finished process."""
    command = [sys.executable, "-m", "sitegen", *map(str, arguments)]
    environment = {**os.environ, **(env or {})}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, **options
    )


@pytest.fixture(scope="session")
def sitegen():
    return run_sitegen


@pytest.fixture(scope="session")
def example_site(tmp_path_factory):
    """The example's site in a folder whose name holds all that breaks addresses."""
    folder = tmp_path_factory.mktemp("example") / "Papers & notes #1 100% ü"
    folder.mkdir()
    config = ROOT / "examples" / "sitegen.toml"
    done = run_sitegen("build", "-c", config, "-o", folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


#: Papers with everything a source can tell, and with everything that hostile input can hold.
RECORDS = """\
{"id": "vaswani2017", "title": "Attention Is All You Need", "abstract": "We propose the Transformer, \
a network architecture based on attention mechanisms. Code: https://github.com/tensorflow/tensor2tensor.", \
"authors": ["Ashish Vaswani", "Noam Shazeer", "Łukasz Kaiser", "Niki Parmar", "Jakob Uszkoreit"], \
"year": 2017, "venue": "NeurIPS", "arxiv_id": "1706.03762v5", "date": "2017-06-12"}
{"id": "evil", "title": "<script>alert(1)</script> {{ 7*7 }} {% raw %} [x](javascript:alert(2)) --- # *b* _i_ `c` {.cls}", \
"abstract": "---\\ntitle: x\\n---\\n<img src=x onerror=alert(3)> [y](javascript:alert(4)) \\u202egnp.exe\\u0000 &lt;b&gt; &copy; 1. one ~~~ ``` ![z](http://e.test/p.png) <!-- c --> ]]> \\\\ $a_b^c$", \
"authors": ["Robert'); DROP TABLE <b>", "\\"Quote\\" O'Neil & Söhne"], "year": 2020, "venue": "A & B <i>", \
"url": "javascript:alert(5)", "pdf": "https://e.test/a_b(c)[d]*e*.pdf?x=1&copy=2;y=\\"'"}
{"id": "../../etc/passwd", "title": "深層学習による日本語の解析", "abstract": "日本語の要旨。形態素解析を行う。", "authors": ["山田太郎"]}
{"id": "con", "title": "Same title", "abstract": "First abstract of that title, on attention mechanisms."}
{"title": "Same Title", "abstract": "Another paper whose title differs only in case, on attention mechanisms."}
{"title": "same title", "abstract": "A third one, on graph neural networks and attention mechanisms."}
"""


@pytest.fixture(scope="session")
def records_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    path.write_text(RECORDS, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def records_site(tmp_path_factory, records_file):
    """A small site of papers with all fields and of hostile ones."""
    folder = tmp_path_factory.mktemp("records-site")
    done = run_sitegen("build", records_file, "-o", folder / "site", "--strict")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def need(*names: str) -> str:
    """Return the first of some programs that is installed; fail on CI, skip elsewhere."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"none of {', '.join(names)} is installed; run tests/install-browsers"
    if ON_CI:
        pytest.fail(message)
    pytest.skip(message)
