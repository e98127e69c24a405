"""Content that the user adds to the project: pages, a mkdocs.yml, and templates.

The user's mkdocs.yml is merged as YAML nodes: tags such as ``!!python/name`` and ``!ENV`` stay as
written for MkDocs to resolve, and nothing in the file is executed here.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.errors import BuildError, read_fault, read_remedy
from sitegen.render.frames import dest_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    #: A setting: the node of its name and the node of its value.
    _Setting = tuple[Any, yaml.Node]

#: Settings of MkDocs that the user may set; all others follow from sitegen.toml.
_USER_KEYS: Final = frozenset(
    ["nav", "markdown_extensions", "plugins", "hooks", "extra", "extra_css", "extra_javascript",
     "exclude_docs", "draft_docs", "not_in_nav", "validation", "copyright", "repo_url", "repo_name",
     "edit_uri", "edit_uri_template", "watch"]
)  # fmt: skip
#: Plugins that are left out: Pagefind replaces the search, our topic pages replace the tags.
_EXCLUDED_PLUGINS: Final = frozenset(["search", "material/search", "tags", "material/tags"])
#: Settings whose two lists are concatenated. The other lists replace ours, which has none.
_LIST_KEYS: Final = frozenset(["nav", "markdown_extensions", "plugins"])
#: Folder of a site that indexing replaces.
_INDEX_FOLDER: Final = "pagefind/"
_MAP_TAG: Final = "tag:yaml.org,2002:map"
_SEQ_TAG: Final = "tag:yaml.org,2002:seq"


@dataclass(frozen=True, slots=True)
class UserContent:
    """Paths of the user's own content, each None if absent.

    Attributes:
        docs: folder of Markdown pages.
        mkdocs: a mkdocs.yml.
        overrides: folder of templates and assets, as MkDocs' ``custom_dir``.
    """

    docs: Path | None = None
    mkdocs: Path | None = None
    overrides: Path | None = None


NO_USER_CONTENT: Final = UserContent()


def copy_overrides(overrides: Path, theme: Path) -> None:
    """Copy the user's templates and assets over the theme's.

    Raises:
        BuildError: they can't be read.
    """
    try:
        shutil.copytree(overrides, theme, dirs_exist_ok=True)
    except shutil.Error as error:
        # It lists (path, target, fault) of all files.
        path, _, fault = error.args[0][0]
        raise BuildError(
            f"{overrides}: the templates can't be read: {path}: {fault}; allow it, or remove it"
        ) from error
    except OSError as error:
        remedy = read_remedy(error)
        raise BuildError(f"{overrides}: the templates can't be read: {remedy}") from error


def list_user_files(docs: Path | None) -> list[str]:
    """Return the files below a docs folder as sorted relative paths with slashes.

    Links to folders are followed, as MkDocs follows them, except those that lead back to a folder
    that they are in. Files and folders whose names start with a dot are left out.

    Raises:
        BuildError: there is no such folder.
    """
    if docs is None:
        return []
    if not docs.is_dir():
        raise BuildError(
            f"{docs}: there is no such folder of pages; create it, or correct docs in [pages]"
        )
    return sorted(
        Path(parent, name).relative_to(docs).as_posix()
        for parent, _, names in _walk_docs(docs)
        for name in names
        # Links may be broken; pipes and sockets would block.
        if not name.startswith(".") and Path(parent, name).is_file()
    )


def has_link_loop(docs: Path) -> bool:
    """Return whether following the links below a folder would never end."""
    return any(looping for _, looping, _ in _walk_docs(docs))


def _walk_docs(docs: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder, its subfolders that would lead in a loop, and its files.

    Hidden subfolders and looping ones are not entered.
    """
    for parent, folders, names in os.walk(docs, followlinks=True):
        looping = [name for name in folders if _is_loop(docs, Path(parent, name))]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in looping]
        yield parent, looping, names


def _is_loop(docs: Path, path: Path) -> bool:
    """Return whether a subfolder is a link to a folder that holds one on the way to it."""
    if not path.is_symlink():
        return False
    target = path.resolve()
    # The route as the walk took it, since links on it may lead to each other. Two links side by
    # side to one folder are no loop: MkDocs renders its pages twice.
    route = [path.parent, *path.parent.parents][: len(path.relative_to(docs).parts)]
    return any(folder.resolve().is_relative_to(target) for folder in route)


def copy_files(docs: Path, files: Iterable[str], target: Path) -> None:
    """Copy files into a folder under their relative paths."""
    for name in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / name, target / name)


def check_user_files(docs: Path, files: Iterable[str], generated: Iterable[str]) -> None:
    """Refuse files of the user that would take the place of generated ones.

    Args:
        docs: the user's folder.
        files: relative paths of its files.
        generated: ``src_uri`` of each generated page.

    Raises:
        BuildError: a file has the name of a generated page, or lies in the index's folder.
    """
    # Names are compared as HTML: README.md and index.md are the same page.
    reserved = {dest_uri(page) for page in generated}
    for name in files:
        if (dest_uri(name) if name.endswith(".md") else name) in reserved:
            raise BuildError(f"{docs / name}: sitegen writes a page of this name; rename yours")
        if name.startswith(_INDEX_FOLDER):
            raise BuildError(
                f"{docs / name}: sitegen writes the folder {_INDEX_FOLDER}; rename yours"
            )


