"""Exceptions of hooks and plugins: which one raised, and where."""

import importlib
import importlib.util

import pytest

from sitegen.render.plugin_faults import describe_fault


@pytest.fixture
def mkdocs(tmp_path):
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"hooks:\n  - {tmp_path.resolve() / 'hooks.py'}\n")
    return path


def load(path, text, name="some_module"):
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fault_of(mkdocs, function, *arguments):
    try:
        function(*arguments)
    except Exception as error:  # noqa: BLE001  - as MkDocs' caller
        return describe_fault(error, mkdocs)
    pytest.fail("nothing was raised")


def test_the_innermost_frame_of_the_hook_counts(tmp_path, mkdocs):
    path = tmp_path / "hooks.py"
    text = "def outer(f):\n    inner(f)\n\ndef inner(f):\n    f()\n"
    hook = load(path, text)
    library = load(tmp_path / "library.py", "def f():\n    raise KeyError('x')\n")
    assert fault_of(mkdocs, hook.outer, library.f) == f"{path}:5: the hook raised KeyError: 'x'"


def test_an_exception_of_other_code_has_the_innermost_place(tmp_path, mkdocs):
    library = load(tmp_path / "library.py", "def f():\n    g()\n\ndef g():\n    raise ValueError\n")
    assert fault_of(mkdocs, library.f) == f"{tmp_path / 'library.py'}:5: ValueError"


@pytest.mark.parametrize(
    ("module", "plugin"),
    [
        ("material.plugins.blog.plugin", "material/blog"),
        ("material.plugins.blog", "material/blog"),
        ("material.plugins.blog.structure.options", "material/blog"),
        ("material.plugins.tags.plugin", "material/tags"),
        ("mkdocs.contrib.search", "search"),
    ],
)
def test_a_plugin_is_named_by_its_package(tmp_path, mkdocs, module, plugin):
    importlib.import_module("mkdocs.contrib.search")
    path = tmp_path / "plugin.py"
    code = load(path, "def f():\n    raise ValueError('a\\n  b')\n", module)
    assert fault_of(mkdocs, code.f) == (f'{path}:2: the plugin "{plugin}" raised ValueError: a b')


@pytest.mark.parametrize(
    "module", ["material", "material.plugins", "material.plugins.blogger", "x"]
)
def test_a_module_outside_is_no_plugin(tmp_path, mkdocs, module):
    path = tmp_path / "plugin.py"
    code = load(path, "def f():\n    raise ValueError\n", module)
    assert fault_of(mkdocs, code.f) == f"{path}:2: ValueError"


def test_the_hook_inside_a_plugin_counts_if_it_is_innermost(tmp_path, mkdocs):
    plugin = load(tmp_path / "p.py", "def f(g):\n    g()\n", "material.plugins.blog.plugin")
    hook = load(tmp_path / "hooks.py", "def g():\n    raise OSError\n")
    assert (
        fault_of(mkdocs, plugin.f, hook.g) == f"{tmp_path / 'hooks.py'}:2: the hook raised OSError"
    )


def test_an_oserror_has_its_file(tmp_path, mkdocs):
    fault = fault_of(mkdocs, open, tmp_path / "missing")
    assert fault.endswith(f": FileNotFoundError: {tmp_path / 'missing'}: No such file or directory")


@pytest.mark.parametrize(("name", "owner"), [("hooks.py", "the hook"), ("other.py", "Python")])
def test_a_syntax_error_has_its_file_and_line(tmp_path, mkdocs, name, owner):
    path = tmp_path / name
    fault = fault_of(mkdocs, load, path, "x = 1\nif:\n")
    assert fault.startswith(f"{path}:2: {owner} raised SyntaxError: invalid syntax")


def test_a_syntax_error_without_a_line_is_in_the_first(mkdocs):
    error = SyntaxError("no")
    error.filename = "a.py"
    assert describe_fault(error, mkdocs) == "a.py:1: Python raised SyntaxError: no"
