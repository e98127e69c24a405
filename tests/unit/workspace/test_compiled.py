"""Compiled templates: shared by name and source, never older than the source."""

from jinja2 import Environment, FileSystemLoader

from sitegen.workspace.compiled import CompiledTemplates, FlatEnvironment


def render(folder, cache):
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=cache)
    return environment.get_template("page.html").render(name="graphs")


def test_equal_sources_in_two_folders_are_compiled_once(tmp_path, monkeypatch):
    compiled = []
    generate = Environment._generate
    monkeypatch.setattr(
        Environment, "_generate", lambda *values, **named: compiled.append(1) or generate(*values, **named)
    )  # fmt: skip
    cache = CompiledTemplates()
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text("On {{ name }}")
        assert render(tmp_path / name, cache) == "On graphs"
    assert len(compiled) == 1


def test_another_source_is_another_template(tmp_path):
    cache = CompiledTemplates()
    for text in ("On {{ name }}", "About {{ name }}"):
        (tmp_path / "page.html").write_text(text)
        assert render(tmp_path, cache) == text.replace("{{ name }}", "graphs")


def test_items_and_attributes_of_dictionaries_are_found_as_jinja_finds_them():
    text = "{{ d.a }}{{ d.b }}{{ d.items()|list }}{{ d.x is defined }}{{ d.copy is defined }}{{ g }}{{ t.__class__ }}"
    results = set()
    for kind in (Environment, FlatEnvironment):
        environment = kind()
        environment.globals["g"] = 1
        template = environment.from_string(text, {"h": 2})
        results.add(template.render(d={"a": 1, "copy": 2}, t=""))
    assert len(results) == 1