def user_nav(files: Iterable[str]) -> list[str]:
    """Return the pages for the navigation: those at the top, and the index of each folder there."""
    pages = [name for name in files if name.endswith(".md")]
    return [n for n in pages if "/" not in n or (n.count("/") == 1 and n.endswith("/index.md"))]


def merge_mkdocs(ours: dict[str, Any], mkdocs: Path | None, pages: Iterable[str]) -> str:
    """Return the text of mkdocs.yml: our settings, merged with the user's.

    Lists are concatenated, ours first. In mappings (``extra``, ``validation``) our keys win. The
    user's other values replace ours.

    Args:
        ours: our settings, with ``nav``.
        mkdocs: the user's file, or None.
        pages: the user's pages for the navigation, unless the user's file has one.

    Raises:
        BuildError: the file can't be read, is not YAML, or has a setting that is not the user's.
    """
    user_settings = _read_settings(mkdocs) if mkdocs else []
    if not any(key.value == "nav" for key, _ in user_settings):
        ours = {**ours, "nav": [*ours["nav"], *pages]}
    text = yaml.safe_dump(ours, allow_unicode=True, sort_keys=False)
    if mkdocs is None:
        return text
    # Both as nodes: loading the user's file would lose or run its tags.
    merged = _settings_of(yaml.compose(text))
    indexes = {key.value: index for index, (key, _) in enumerate(merged)}
    for key, value in user_settings:
        name = key.value
        if name not in _USER_KEYS:
            line = key.start_mark.line + 1
            known = ", ".join(sorted(_USER_KEYS))
            raise BuildError(f"{mkdocs}:{line}: {name} can't be set here; known are {known}")
        if name == "hooks":
            # MkDocs would look for them beside the generated mkdocs.yml.
            _make_absolute(value, mkdocs.parent)
        user_value = _drop_plugins(value) if name == "plugins" else value
        if name in indexes:
            our_key, our_value = merged[indexes[name]]
            merged[indexes[name]] = (our_key, _merge_values(name, our_value, user_value))
        else:
            merged.append((key, user_value))
    return str(yaml.serialize(yaml.MappingNode(_MAP_TAG, merged), allow_unicode=True))


def hook_files(mkdocs: Path) -> list[str]:
    """Return the values of ``hooks`` in a mkdocs.yml: absolute paths, if sitegen wrote it.

    Raises:
        BuildError: the file can't be read or is not YAML.
    """
    return [
        str(item.value)
        for key, value in _read_settings(mkdocs)
        if key.value == "hooks"
        for item in _list_items(value)
    ]


def _read_settings(path: Path) -> list[_Setting]:
    try:
        node = yaml.compose(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(read_fault(path, error)) from error
    except yaml.YAMLError as error:
        # PyYAML's messages have several lines, with the position in them.
        reason = " ".join(str(error).split())
        raise BuildError(f"{path}: is not YAML: {reason}") from error
    except RecursionError as error:
        raise BuildError(f"{path}: a setting is nested too deeply") from error
    # An empty file has no node.
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise BuildError(f"{path}:1: is not a mapping of settings")
    settings = _settings_of(node)
    for key, _ in settings:
        # YAML allows a list or a mapping as a key.
        if not isinstance(key, yaml.ScalarNode):
            line = key.start_mark.line + 1
            raise BuildError(f"{path}:{line}: a setting's name must be plain text")
    return settings


def _settings_of(node: yaml.Node | None) -> list[_Setting]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _merge_values(name: str, ours: yaml.Node, added: yaml.Node) -> yaml.Node:
    if name in _LIST_KEYS:
        return yaml.SequenceNode(_SEQ_TAG, [*_list_items(ours), *_list_items(added)])
    if isinstance(ours, yaml.MappingNode) and isinstance(added, yaml.MappingNode):
        our_keys = {key.value for key, _ in ours.value}
        extra = [setting for setting in added.value if setting[0].value not in our_keys]
        return yaml.MappingNode(ours.tag, [*ours.value, *extra])
    return added


def _list_items(node: yaml.Node) -> list[yaml.Node]:
    """Return the items of a list; MkDocs also takes a mapping, of names to options, for one."""
    if isinstance(node, yaml.MappingNode):
        return [yaml.MappingNode(node.tag, [setting]) for setting in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _drop_plugins(node: yaml.Node) -> yaml.Node:
    """Return a list of plugins without the excluded ones."""

    def name_of(item: yaml.Node) -> str:
        # A plugin is its name, or a mapping of its name to its options. MkDocs rejects "{}".
        if isinstance(item, yaml.MappingNode):
            return str(item.value[0][0].value) if item.value else ""
        return str(item.value)

    plugins = [item for item in _list_items(node) if name_of(item) not in _EXCLUDED_PLUGINS]
    return yaml.SequenceNode(_SEQ_TAG, plugins)


def _make_absolute(node: yaml.Node, folder: Path) -> None:
    for item in _list_items(node):
        if isinstance(item, yaml.ScalarNode):
            item.value = str((folder / item.value).resolve())
