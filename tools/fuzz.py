"""Fuzz a parser of sitegen with libFuzzer, beyond the examples of the property tests.

    pip install atheris
    python tools/fuzz.py bibtex -max_total_time=600

The files of tests/fixtures are the seeds; the arguments after the format's name go to libFuzzer. A
failure is an exception other than SourceError, a paper without a title, a diagnostic without a line,
or an input of at most 20 kB that takes 10 seconds.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sitegen"]):
    from sitegen.errors import SourceError
    from sitegen.sources import ReadOptions, read_text
    from sitegen.sources.reading import decode
    from sitegen.sources.registry import find_format

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "sources"
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "hf-papers-transformers.txt"


def write_seeds(name: str, folder: Path) -> None:
    """Write the fixtures that the format recognizes, truncated to a size that is mutated fast."""
    for number, path in enumerate([*FIXTURES.iterdir(), EXAMPLE]):
        if path.is_file():
            text = path.read_text("utf-8")
            if find_format(name).sniff(text[:65_536]):
                (folder / str(number)).write_text(text[:20_000], "utf-8")


def check_input(name: str, data: bytes) -> None:
    """Read bytes as a format; raise AssertionError if the result breaks a promise of readers."""
    try:
        reading = read_text(decode(data, "fuzz"), "fuzz", ReadOptions(format_name=name))
    except SourceError:
        return
    for paper in reading.papers:
        if not any(c.isalnum() for c in paper.title):
            raise AssertionError(f"a paper without a title: {paper}")
    for diagnostic in reading.diagnostics:
        if diagnostic.line < 1 or "\n" in str(diagnostic):
            raise AssertionError(f"a diagnostic without a line, or of several: {diagnostic}")


def main() -> None:
    name, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        write_seeds(name, Path(folder))
        atheris.Setup(
            [sys.argv[0], folder, "-timeout=10", "-max_len=20000", *options],
            lambda data: check_input(name, data),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
