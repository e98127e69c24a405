"""A generated project to HTML, the fast way: MkDocs renders what is the user's, and the frames.

Each generated page is set into its frame by ``chunks.render_chunk``; what is as it was in the old
site is taken over from there. ``render_plain`` is the plain way to the same documents.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader

from sitegen.errors import BuildError
from sitegen.render.cache import (
    FileStamp,
    RenderCache,
    content_hash,
    load_cache,
    reuse_files,
    save_cache,
)
from sitegen.render.chunks import Chunk, page_html, render_chunk, write_new
from sitegen.render.fidelity import changed_sample, read_samples
from sitegen.render.frames import dest_uri, frame_name, page_values, setter
from sitegen.render.mkdocs_run import run_mkdocs
from sitegen.render.user_content import NO_USER_CONTENT
from sitegen.workspace.processes import pool_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from sitegen.render.project import MarkdownPage, PageEntry
    from sitegen.render.user_content import UserContent

    _Map = Callable[
        [Callable[[Chunk], list[tuple[str, int, int]]], Iterable[Chunk]],
        Iterable[list[tuple[str, int, int]]],
    ]

_CHUNK: Final = 250
#: Starting processes costs about as much as rendering so many pages.
_WORTH_PROCESSES: Final = 1000
_BY_MKDOCS: Final = "mkdocs"
_SITEMAP: Final = "sitemap.xml"
_NOTE: Final = "render.json"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was done.

    Attributes:
        rendered: pages rendered.
        kept: pages taken over from the old site.
        own: pages of the user's own, by their place in the site; part of neither.
        warnings: MkDocs', on the user's own pages.
        changed_page: a generated page that the user's settings or templates change in ways that
            only MkDocs knows; all pages were rendered by it then.
    """

    rendered: int
    kept: int
    own: Sequence[str] = ()
    warnings: Sequence[str] = ()
    changed_page: str = ""


