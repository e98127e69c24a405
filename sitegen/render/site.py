"""Render a project to HTML the fast way: MkDocs renders the frames and the user's pages.

Each generated page is put into its frame (see ``chunks``); one that has not changed is reused from
the previous site. ``render_plain`` lets MkDocs render all: the same documents, slower.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from sitegen.errors import BuildError
from sitegen.render.cache import FileStamp, RenderCache, load_cache, reuse_files, save_cache
from sitegen.render.chunks import (
    PageSet,
    are_rendered,
    page_html,
    render_afresh,
    render_page_set,
    write_new_text,
)
from sitegen.render.fidelity import find_changed_sample, read_samples
from sitegen.render.frames import (
    NO_FRAME,
    dest_uri,
    frame_name,
    is_markdown,
    make_page_setter,
)
from sitegen.render.mkdocs_run import run_mkdocs
from sitegen.render.policy import describe_blocked
from sitegen.render.sitemap import SITEMAP, write_sitemap
from sitegen.render.user_content import NO_USER_CONTENT
from sitegen.work import IS_FORK_SAFE, LOCAL, Chunk, Processes
from sitegen.workspace.cache import cache_key, text_hash, tree_hash
from sitegen.workspace.files import empty_folder, remove
from sitegen.workspace.processes import pool_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.render.documents import MarkdownPage, PageEntry
    from sitegen.render.frames import Frame
    from sitegen.render.user_content import UserContent
    from sitegen.work import Engine

#: Pages of a chunk: about a second of work.
_CHUNK_PAGES: Final = 1000
#: Forking a process costs about as much as rendering so many pages.
_MIN_PARALLEL_PAGES: Final = 100
#: Key of files that MkDocs wrote: they are all reused, or none is.
_MKDOCS_KEY: Final = "mkdocs"
_RECORD: Final = "render.json"
#: Folder of the chunks' results.
_RESULTS: Final = "chunks"
_ERROR_PAGE: Final = "404.html"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The result of rendering.

    Attributes:
        rendered: number of generated pages rendered.
        reused: number of generated pages reused from the previous site.
        page_keys: URL -> key of all that a page's HTML is made of, for generated and user pages.
        user_pages: URLs of the user's pages; counted in neither number.
        warnings: MkDocs' warnings on the user's pages.
        blocked: sentences on what the Content-Security-Policy blocks in pages.
        changed_page: a generated page that the user's settings or templates change in ways that
            only MkDocs knows, so that MkDocs rendered all pages; empty if nothing changes.
    """

    rendered: int
    reused: int
    page_keys: Mapping[str, str] = field(default_factory=dict)
    user_pages: Sequence[str] = ()
    warnings: Sequence[str] = ()
    blocked: Sequence[str] = ()
    changed_page: str = ""


