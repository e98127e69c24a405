"""Run the benchmarks and write their output into docs/benchmarks.md.

    python benchmarks/write_docs.py [--papers PAPERS.jsonl[.gz]] [--evaluation FOLDER]

Each section of the file has the output of one benchmark between ``<!-- begin NAME -->`` and
``<!-- end NAME -->``. Only the text between those markers is replaced; a section that is missing is
appended. A section that requires papers, judgements or a browser is left as it is without them.
Exits with 1 if a benchmark fails; its section is left as it is too.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the file.

    Attributes:
        name: its name in the markers.
        heading: its heading if it is appended.
        sentence: its first sentence if it is appended.
        command: the arguments of Python; PAPERS and EVALUATION stand for the paths.
        programs: programs of which one has to be installed, if any.
    """

    name: str
    heading: str
    sentence: str
    command: str
    programs: tuple[str, ...] = ()


#: In the order of the file.
SECTIONS = (
    Section("build_example", "Building the example",
            "A whole build of the 119 papers of the example.", "benchmarks/build_example.py"),
    Section("read", "Reading", "Records per CPU second, by format.", "benchmarks/read.py"),
    Section("dedupe", "Merging duplicates", "Precision and recall on damaged copies of records.",
            "benchmarks/dedupe.py PAPERS --records 40000"),
    Section("quality", "Tags and related papers", "Scores by human judgements.",
            "benchmarks/quality.py EVALUATION"),
    Section("growth", "Growth of tags and related papers",
            "Cost of tags and related papers by size of the collection.",
            "benchmarks/growth.py PAPERS --sizes 1000,5000,20000"),
    Section("page_bytes", "Bytes of a site",
            "Files and bytes by kind of page, and the parts of a paper's page.",
            "benchmarks/page_bytes.py PAPERS"),
    Section("render", "Rendering", "Rendering again, and cost per page by size of the collection.",
            "benchmarks/render.py PAPERS --parts again,growth --papers 5000 --growth 1000,5000"),
    Section("search", "Search", "Ranking, speed and indexing in Chromium.",
            "benchmarks/search.py PAPERS --parts quality,speed,index",
            ("chromium", "chromium-headless-shell", "google-chrome")),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=Path, help="JSON Lines file of papers, gzipped or not")
    parser.add_argument("--evaluation", type=Path, help="folder of judgements (see quality.py)")
    parser.add_argument("--only", default="", help="names of sections, separated by commas")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    paths = {"PAPERS": options.papers, "EVALUATION": options.evaluation}
    is_failed = False
    for section in SECTIONS:
        if options.only and section.name not in options.only.split(","):
            continue
        if reason := missing_requirement(section, paths):
            print(f"{section.name}: left as it is, since {reason}", flush=True)
            continue
        print(f"{section.name}: running {section.command}", flush=True)
        try:
            content = run_section(section, paths)
        except subprocess.CalledProcessError as error:
            print(f"{section.name}: failed\n{error.stdout}{error.stderr}", file=sys.stderr)
            is_failed = True
            continue
        # Written after each section, so that an interrupted run loses only one benchmark.
        text = options.output.read_text("utf-8") if options.output.exists() else "# Benchmarks\n"
        options.output.write_text(replace_section(text, section, content), "utf-8")
    return 1 if is_failed else 0


def missing_requirement(section: Section, paths: dict[str, Path | None]) -> str | None:
    """Return why a section can't be run, or None."""
    for name, path in paths.items():
        if name in section.command.split() and path is None:
            return f"{name} is not set"
    if section.programs and not any(map(shutil.which, section.programs)):
        return f"none of {', '.join(section.programs)} is installed"
    return None


def run_section(section: Section, paths: dict[str, Path | None]) -> str:
    """Run a benchmark; return its command, its output, and the machine, as Markdown.

    Raises:
        subprocess.CalledProcessError: the benchmark failed.
    """
    words = section.command.split()
    command = [str(Path(paths[word]).resolve()) if word in paths else word for word in words]
    # The document has the names of the data, not where they are on this machine.
    printed = [Path(paths[word]).name if word in paths else word for word in words]
    # A new folder for temporary files: some benchmarks cache what another version generated.
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env={**os.environ, "TMPDIR": folder},
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    machine = f"Python {platform.python_version()}, {os.cpu_count()} CPU cores"
    return (
        f"```console\n$ python {' '.join(printed)}\n{process.stdout.rstrip()}\n```\n\n"
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {machine}, {platform.system()}."
    )


def replace_section(text: str, section: Section, content: str) -> str:
    """Replace what is between a section's markers; append the section if it has none."""
    begin, end = f"<!-- begin {section.name} -->", f"<!-- end {section.name} -->"
    block = f"{begin}\n{content}\n{end}"
    markers = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if markers.search(text):
        # A function as replacement: backslashes in the output are not escapes.
        return markers.sub(lambda _: block, text, count=1)
    if begin in text or end in text:
        sys.exit(f"{section.name}: the markers are not a pair; write {begin} before {end}")
    return f"{text.rstrip()}\n\n## {section.heading}\n\n{section.sentence}\n\n{block}\n"


if __name__ == "__main__":
    sys.exit(main())