def render_plain(
    project: Path, pages: Mapping[str, PageEntry], new: Path, own: UserContent = NO_USER_CONTENT
) -> Rendered:
    """Render everything with ``mkdocs build``.

    Raises:
        BuildError: MkDocs failed, or warned although there is nothing of the user's own.
    """
    warnings = _warned(run_mkdocs(project, new), own)
    (project.parent / _NOTE).unlink(missing_ok=True)
    docs = project / "docs"
    documents = (path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md")))
    own_pages = [dest_uri(name) for name in documents if name not in pages]
    return Rendered(len(pages), 0, [n for n in own_pages if (new / n).is_file()], warnings)


def render_site(  # noqa: PLR0913
    project: Path,
    pages: Mapping[str, PageEntry],
    old: Path,
    new: Path,
    *,
    own: UserContent = NO_USER_CONTENT,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Rendered:
    """Render a project into a new folder, with what is still good of the old site.

    Args:
        project: what ``write_project`` wrote.
        pages: what it returned.
        old: the last site, or a folder that is not there.
        new: folder to write into; what is there goes.
        own: what the user adds.
        jobs: processes to use; None for as many as there are cores.
        executor: runs the chunks, in place of processes of our own.

    Raises:
        BuildError: MkDocs failed, or warned although there is nothing of the user's own.
    """
    note = project.parent / _NOTE
    before = load_cache(note)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    # All that makes HTML beside the pages' text: the theme and this folder's code.
    code = content_hash([project / "theme", Path(__file__).parent])
    now, changed_page = _mkdocs_part(project, pages, code, before, old, new, own)
    if changed_page:
        plain = render_plain(project, pages, new, own)
        return replace(plain, changed_page=changed_page)
    wanted = _wanted(pages, code, now)
    good = {n: f for n, f in before.files.items() if wanted.get(n) == f.content_hash}
    kept = reuse_files(old, new, good)
    now.files |= {name: good[name] for name in kept}
    todo = {name: page for name, page in pages.items() if dest_uri(name) not in kept}
    chunks = list(_chunks(project, new, now, todo))
    with _mapper(len(todo), jobs, executor) as map_:
        for done in map_(render_chunk, chunks):
            for src_uri, size, mtime_ns in done:
                name = dest_uri(src_uri)
                now.files[name] = FileStamp(wanted[name], size, mtime_ns)
    _write_sitemap(project, new, now, pages)
    save_cache(note, now)
    return Rendered(len(todo), len(kept), [dest_uri(name) for name in now.own], now.warnings)


def place_page(work: Path, site: Path, page: MarkdownPage) -> None:
    """Render one page of a site that ``render_site`` built in a workplace, and put it there.

    Raises:
        BuildError: nothing is known of that site's frames.
        OSError: the site can't be written.
    """
    memory = load_cache(work / _NOTE)
    frame = memory.frames.get(frame_name(page.src_uri, page.kind))
    if frame is None:
        raise BuildError(f"{site}: its frames are not known; build it again")
    set_in = setter(frame, (str(work / "project" / "theme"),), memory.settings)
    target = site / dest_uri(page.src_uri)
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    write_new(str(fresh), page_html(set_in, page.src_uri, page.text))
    fresh.replace(target)


def _warned(warnings: list[str], own: UserContent) -> list[str]:
    """Refuse warnings on pages that we made: they are our faults."""
    if warnings and own == NO_USER_CONTENT:
        raise BuildError(f"MkDocs warned: {warnings[0]}")
    return warnings


def _mkdocs_part(  # noqa: PLR0913, PLR0917
    project: Path,
    pages: Mapping[str, PageEntry],
    code: str,
    before: RenderCache,
    old: Path,
    new: Path,
    own: UserContent,
) -> tuple[RenderCache, str]:
    """Let MkDocs render frames and the user's pages, unless nothing of it has changed.

    Also returns a generated page that the user's additions change, if there is one.
    """
    specimens = _specimens(pages)
    made_of = content_hash(
        code,
        (project / "mkdocs.yml").read_text("utf-8"),
        json.dumps(specimens),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        [own.docs] if own.docs else [],
    )
    # A plugin of the user's may depend on anything.
    if made_of == before.content_hash and not own.mkdocs:
        files = {n: f for n, f in before.files.items() if f.content_hash == _BY_MKDOCS}
        if reuse_files(old, new, files) == files.keys():
            memory = RenderCache(
                made_of, before.frames, before.settings, before.own, before.warnings, files
            )
            return memory, ""
        shutil.rmtree(new)
    from sitegen.render.frame_capture import FrameCapture

    docs = own.docs or project.parent / "no-pages"
    if not own.docs:
        docs.mkdir(exist_ok=True)
    samples = read_samples(project / "docs", pages) if own != NO_USER_CONTENT else {}
    plugin = FrameCapture(specimens, samples, pages)
    warnings = _warned(run_mkdocs(project, new, docs, {"sitegen": plugin}), own)
    (new / _SITEMAP).unlink(missing_ok=True)
    memory = RenderCache(
        made_of, plugin.frames, plugin.settings, plugin.own, warnings, dict(_stamps(new))
    )
    templates = (str(project / "theme"),)
    return memory, changed_sample(samples, plugin, templates)


def _specimens(pages: Mapping[str, PageEntry]) -> dict[str, tuple[str, str]]:
    """Return ``src_uri`` and kind of one page a frame."""
    specimens: dict[str, tuple[str, str]] = {}
    for src_uri, page in pages.items():
        name = frame_name(src_uri, page.kind)
        if name not in specimens:
            folder, slash, _ = src_uri.rpartition("/")
            # Pages in folders come and go; those at the top are in the navigation.
            specimens[name] = (f"{folder}/specimen.md" if slash else src_uri, page.kind)
    return specimens


def _wanted(pages: Mapping[str, PageEntry], code: str, now: RenderCache) -> dict[str, str]:
    """Return the fingerprint of each page's HTML, by its place in the site."""
    settings = json.dumps(now.settings, default=str)
    frames = {}
    for name, frame in now.frames.items():
        text = "\0".join((code, settings, *frame.slots, *frame.pieces))
        frames[name] = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return {
        dest_uri(src_uri): f"{page.content_hash}{frames[frame_name(src_uri, page.kind)]}"
        for src_uri, page in pages.items()
    }


def _chunks(
    project: Path, new: Path, now: RenderCache, pages: Mapping[str, PageEntry]
) -> Iterator[Chunk]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for src_uri, page in pages.items():
        groups[frame_name(src_uri, page.kind)].append(src_uri)
        (new / src_uri).parent.mkdir(exist_ok=True)
    for name, group in groups.items():
        for start in range(0, len(group), _CHUNK):
            yield Chunk(
                docs=str(project / "docs"),
                site=str(new),
                frame=now.frames[name],
                templates=(str(project / "theme"),),
                settings=now.settings,
                pages=group[start : start + _CHUNK],
            )


@contextmanager
def _mapper(pages: int, jobs: int | None, executor: Executor | None) -> Iterator[_Map]:
    """Give what runs chunks: the executor from above, processes, or this process for a few."""
    if executor:
        yield executor.map
    else:
        with pool_map(jobs, parallel=pages >= _WORTH_PROCESSES) as map_:
            yield map_


def _write_sitemap(project: Path, new: Path, now: RenderCache, pages: Iterable[str]) -> None:
    """Write the theme's sitemap of all pages; MkDocs saw the user's own alone."""
    environment = Environment(loader=FileSystemLoader(project / "theme"))  # noqa: S701  - as MkDocs'
    url = now.settings["site_url"]
    listed = sorted((*pages, *now.own), key=_walking_order) if url else []
    values = [{"page": page_values(page, {}, url)} for page in listed]
    text = environment.get_template(_SITEMAP).render(pages=values, config=now.settings)
    write_new(str(new / _SITEMAP), text)


def _walking_order(src_uri: str) -> list[tuple[bool, bool, str]]:
    """Return what sorts pages as MkDocs finds them: a folder's files, index first, then folders."""
    *folders, name = src_uri.split("/")
    is_index = name.rpartition(".")[0] in {"index", "README"}
    return [*((True, True, folder) for folder in folders), (False, not is_index, name)]


def _stamps(folder: Path) -> Iterator[tuple[str, FileStamp]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            name = path.relative_to(folder).as_posix()
            yield name, FileStamp(_BY_MKDOCS, status.st_size, status.st_mtime_ns)
