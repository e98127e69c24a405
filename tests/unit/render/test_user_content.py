"""The user's pages, mkdocs.yml and templates."""

from pathlib import Path

import pytest
import yaml

from sitegen.errors import BuildError
from sitegen.render.user_content import (
    NO_USER_CONTENT,
    UserContent,
    check_user_files,
    copy_files,
    copy_overrides,
    has_link_loop,
    hook_files,
    list_user_files,
    merge_mkdocs,
    user_nav,
)

OURS = {"site_name": "S", "nav": [{"Home": "index.md"}], "plugins": [],
        "markdown_extensions": ["attr_list"], "extra": {"sitegen": {"a": 1}},
        "validation": {"nav": {"omitted_files": "ignore"}}}  # fmt: skip


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def merge(tmp_path, text, pages=()):
    path = tmp_path / "mkdocs.yml"
    path.write_text(text)
    return yaml.safe_load(merge_mkdocs(OURS, path, pages))


def fault_of(tmp_path, text):
    with pytest.raises(BuildError) as caught:
        merge(tmp_path, text)
    return str(caught.value).removeprefix(f"{tmp_path / 'mkdocs.yml'}:")


class TestFiles:
    def test_sorted_and_without_hidden_ones(self, tmp_path):
        write(tmp_path, "b.md", "a.md", "z/a.png", "a/z.md", ".git/x", "z/.x", "a/.b/c")
        assert list_user_files(tmp_path) == ["a.md", "a/z.md", "b.md", "z/a.png"]

    def test_no_folder_has_no_files(self):
        assert list_user_files(None) == []

    def test_a_missing_folder_is_a_fault(self, tmp_path):
        with pytest.raises(BuildError, match="x: there is no such folder of pages"):
            list_user_files(tmp_path / "x")

    def test_a_hidden_folder_may_be_the_folder_itself(self, tmp_path):
        write(tmp_path / ".docs", "a.md")
        assert list_user_files(tmp_path / ".docs") == ["a.md"]

    def test_links_to_folders_and_files_are_followed(self, tmp_path):
        docs, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
        write(docs, "a.md")
        write(elsewhere, "b.md", "sub/c.md")
        (docs / "more").symlink_to("../elsewhere")
        (docs / "again").symlink_to(elsewhere)
        (docs / "z.md").symlink_to(elsewhere / "b.md")
        assert list_user_files(docs) == [
            "a.md", "again/b.md", "again/sub/c.md", "more/b.md", "more/sub/c.md", "z.md",
        ]  # fmt: skip
        assert not has_link_loop(docs)

    def test_broken_links_are_left_out(self, tmp_path):
        (tmp_path / "a.md").symlink_to(tmp_path / "nowhere")
        (tmp_path / "b.md").symlink_to(tmp_path / "b.md")
        assert list_user_files(tmp_path) == []

    @pytest.mark.parametrize("target", [".", "..", "../.."])
    def test_a_link_to_a_folder_that_it_is_in_is_not_followed(self, tmp_path, target):
        docs = tmp_path / "docs"
        write(docs, "sub/a.md")
        (docs / "sub" / "loop").symlink_to(target)
        assert list_user_files(docs) == ["sub/a.md"]
        assert has_link_loop(docs)

    def test_a_loop_behind_a_link_is_not_followed(self, tmp_path):
        docs, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
        write(docs, "a.md")
        write(elsewhere, "b.md")
        (docs / "more").symlink_to(elsewhere)
        (elsewhere / "back").symlink_to(docs)
        assert list_user_files(docs) == ["a.md", "more/b.md"]
        assert has_link_loop(docs)

    def test_a_hidden_loop_is_not_entered(self, tmp_path):
        write(tmp_path, "a.md")
        (tmp_path / ".loop").symlink_to(tmp_path)
        assert list_user_files(tmp_path) == ["a.md"]

    def test_files_are_copied_with_their_folders(self, tmp_path):
        write(tmp_path / "docs", "a.md", "b/c.md", "d.md")
        copy_files(tmp_path / "docs", ["a.md", "b/c.md"], tmp_path / "copy")
        assert list_user_files(tmp_path / "copy") == ["a.md", "b/c.md"]
        assert (tmp_path / "copy" / "b" / "c.md").read_text() == "b/c.md"


