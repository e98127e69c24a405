"""JSON objects that are no papers, and what they are."""

import json

import pytest

from sitegen.errors import SourceError
from sitegen.sources import read_text
from sitegen.sources.formats import json_document
from sitegen.sources.json.kinds import foreign_kind

PACKAGE = {"name": "hat-tools", "version": "1.2.0", "author": "Jana Roe", "license": "MIT",
           "description": "Tools for hats.", "main": "index.js"}  # fmt: skip
FOREIGN = [
    (PACKAGE, "a software package"),
    ({k: v for k, v in PACKAGE.items() if k != "version"}, "a software package"),
    ({"name": "roe/hats", "description": "Hats.", "require": {"php": ">=8"},
      "authors": [{"name": "Jana Roe", "email": "j@x.org"}]}, "a software package"),
    ({"project": {**PACKAGE, "authors": [{"name": "Jana Roe"}]}}, ""),
    ({"@context": "https://doi.org/10.5063/schema/codemeta-2.0", "@type": "SoftwareSourceCode",
      "name": "hats", "version": "1.0"}, "a software package"),
    ({"type": "FeatureCollection", "name": "hats", "features": []}, "a map (GeoJSON)"),
    ({"type": "Topology", "title": "Hats", "author": "Jana Roe"}, "a map (GeoJSON)"),
    ({"compilerOptions": {"strict": True}, "title": "T", "author": "R"}, "TypeScript"),
    ({"openapi": "3.1.0", "info": {"title": "Hats", "version": "1", "description": "D."},
      "paths": {}}, "a description of an API"),
    ({"log": {"version": "1.2", "creator": {"name": "Firefox", "version": "1"},
              "pages": [{"title": "Hats", "id": "page_1"}], "entries": []}}, "(HAR)"),
    ({"cells": [], "metadata": {"title": "T", "authors": [{"name": "R"}]}},
     "a Jupyter notebook"),
    ({"title": "Titel", "authors": "Autoren", "search": "Suche"}, "an interface's texts"),
    ({"manifest_version": 3, "name": "Hats", "version": "1", "author": "R"}, "manifest.json"),
    ({"short_name": "Hats", "name": "Hats of all", "description": "D.", "icons": []},
     "manifest.json"),
    ({"search_string": "SO=(Hats)", "title": "Hats", "authors": [{"name": "R"}]}, "search filter"),
    ({f"word{n}": "w." for n in range(300)} | {"title": "tit.", "author": "auth."}, "dictionary"),
    ({"$schema": "x", "title": "Hats", "description": "D."}, "a schema"),
    ({"location": "a/", "text": "Hats.", "title": "Hats"}, "search index"),
    ({"title": "My Paper", "author": "Your Name", "open_source_license": ["MIT", "BSD"]},
     "a template of a project"),
    ({"title": "Hats", "author": "J. Roe", "description": "D.", "baseurl": "/", "theme": "plain"},
     "the settings of a website"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind"), FOREIGN)
def test_an_object_that_is_no_paper_is_refused_by_its_kind(value, kind):
    # The reader itself: a file that starts like some of these is refused before it is read.
    result = json_document.read(json.dumps(value, indent=1), "x.json")
    assert not result.papers
    assert kind in " ".join(diagnostic.message for diagnostic in result.diagnostics)


def test_a_template_with_variables_is_refused_before_it_is_read():
    text = '{\n  "title": "{{ cookiecutter.project_name }}",\n  "author": "Your name"\n}'
    with pytest.raises(SourceError, match="looks like a template of a project"):
        read_text(text, "cookiecutter.json")


def test_a_list_of_packages_is_no_list_of_papers():
    result = read_text(json.dumps([PACKAGE, {"name": "pip", "version": "24"}]), "x.json")
    assert (len(result.papers), len(result.diagnostics)) == (0, 2)
    assert "a software package" in result.diagnostics[1].message


@pytest.mark.parametrize(
    "paper",
    [
        {"name": "A study of hats", "version": "2", "doi": "10.1/x"},
        {"title": "Hats", "version": "v1", "license": "CC BY", "authors": ["Jana Roe"]},
        {"$schema": "hep.json", "title": "Hats", "authors": [{"full_name": "Roe, J"}]},
        {"title": "Authors", "abstract": "We study authors.", "authors": "Jana Roe"},
        {"@type": "Dataset", "name": "Hats", "version": "1", "creator": {"name": "Jana Roe"}},
        {"@context": "https://w3id.org/codemeta/3.0", "@type": "SoftwareSourceCode", "name": "hats",
         "version": "1", "author": [{"givenName": "Jana", "familyName": "Roe"}]},
    ],
)  # fmt: skip
def test_a_paper_may_have_some_of_their_keys(paper):
    assert foreign_kind(paper) == ""
    assert len(read_text(json.dumps(paper, indent=1), "x.json").papers) == 1
