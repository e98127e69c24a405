"""The theme's styles and scripts: minified, and named by content."""

import hashlib
import re
import shutil

from sitegen.render.assets import pack_assets
from sitegen.render.theme import theme_folder


def test_styles_and_scripts_are_minified_and_renamed(tmp_path):
    (tmp_path / "b.js").write_text("var a = 1;  // note\nvar b = 'é';\n", encoding="utf-8")
    (tmp_path / "a.css").write_text("p {  color: red; }\n")
    (tmp_path / "logo.svg").write_text("<svg>  </svg>")
    (tmp_path / "folder").mkdir()
    names = pack_assets(tmp_path)
    assert list(names) == ["a.css", "b.js"]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        [*names.values(), "folder", "logo.svg"]
    )
    assert (tmp_path / names["a.css"]).read_text() == "p{color:red}"
    script = (tmp_path / names["b.js"]).read_bytes()
    assert script == "var a=1;var b='é';".encode()
    assert re.fullmatch(r"b\.[0-9a-f]{8}\.js", names["b.js"])
    assert names["b.js"] == f"b.{hashlib.sha256(script).hexdigest()[:8]}.js"


def test_the_name_changes_with_the_content_alone(tmp_path):
    names = []
    for number, text in enumerate(["p { a: b }", "p  {a:b}", "p { a: c }"]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.css").write_text(text)
        names.append(pack_assets(folder)["a.css"])
    assert names[0] == names[1] != names[2]


def test_the_scripts_of_the_search_page_are_one_file_in_the_order_in_which_they_run(tmp_path):
    for name in ("search.js", "words.js", "engine.js", "site.js"):
        (tmp_path / name).write_text(f"// note\n(function () {{ run('{name}'); }})();\n")
    names = pack_assets(tmp_path)
    assert list(names) == ["answers.js", "site.js"]
    script = (tmp_path / names["answers.js"]).read_text()
    assert re.findall(r"run\('(\w+)", script) == ["words", "engine", "search"]
    assert len(list(tmp_path.iterdir())) == 2


def test_all_scripts_of_the_theme_are_in_a_page(tmp_path):
    shutil.copytree(theme_folder() / "assets" / "sitegen", tmp_path, dirs_exist_ok=True)
    names = pack_assets(tmp_path)
    assert list(names) == [
        "answers.js", "citations.js", "coins.js", "days.css", "draft.css", "draft.js",
        "early.js", "filter.js", "go.js", "inflate.js", "list-actions.js", "list.css",
        "list.js", "lists.css", "meaning.js", "offline.js", "paper.css", "paper.js",
        "previews.js", "prose.css", "refinements.js", "search.css", "searchbox.js", "site.js",
        "sitegen.css", "trail.js", "visits.js", "years.js",
    ]  # fmt: skip


def test_a_script_names_what_it_loads_by_its_content(tmp_path):
    scripts = []
    for text in ("run();", "walk();"):
        folder = tmp_path / text
        folder.mkdir()
        (folder / "a.js").write_text("load('asset:more.js');")
        (folder / "more.js").write_text(text)
        names = pack_assets(folder)
        assert (folder / names["a.js"]).read_text() == f"load('{names['more.js']}');"
        scripts.append(names["a.js"])
    assert scripts[0] != scripts[1]


def test_an_empty_folder_has_no_names(tmp_path):
    assert pack_assets(tmp_path) == {}
