"""No value that a template of the theme prints is markup, in any template and any branch."""

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from lxml import etree

from sitegen.locale import ENGLISH
from sitegen.render.theme import theme_folder
from sitegen.render.translation import translate_source
from tests.unit.templates import PAYLOADS, Value, environment_of, structure, variables_of

#: Material's translations are not ours to test.
LANGUAGE = "{% macro t(key) %}{{ {'language': 'en', 'direction': 'ltr'}[key] }}{% endmacro %}"
#: HTML that MkDocs or another template has made.
HTML_VALUES = {"page.content"}


class _Environment(Environment):
    """Templates as a project has them; ``page.content`` is empty: it is HTML and not a value."""

    def preprocess(self, source, name=None, filename=None):
        for value in HTML_VALUES:
            source = source.replace(f"{{{{ {value} }}}}", "")
        return super().preprocess(translate_source(source, ENGLISH), name, filename)


@pytest.fixture(scope="module")
def environment():
    language = DictLoader({"partials/language.html": LANGUAGE})
    loaders = [FileSystemLoader(theme_folder()), language]
    environment = environment_of(_Environment)(loader=ChoiceLoader(loaders))
    environment.filters["url"] = str
    # MkDocs escapes the addresses of scripts itself.
    environment.filters["script_tag"] = lambda _script: ""
    return environment


def names(*endings):
    folder = theme_folder()
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in endings and path.stat().st_size
    )


def render(environment, name, text):
    values = dict.fromkeys(variables_of(environment, name), Value(text))
    common = dict.fromkeys(["config", "page", "nav", "kind", "sg", "mkdocs_version"], Value(text))
    return environment.get_template(name).render(common | values)


def test_all_templates_are_tried():
    assert {
        "404.html",
        "main.html",
        "partials/header.html",
        "partials/head.html",
    } <= set(names(".html"))
    assert names(".xml") == ["opensearch.xml", "sitemap.xml"]


@pytest.mark.parametrize("name", names(".html"))
def test_no_value_adds_elements_attributes_or_schemes(environment, name):
    plain = structure(render(environment, name, "word"))
    for payload in PAYLOADS:
        # Addresses of the site's own start with "assets/" or are MkDocs'.
        hostile = structure(render(environment, name, payload))
        extra = {key for key in hostile - plain if key[0] not in {"href", "src", "action"}}
        assert not extra, payload
        assert not plain - hostile, payload


@pytest.mark.parametrize("name", names(".xml"))
def test_no_value_breaks_xml(environment, name):
    def tags(text):
        tree = etree.fromstring(render(environment, name, text).strip().encode())
        return [(element.tag, sorted(element.attrib)) for element in tree.iter()]

    for payload in PAYLOADS:
        # XML has no controls at all; clean texts and settings have none.
        text = "".join(char for char in payload if char >= " " or char in "\n\t")
        assert tags(text) == tags("word"), payload
