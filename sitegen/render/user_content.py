"""What the user adds: pages of their own, a mkdocs.yml, templates that take the place of ours.

The user's mkdocs.yml is merged as YAML nodes, so that tags such as ``!!python/name`` and ``!ENV``
stay what they are for MkDocs to read; nothing in it runs here.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.errors import BuildError
from sitegen.render.frames import dest_uri

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    _Pair = tuple[Any, yaml.Node]

#: Settings of MkDocs that are the user's to make; the others follow from sitegen.toml.
_KEYS: Final = frozenset(
    ["nav", "markdown_extensions", "plugins", "hooks", "extra", "extra_css", "extra_javascript",
     "exclude_docs", "draft_docs", "not_in_nav", "validation", "copyright", "repo_url", "repo_name",
     "edit_uri", "edit_uri_template", "watch"]
)  # fmt: skip
#: What Pagefind and our topic pages do.
_PLUGINS_OFF: Final = frozenset(["search", "material/search", "tags", "material/tags"])
_LISTS: Final = ("nav", "markdown_extensions", "plugins")
_HIDDEN: Final = re.compile(r"(?:^|/)\.")


_MAP: Final = "tag:yaml.org,2002:map"
_SEQ: Final = "tag:yaml.org,2002:seq"


@dataclass(frozen=True, slots=True)
class UserContent:
    """Where the user's own things are; None where there are none.

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
    """Put the user's templates and assets over the theme's.

    Raises:
        BuildError: they can't be read.
    """
    try:
        shutil.copytree(overrides, theme, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BuildError(f"{overrides}: the templates can't be read: {reason}") from error


def own_files(docs: Path | None) -> list[str]:
    """Return the files of a docs folder, in the order of their names, hidden ones left out.

    Raises:
        BuildError: there is no such folder.
    """
    if docs is None:
        return []
    if not docs.is_dir():
        raise BuildError(f"{docs}: there is no such folder of pages")
    found = (p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.is_file())
    return sorted(name for name in found if not _HIDDEN.search(name))


def copy_own(docs: Path, files: Iterable[str], target: Path, generated: Iterable[str]) -> None:
    """Copy the user's files among the generated pages.

    Raises:
        BuildError: a file has the name of a generated page.
    """
    taken = {dest_uri(page) for page in generated}
    for name in files:
        if (dest_uri(name) if name.endswith(".md") else name) in taken:
            raise BuildError(f"{docs / name}: sitegen makes a page of this name; rename yours")
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / name, target / name)


def own_nav(files: Iterable[str]) -> list[str]:
    """Return the pages that the navigation shows: those at the top, and each folder's index."""
    pages = [name for name in files if name.endswith(".md")]
    return [n for n in pages if "/" not in n or (n.count("/") == 1 and n.endswith("/index.md"))]


def merge_mkdocs(ours: dict[str, Any], mkdocs: Path | None, pages: Iterable[str]) -> str:
    """Return mkdocs.yml: ours, with what the user's says.

    Lists are put one after the other; of ``extra``, ours stays beside theirs. ``pages`` are in the
    navigation unless theirs has one.

    Raises:
        BuildError: the file can't be read, is not YAML, or sets what is not the user's to set.
    """
    theirs = _read(mkdocs) if mkdocs else []
    if not any(key.value == "nav" for key, _ in theirs):
        ours = {**ours, "nav": [*ours["nav"], *pages]}
    text = yaml.safe_dump(ours, allow_unicode=True, sort_keys=False)
    if mkdocs is None:
        return text
    merged = _pairs(yaml.compose(text))
    places = {key.value: place for place, (key, _) in enumerate(merged)}
    for key, value in theirs:
        name = key.value
        if name not in _KEYS:
            line = key.start_mark.line + 1
            raise BuildError(f"{mkdocs}:{line}: {name} is set by sitegen; leave it out here")
        if name == "hooks":
            _make_absolute(value, mkdocs.parent)
        added = _without(value, _PLUGINS_OFF) if name == "plugins" else value
        if name in places:
            ours_key, ours_value = merged[places[name]]
            merged[places[name]] = (ours_key, _joined(name, ours_value, added))
        else:
            merged.append((key, added))
    return str(yaml.serialize(yaml.MappingNode(_MAP, merged), allow_unicode=True))


def _read(path: Path) -> list[_Pair]:
    try:
        node = yaml.compose(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise BuildError(f"{path}: can't be read: {reason}") from error
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise BuildError(f"{path}: is not YAML: {told}") from error
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise BuildError(f"{path}:1: is not a mapping of settings")
    return _pairs(node)


def _pairs(node: yaml.Node | None) -> list[_Pair]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _joined(name: str, ours: yaml.Node, theirs: yaml.Node) -> yaml.Node:
    if name in _LISTS:
        return yaml.SequenceNode(_SEQ, [*_items(ours), *_items(theirs)])
    if isinstance(ours, yaml.MappingNode) and isinstance(theirs, yaml.MappingNode):
        kept = {key.value for key, _ in ours.value}
        added = [pair for pair in theirs.value if pair[0].value not in kept]
        return yaml.MappingNode(ours.tag, [*ours.value, *added])
    return theirs


def _items(node: yaml.Node) -> list[yaml.Node]:
    """Return a list's items; a mapping is a list of settings by name."""
    if isinstance(node, yaml.MappingNode):
        return [yaml.MappingNode(node.tag, [pair]) for pair in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _without(node: yaml.Node, names: frozenset[str]) -> yaml.Node:
    def name(item: yaml.Node) -> str:
        return str(item.value[0][0].value if isinstance(item, yaml.MappingNode) else item.value)

    kept = [item for item in _items(node) if name(item) not in names]
    return yaml.SequenceNode(_SEQ, kept)


def _make_absolute(node: yaml.Node, folder: Path) -> None:
    for item in _items(node):
        if isinstance(item, yaml.ScalarNode):
            item.value = str((folder / item.value).resolve())
