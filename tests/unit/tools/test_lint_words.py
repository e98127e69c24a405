"""The linter of names and prose: what it reports, on which line, and what it leaves alone."""

import subprocess
import sys

import pytest

from tools.lint_words import ROOT, Fault, find_faults, find_files


def faults(text, path="sitegen/x.py"):
    return [(fault.line, fault.message.split("'")[1]) for fault in find_faults(path, text)]


def test_a_clean_module_has_no_faults():
    assert faults('"""Return the records."""\n\nrecords = ["a"]  # newest first\n') == []


def test_a_fault_is_printed_with_file_and_line():
    (fault,) = find_faults("sitegen/x.py", "\nfound = 1\n")
    assert fault == Fault("sitegen/x.py", 2, "the name 'found' is vague; name what the value is")
    assert str(fault).startswith("sitegen/x.py:2: the name 'found'")


@pytest.mark.parametrize(
    "code",
    [
        "found = 1",
        "found: int = 1",
        "found += 1",
        "a, (b, *found) = c",
        "for found in a: pass",
        "a = [found for found in b]",
        "(found := 1)",
        "with a as found: pass",
        "def f(found): pass",
        "def f(*found): pass",
        "def f(*, found=1): pass",
        "f = lambda found: 1",
        "def found(): pass",
        "async def found(): pass",
        "class found: pass",
        "self.found = 1",
        "import a as found",
        "from a import b as found",
        "try: pass\nexcept E as found: pass",
        "match a:\n    case [*found]: pass",
        "match a:\n    case {**found}: pass",
        "match a:\n    case found: pass",
    ],
)
def test_every_binding_of_a_vague_name_is_reported(code):
    assert [name for _, name in faults(code)] == ["found"]


@pytest.mark.parametrize("name", ["_found", "__found", "found_", "Found", "_FOUND"])
def test_underscores_and_case_do_not_hide_a_name(name):
    assert faults(f"{name} = 1") == [(1, name)]


@pytest.mark.parametrize(
    "code",
    [
        "print(found)",
        "a = b.found",
        "f(found=1)",
        "import found",
        "found_papers = 1",
        "a = 'found'",
    ],
)
def test_uses_and_compounds_are_not_reported(code):
    assert faults(code) == []


@pytest.mark.parametrize("path", ["benchmarks/x.py", "tools/x.py"])
def test_names_of_scripts_are_checked(path):
    assert faults("other = 1", path) == [(1, "other")]


@pytest.mark.parametrize("path", ["tests/unit/test_x.py", "sitegenerator.py"])
def test_names_elsewhere_are_not_checked(path):
    assert faults("before = 1", path) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "told", "Told", "anew", "whoever", "Whoever", "likewise", "makeshift", "is none", "are none",
        "of its own", "by itself", "as it stands", "tells of", "tell what", "tells how",
        "a page a paper", "A file a page", "a word a token",
    ],
)  # fmt: skip
def test_each_odd_phrase_is_reported(phrase):
    assert faults(f"Text {phrase} text.\n", "docs/x.md") == [(1, phrase)]


@pytest.mark.parametrize(
    "text",
    ["untold", "renewed", "is None", "are nonetheless", "tell a paper", "tells off",
     "a page of a paper", "a page, a paper", "a page a book", "by oneself", "of its owner"],
)  # fmt: skip
def test_what_only_resembles_a_phrase_is_not_reported(text):
    assert faults(f"Text {text} text.\n", "docs/x.md") == []


@pytest.mark.parametrize(
    "code",
    ['"""Is told."""', "'is told'", "# is told", "a = 1  # is told", "f'{a} is told'",
     "rb'is told'", "f(r'''is told''')"],
)  # fmt: skip
def test_docstrings_strings_and_comments_are_searched(code):
    assert faults(f"\n{code}\n", "tests/x.py") == [(2, "told")]


def test_code_is_not_searched():
    assert faults("told(likewise, 'a').told\n", "tests/x.py") == []


@pytest.mark.parametrize(
    "code",
    [
        '"""Done by\n    itself."""',
        "    # done by\n    # itself",
        "a = ('done by '\n     'itself')",
    ],
)
def test_a_phrase_is_recognized_across_lines(code):
    assert faults(f"if a:\n  pass\n{code}\n".replace("    #", "#"), "tests/x.py") == [
        (3, "by itself")
    ]


def test_a_phrase_does_not_span_code():
    assert faults("f('done by', 'itself')\na = 1  # by\nb = 2  # itself\n", "tests/x.py") == []


@pytest.mark.parametrize("text", ["`told`", "``a told b``", "```\ntold ` told\n```"])
def test_code_in_backticks_is_not_searched(text):
    assert faults(f"Text\n{text}\nanew\n", "docs/x.md") == [(text.count("\n") + 3, "anew")]


def test_backticks_in_different_strings_are_no_pair():
    assert faults("f('`', 'told', '`')\n", "tests/x.py") == [(1, "told")]


@pytest.mark.parametrize("suffix", ["md", "j2", "js", "css", "html"])
def test_text_files_are_searched_as_a_whole(suffix):
    assert faults("\n\nis told", f"theme/x.{suffix}") == [(3, "told")]


def test_only_the_newest_release_of_the_changelog_is_searched():
    text = "# Changes\n\n## 2.0\n\n- told\n\n## 1.0\n\n- told\n"
    assert faults(text, "CHANGELOG.md") == [(5, "told")]
    assert faults("# Changes\n\n## 1.0\n\n- told\n", "CHANGELOG.md") == [(5, "told")]


def test_faults_are_ordered_by_line():
    assert faults("# told\nfound = 1\n# anew\n") == [(1, "told"), (2, "found"), (3, "anew")]


def test_files_of_the_checkout_leave_fixtures_out(tmp_path):
    paths = [
        "sitegen/a.py", "sitegen/templates/a.j2", "tests/unit/test_a.py", "theme/a.css", "README.md",
        "tests/fixtures/a.md", "tests/browser/node_modules/a.js", "examples/a.md", "docs/a.png",
    ]  # fmt: skip
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    names = {path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)}
    assert names == set(paths[:5])


@pytest.mark.parametrize(("text", "status"), [("a = 1\n", 0), ("# told\n", 1)])
def test_the_exit_status_says_whether_there_are_faults(tmp_path, text, status):
    (tmp_path / "x.py").write_text(text)
    command = [sys.executable, ROOT / "tools" / "lint_words.py", tmp_path / "x.py"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == status
    assert len(run.stdout.splitlines()) == status
