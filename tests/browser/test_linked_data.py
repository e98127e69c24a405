"""JSON-LD of papers and downloads has schema.org's words, where schema.org has them.

The npm package schema-dts is schema.org's vocabulary as types: a property that a type lacks, or a
value that a property does not take, is an error of TypeScript.
"""

import json
import re
import subprocess
from typing import get_args

import pytest

from sitegen.pages.kinds.downloads import KIND as DOWNLOADS
from sitegen.pages.linked_data import json_ld
from sitegen.paper import STATUS_ORDER, Author, Download, Paper, PaperKind
from tests.browser.conftest import HERE
from tests.conftest import need
from tests.unit.pages.builders import GRAPHS, paper, render

MODULES = HERE / "node_modules"
#: TypeScript's code of an object that is not of a type, and of a property that a type lacks.
WRONG_VALUE, WRONG_PROPERTY = "TS2322", "TS2353"
WRONG = (
    ({"@type": "Book", "pagination": "1-2"}, WRONG_PROPERTY),
    ({"@type": "Article", "author": {"@type": "Book"}}, WRONG_VALUE),
    ({"@type": "Paper"}, WRONG_VALUE),
)


def full_paper(kind):
    return Paper(
        "T", authors=(Author("Ann", orcid="0000-0002-1825-0097"), Author("Bo")), date="2020-01-31",
        year=2020, venue="Fog", doi="10.1234/a", pages="7-12", kind=kind, publisher="Mist",
        language="en", status=STATUS_ORDER[0],
        license="https://creativecommons.org/licenses/by/4.0/",
    )  # fmt: skip


def dataset(**values):
    files = (Download("downloads/papers.bib", "BibTeX", "application/x-bibtex", 638_197),)
    (page,) = render(DOWNLOADS, [paper("a", GRAPHS)], downloads=files, **values)
    return re.search(r'<script type="application/ld\+json">(.*)</script>', page.text)[1]


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    """Return a function from JSON texts to the faults of each, by TypeScript's codes."""
    assert (MODULES / "schema-dts").is_dir(), "run tests/install-browsers"

    def run(texts):
        file = tmp_path_factory.mktemp("types") / "data.ts"
        lines = (f"const value{n}: WithContext<Thing> = {text};" for n, text in enumerate(texts))
        types = json.dumps(str(MODULES / "schema-dts"))
        file.write_text(
            "\n".join([f"import type {{ Thing, WithContext }} from {types};", *lines]), "utf-8"
        )
        options = (
            "--noEmit",
            "--strict",
            "--skipLibCheck",
            "--lib",
            "es2022",
            "--module",
            "nodenext",
        )
        command = [need("node"), MODULES / "typescript" / "bin" / "tsc", *options, file]
        result = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        faults = [[] for _ in texts]
        for line, code in re.findall(r"data\.ts\((\d+),\d+\): error (\w+)", result.stdout):
            faults[int(line) - 2].append(code)
        assert bool(result.returncode) == any(faults), result.stdout
        return faults

    return run


def test_each_kind_of_paper_and_the_downloads(check):
    texts = [
        json_ld(full_paper(kind), is_publisher=is_publisher)
        for kind in (None, *get_args(PaperKind))
        for is_publisher in (True, False)
    ]
    texts += [dataset(), dataset(url="https://e.org/x/", records_license="https://e.org/l")]
    wrong = [json.dumps({"@context": "https://schema.org", **thing}) for thing, _ in WRONG]
    # One run: most of its time is the reading of the vocabulary.
    assert check([*texts, *wrong]) == [[]] * len(texts) + [[code] for _, code in WRONG]