class TestNamesOfGeneratedPages:
    def test_other_names_pass(self):
        check_user_files(Path("docs"), ["a.md", "papers/b.md", "pagefind.md"], ["papers/c.md"])

    @pytest.mark.parametrize("name", ["index.md", "README.md", "index.html", "papers/a.html"])
    def test_a_file_of_a_generated_pages_name_is_a_fault(self, name):
        with pytest.raises(BuildError) as caught:
            check_user_files(Path("docs"), ["z.md", name], ["index.md", "papers/a.md"])
        assert str(caught.value) == f"docs/{name}: sitegen writes a page of this name; rename yours"

    def test_another_suffix_is_another_name(self):
        check_user_files(Path("docs"), ["index.txt", "index.md.bak"], ["index.md"])

    def test_the_folder_of_the_index_is_reserved(self):
        with pytest.raises(
            BuildError, match=r"docs/pagefind/a\.md: sitegen writes the folder pagefind/"
        ):
            check_user_files(Path("docs"), ["pagefind/a.md"], [])


class TestOverrides:
    def test_they_replace_files_of_the_theme(self, tmp_path):
        write(tmp_path / "theme", "main.html", "partials/a.html")
        write(tmp_path / "over", "partials/b.html")
        (tmp_path / "over" / "main.html").write_text("mine")
        copy_overrides(tmp_path / "over", tmp_path / "theme")
        assert list_user_files(tmp_path / "theme") == [
            "main.html",
            "partials/a.html",
            "partials/b.html",
        ]
        assert (tmp_path / "theme" / "main.html").read_text() == "mine"

    def test_a_missing_folder_is_a_fault(self, tmp_path):
        with pytest.raises(BuildError) as caught:
            copy_overrides(tmp_path / "x", tmp_path / "theme")
        assert str(caught.value) == (
            f"{tmp_path / 'x'}: the templates can't be read: there is no such file; check the name"
        )

    def test_a_broken_link_is_a_fault(self, tmp_path):
        (tmp_path / "over").mkdir()
        (tmp_path / "over" / "a").symlink_to("nowhere")
        with pytest.raises(
            BuildError, match=r"the templates can't be read: .*over/a.*; allow it, or remove"
        ):
            copy_overrides(tmp_path / "over", tmp_path / "theme")


def test_the_navigation_has_top_pages_and_the_index_of_each_folder():
    files = ["a.md", "a.png", "b/c.md", "b/index.md", "b/d/index.md", "b/myindex.md", "index.txt"]
    assert user_nav(files) == ["a.md", "b/index.md"]


