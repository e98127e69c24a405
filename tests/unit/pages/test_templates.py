"""No value that a template prints is markup, in any template and any branch."""

import functools
import json

import markdown
import pytest
import yaml

from sitegen.pages import environment as environment_module
from sitegen.pages.context import SiteContext
from sitegen.render.chunks import split_front_matter
from sitegen.render.markdown import to_html
from sitegen.workspace.compiled import FlatEnvironment
from tests.unit.pages.builders import site
from tests.unit.pages.test_escape import EXTENSIONS
from tests.unit.templates import PAYLOADS, Value, environment_of, structure, variables_of

#: Each payload is compared with the same plain texts.
CONVERTERS = (
    functools.cache(to_html),
    functools.cache(lambda text: markdown.markdown(text, extensions=EXTENSIONS)),
)


@pytest.fixture(scope="module")
def environment():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment_module, "FlatEnvironment", environment_of(FlatEnvironment))
        # It compiles templates in its way.
        patch.setattr(environment_module, "_COMPILED_TEMPLATES", None)
        return SiteContext([], site())._environment


def names(environment):
    return [name for name in environment.list_templates(["j2"]) if not name.startswith("_")]


def render(environment, name, text):
    value = Value(text)
    values = dict.fromkeys(variables_of(environment, name) - {"macros", "dict"}, value)
    # Front matter is a dictionary that a view makes.
    values["front"] = {"title": text, "kind": "x", "citation": {"title": text, "authors": [text]}}
    return environment.get_template(name).render(values)


def test_all_templates_are_tried(environment):
    assert {"home.md.j2", "paper.md.j2", "papers.md.j2", "search.md.j2", "tag.md.j2"} <= set(
        names(environment)
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_value_adds_elements_attributes_or_schemes(environment, payload):
    for name in names(environment):
        plain, hostile = (render(environment, name, text) for text in ("word", payload))
        _, plain_body = split_front_matter(plain)
        meta, body = split_front_matter(hostile)
        assert yaml.safe_load(hostile.split("\n---\n")[0]) == meta
        for convert in CONVERTERS:
            assert structure(convert(body)) == structure(convert(plain_body)), name


def test_front_matter_is_json_of_the_value(environment):
    text = render(environment, "home.md.j2", '"\n---\n')
    assert json.loads(text.splitlines()[1].partition(": ")[2]) == '"\n---\n'