def render_plain(
    project: Path, pages: Mapping[str, PageEntry], new: Path, user: UserContent = NO_USER_CONTENT
) -> Rendered:
    """Render everything with ``mkdocs build``.

    Raises:
        BuildError: MkDocs failed, or warned although there is no content of the user's.
    """
    warnings = _check_warnings(run_mkdocs(project, new), user)
    # The record describes pages of the fast way, so it says nothing of this site.
    remove(project.parent / _RECORD)
    docs = project / "docs"
    documents = (path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md")))
    urls = [dest_uri(name) for name in documents if name not in pages]
    user_pages = [url for url in urls if (new / url).is_file()]
    keys = _file_keys(new, [*map(dest_uri, pages), *user_pages])
    # One page of each kind stands for all of it: their bodies are sitegen's.
    markdown = {name: page for name, page in pages.items() if is_markdown(name)}
    samples = {page.kind: dest_uri(src_uri) for src_uri, page in markdown.items()}
    blocked = _list_blocked(new, [*user_pages, *samples.values()], user)
    return Rendered(len(pages), 0, keys, user_pages, warnings, blocked)


def render_site(  # noqa: PLR0913
    project: Path,
    pages: Mapping[str, PageEntry],
    old: Path,
    new: Path,
    *,
    user: UserContent = NO_USER_CONTENT,
    engine: Engine = LOCAL,
) -> Rendered:
    """Render a project into an emptied folder, with the unchanged pages of the previous site.

    Args:
        project: folder that ``write_project`` wrote.
        pages: the manifest that it returned.
        old: the previous site, if any.
        new: folder to write into.
        user: what the user adds.
        engine: computes the chunks of pages.

    Raises:
        BuildError: MkDocs failed, or warned although there is no content of the user's.
    """
    previous = load_cache(project.parent / _RECORD)
    # Without its path: a host may clone a project into another folder on each day.
    theme_key = cache_key("theme", tree_hash(project / "theme"))
    frames_key = _frames_key(project, pages, theme_key, user)
    record = _reuse_frames(frames_key, previous, old, new, user)
    if record is None or record.frames.keys() != _specimens(pages).keys():
        record, changed_page = _render_frames(frames_key, project, pages, new, user)
        if changed_page:
            return replace(render_plain(project, pages, new, user), changed_page=changed_page)
    keys = _page_keys(pages, theme_key, record)
    record.files |= _reuse_pages(keys, previous, old, new)
    remaining = {name: page for name, page in pages.items() if dest_uri(name) not in record.files}
    # All folders of the new pages exist when the list does.
    page_sets = list(_plan_page_sets(project, new, record, remaining))
    stamps = _render_page_sets(page_sets, keys, project.parent, engine)
    record.files |= _file_stamps(chain.from_iterable(stamps), keys)
    write_sitemap(project / "theme", new, record.settings, pages, record.user_pages)
    save_cache(project.parent / _RECORD, record)
    return _result(pages, len(remaining), new, record, keys)


def _result(
    pages: Mapping[str, PageEntry],
    rendered: int,
    new: Path,
    record: RenderCache,
    keys: Mapping[str, str],
) -> Rendered:
    urls = [dest_uri(name) for name in record.user_pages]
    page_keys = {**keys, **_file_keys(new, urls)}
    reused = len(pages) - rendered
    return Rendered(rendered, reused, page_keys, urls, record.warnings, record.blocked)


def place_page(work: Path, site: Path, page: MarkdownPage) -> None:
    """Render one page of a site that ``render_site`` built in a workspace, and put it there.

    Raises:
        BuildError: the workspace has no record of the site's frames.
        OSError: the site can't be written.
    """
    record = load_cache(work / _RECORD)
    frame = record.frames.get(frame_name(page.src_uri, page.kind))
    if frame is None:
        raise BuildError(f"{site}: its frames are not known; build it again")
    set_in = make_page_setter(frame, (str(work / "project" / "theme"),), record.settings)
    target = site / dest_uri(page.src_uri)
    # A new file, not the old one's inode: the workspace may hold a hard link to it.
    temporary = target.with_name(f"{target.name}.new")
    temporary.unlink(missing_ok=True)
    write_new_text(str(temporary), page_html(set_in, page.src_uri, page.text))
    temporary.replace(target)


def _check_warnings(warnings: list[str], user: UserContent) -> list[str]:
    """Refuse warnings on a site of generated pages only: they are faults of sitegen."""
    if warnings and user == NO_USER_CONTENT:
        raise BuildError(f"MkDocs warned: {warnings[0]}")
    return warnings


def _list_blocked(
    new: Path, urls: Iterable[str], user: UserContent, frames: Mapping[str, Frame] | None = None
) -> list[str]:
    """List what the policy blocks in the user's pages, the error page and frames."""
    if user == NO_USER_CONTENT:
        return []
    pages = [(url, (new / url).read_text("utf-8")) for url in (*urls, _ERROR_PAGE)]
    kinds = {name.partition(":")[0]: frame for name, frame in (frames or {}).items()}
    pages += [(f"pages of kind {kind}", "".join(frame.pieces)) for kind, frame in kinds.items()]
    return describe_blocked(pages)


def _frames_key(
    project: Path, pages: Mapping[str, PageEntry], theme_key: str, user: UserContent
) -> str:
    """Return the key of all that MkDocs renders."""
    return cache_key(
        theme_key,
        (project / "mkdocs.yml").read_text("utf-8"),
        json.dumps(_specimens(pages)),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        # MkDocs checks the links of the user's pages against all pages.
        sorted(pages) if user.docs else [],
        files=[user.docs] if user.docs else [],
    )


def _reuse_frames(
    key: str, previous: RenderCache, old: Path, new: Path, user: UserContent
) -> RenderCache | None:
    """Reuse all that MkDocs rendered for the previous site; None if any of it has changed.

    The new folder is emptied first.
    """
    empty_folder(new)
    # Plugins and hooks in the user's mkdocs.yml may read anything, so nothing can be known of them.
    if key != previous.key or user.mkdocs:
        return None
    files = {url: f for url, f in previous.files.items() if f.key == _MKDOCS_KEY}
    if reuse_files(old, new, files) != files.keys():
        shutil.rmtree(new)
        return None
    return replace(previous, files=files)


def _reuse_pages(
    keys: Mapping[str, str], previous: RenderCache, old: Path, new: Path
) -> dict[str, FileStamp]:
    """Reuse the generated pages that have not changed; return their stamps."""
    unchanged = {url: f for url, f in previous.files.items() if keys.get(url) == f.key}
    return {url: unchanged[url] for url in reuse_files(old, new, unchanged)}


def _render_frames(
    key: str, project: Path, pages: Mapping[str, PageEntry], new: Path, user: UserContent
) -> tuple[RenderCache, str]:
    """Let MkDocs render the frames and the user's pages.

    Returns:
        The record, and a generated page that the user's additions change, or an empty string.
    """
    from sitegen.render.frame_capture import FrameCapture

    docs = user.docs or project.parent / "no-pages"
    if not user.docs:
        empty_folder(docs)
    samples = read_samples(project / "docs", pages) if user != NO_USER_CONTENT else {}
    capture = FrameCapture(_specimens(pages), samples, pages)
    warnings = _check_warnings(run_mkdocs(project, new, docs, {"sitegen": capture}), user)
    # MkDocs' sitemap lists the user's pages only; ``write_sitemap`` lists all.
    (new / SITEMAP).unlink(missing_ok=True)
    urls = [url for url in map(dest_uri, capture.user_pages) if (new / url).is_file()]
    record = RenderCache(
        key,
        capture.frames,
        capture.settings,
        capture.user_pages,
        warnings,
        dict(_stamp_files(new)),
        _list_blocked(new, urls, user, capture.frames),
    )
    return record, find_changed_sample(samples, capture, (str(project / "theme"),))


def _specimens(pages: Mapping[str, PageEntry]) -> dict[str, tuple[str, str]]:
    """Return frame name -> ``src_uri`` and kind of the page that MkDocs renders for the frame."""
    specimens: dict[str, tuple[str, str]] = {}
    for src_uri, page in pages.items():
        name = frame_name(src_uri, page.kind)
        if name not in specimens and is_markdown(src_uri):
            folder, slash, _ = src_uri.rpartition("/")
            # Pages in folders come and go, so a frame must not be named after one of them; pages
            # at the top are in the navigation and must be. Kinds may share a folder.
            specimen = f"{folder}/specimen-{page.kind}.md" if slash else src_uri
            specimens[name] = (specimen, page.kind)
    return specimens


def _page_keys(
    pages: Mapping[str, PageEntry], theme_key: str, record: RenderCache
) -> dict[str, str]:
    """Return URL -> key of each generated page's HTML: its text's hash and its frame's."""
    settings = json.dumps(record.settings, default=str)
    frames = {
        name: text_hash("\0".join((theme_key, settings, *frame.slots, *frame.pieces)))[:16]
        for name, frame in record.frames.items()
    }
    return {
        dest_uri(src_uri): f"{page.content_hash}{frames.get(frame_name(src_uri, page.kind), '')}"
        for src_uri, page in pages.items()
    }


def _file_stamps(
    stamps: Iterable[tuple[str, int, int]], keys: Mapping[str, str]
) -> dict[str, FileStamp]:
    """Return URL -> stamp of each page that was written."""
    urls = {dest_uri(src_uri): stamp for src_uri, *stamp in stamps}
    return {url: FileStamp(keys[url], size, mtime_ns) for url, (size, mtime_ns) in urls.items()}


def _file_keys(site: Path, urls: Iterable[str]) -> dict[str, str]:
    """Return URL -> hash of the HTML of pages that MkDocs rendered."""
    return {url: text_hash((site / url).read_bytes()) for url in urls}


def _plan_page_sets(
    project: Path, new: Path, record: RenderCache, pages: Mapping[str, PageEntry]
) -> Iterator[PageSet]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for src_uri, page in pages.items():
        groups[frame_name(src_uri, page.kind)].append(src_uri)
    for parent in {src_uri.rpartition("/")[0] for src_uri in pages}:
        (new / parent).mkdir(parents=True, exist_ok=True)
    for name, group in groups.items():
        for start in range(0, len(group), _CHUNK_PAGES):
            yield PageSet(
                docs=str(project / "docs"),
                site=str(new),
                frame=record.frames.get(name, NO_FRAME),
                templates=(str(project / "theme"),),
                settings=record.settings,
                pages=group[start : start + _CHUNK_PAGES],
            )


def _render_page_sets(
    page_sets: Sequence[PageSet], keys: Mapping[str, str], workspace: Path, engine: Engine
) -> list[list[tuple[str, int, int]]]:
    """Render page sets in processes, or few pages in this one; return what each has written."""
    if isinstance(engine, Processes) and not IS_FORK_SAFE:
        # A process that is spawned takes longer to start than one that is forked.
        is_much = sum(len(page_set.pages) for page_set in page_sets) >= _CHUNK_PAGES
        with pool_map(engine.jobs, parallel=is_much, workspace=workspace) as map_:
            return list(map_(render_page_set, page_sets))
    results = workspace / _RESULTS
    chunks = [_chunk(page_set, keys) for page_set in page_sets]
    stamps = [result for _, result in engine.run(chunks, results, workspace)]
    remove(results)
    return stamps


def _chunk(page_set: PageSet, keys: Mapping[str, str]) -> Chunk:
    return Chunk(
        step="html",
        key=cache_key([(src_uri, keys[dest_uri(src_uri)]) for src_uri in page_set.pages]),
        compute=partial(render_afresh, page_set),
        is_current=partial(are_rendered, page_set.site),
        is_large=len(page_set.pages) >= _MIN_PARALLEL_PAGES,
        portable=partial(render_afresh, page_set),
    )


def _stamp_files(folder: Path) -> Iterator[tuple[str, FileStamp]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            url = path.relative_to(folder).as_posix()
            yield url, FileStamp(_MKDOCS_KEY, status.st_size, status.st_mtime_ns)