class TestMergedSettings:
    def test_without_a_file_ours_stay_and_pages_join_the_navigation(self):
        merged = yaml.safe_load(merge_mkdocs(OURS, None, ["a.md"]))
        assert merged == {**OURS, "nav": [{"Home": "index.md"}, "a.md"]}
        assert list(merged) == list(OURS)

    def test_an_empty_file_changes_nothing(self, tmp_path):
        assert merge(tmp_path, "") == merge(tmp_path, "# note\n") == OURS

    def test_lists_are_concatenated(self, tmp_path):
        merged = merge(
            tmp_path,
            "markdown_extensions:\n  - footnotes\nplugins:\n  macros:\n    x: 1\n  other: {}\n"
            "extra_css: [a.css]\n",
        )
        assert merged["markdown_extensions"] == ["attr_list", "footnotes"]
        assert merged["plugins"] == [{"macros": {"x": 1}}, {"other": {}}]
        assert merged["extra_css"] == ["a.css"]

    def test_the_users_navigation_follows_ours_in_place_of_the_pages(self, tmp_path):
        merged = merge(tmp_path, "nav:\n  - About: about.md\n", ["a.md"])
        assert merged["nav"] == [{"Home": "index.md"}, {"About": "about.md"}]

    def test_in_mappings_our_keys_win(self, tmp_path):
        merged = merge(
            tmp_path, "extra: {sitegen: 2, x: 1}\nvalidation: {nav: 1, links: {anchors: warn}}\n"
        )
        assert merged["extra"] == {"sitegen": {"a": 1}, "x": 1}
        assert merged["validation"] == {
            "nav": OURS["validation"]["nav"],
            "links": {"anchors": "warn"},
        }

    def test_another_kind_of_value_replaces_ours(self, tmp_path):
        assert merge(tmp_path, "extra: x\n")["extra"] == "x"

    def test_a_value_that_is_no_list_adds_nothing(self, tmp_path):
        assert merge(tmp_path, "plugins: x\n")["plugins"] == []

    @pytest.mark.parametrize("name", ["search", "material/search", "tags", "material/tags"])
    def test_plugins_that_the_site_replaces_are_left_out(self, tmp_path, name):
        merged = merge(
            tmp_path, f"plugins:\n  - {name}\n  - {name}: {{x: 1}}\n  - {{}}\n  - macros\n"
        )
        assert merged["plugins"] == [{}, "macros"]

    def test_hooks_are_relative_to_the_users_file(self, tmp_path):
        merged = merge(tmp_path, "hooks:\n  - a/hooks.py\n  - /abs/hooks.py\n")
        assert merged["hooks"] == [str(tmp_path.resolve() / "a" / "hooks.py"), "/abs/hooks.py"]
        (tmp_path / "merged.yml").write_text(yaml.safe_dump(merged))
        assert hook_files(tmp_path / "merged.yml") == merged["hooks"]

    def test_tags_stay_as_written(self, tmp_path):
        path = tmp_path / "mkdocs.yml"
        path.write_text(
            "extra:\n  key: !ENV [A, b]\nmarkdown_extensions:\n  - x: !!python/name:a.b\n"
        )
        text = merge_mkdocs(OURS, path, [])
        assert "!ENV" in text
        assert "!!python/name:a.b" in text

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (
                "# note\ntheme: x\n",
                "2: theme can't be set here; known are copyright, draft_docs, edit_uri, edit_uri_template, exclude_docs, extra, extra_css, extra_javascript, hooks, markdown_extensions, nav, not_in_nav, plugins, repo_name, repo_url, validation, watch",
            ),
            ("- a\n", "1: is not a mapping of settings"),
            ("nav: []\n? [a, b]\n: c\n", "2: a setting's name must be plain text"),
        ],
    )
    def test_faults(self, tmp_path, text, fault):
        assert fault_of(tmp_path, text) == fault

    def test_a_file_that_is_not_yaml(self, tmp_path):
        fault = fault_of(tmp_path, "nav: [\n")
        assert fault.startswith(" is not YAML: while parsing")
        assert "\n" not in fault
        assert fault_of(tmp_path, "nav: " + "[" * 20_000) == " a setting is nested too deeply"

    def test_a_file_that_can_not_be_read(self, tmp_path):
        with pytest.raises(BuildError, match=r"x\.yml: can't be read: there is no such file"):
            merge_mkdocs(OURS, tmp_path / "x.yml", [])
        (tmp_path / "latin.yml").write_bytes(b"a: \xe9\n")
        with pytest.raises(BuildError, match=r"latin\.yml: can't be read: is not UTF-8"):
            merge_mkdocs(OURS, tmp_path / "latin.yml", [])


@pytest.mark.parametrize("cls", [UserContent])
def test_values_are_frozen_and_have_slots(cls):
    assert cls.__dataclass_params__.frozen
    assert "__dict__" not in dir(cls)


def test_there_may_be_no_content():
    assert UserContent(None, None, None) == NO_USER_CONTENT
