#!/usr/bin/env python3
"""Write the template of the catalogues, and update each catalogue from it.

    python tools/make_catalogues.py

``sitegen/locale/messages.pot`` gets the messages of the Python code, of the Markdown templates and
of the theme. Catalogues (``sitegen/locale/*.po``) keep their translations; new messages are empty,
and those that are not used any more go. Nothing is guessed: no entry is fuzzy.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po

from sitegen.locale.texts import FOLDER, catalogues, read_catalogue
from sitegen.render.translation import SUFFIXES, find_messages

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = FOLDER / "messages.pot"
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "NN_": (1, 2)}
#: As the environment of the Markdown templates has them.
JINJA_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true"}


def find_all() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Yield path, message and context of all texts, in the order of the files."""
    for path in sorted((ROOT / "sitegen").rglob("*.py")):
        yield from _extract(path, "python", {})
    for path in sorted((ROOT / "sitegen").rglob("*.j2")):
        yield from _extract(path, "jinja2.ext:babel_extract", JINJA_OPTIONS)
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            for _line, message, plural in find_messages(path.read_text("utf-8")):
                yield _name(path), ((message, plural) if plural else message), None


def _extract(
    path: Path, method: str, options: dict[str, str]
) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    with path.open("rb") as stream:
        for _line, message, _, context in extract(method, stream, KEYWORDS, (), options):
            yield _name(path), message, context


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def make_template() -> Catalog:
    """Return the catalogue of all messages, without translations and dates."""
    template = Catalog(project="sitegen", charset="utf-8", fuzzy=False)
    template.header_comment = "# Texts of sitegen's interface. make catalogues writes this file."
    for path, message, context in find_all():
        # Without lines, which each change of a file would move.
        template.add(message, locations=[(path, None)], context=context)
    return template


def render(catalogue: Catalog) -> str:
    """Return a catalogue as text, the same for the same messages."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator",
             "Language-Team", "Report-Msgid-Bugs-To")  # fmt: skip
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith(tuple(f'"{name}' for name in dated))
    )


def main() -> None:
    """Write all files."""
    template = make_template()
    TEMPLATE.write_text(render(template), encoding="utf-8")
    for path in catalogues().values():
        catalogue = read_catalogue(path)
        catalogue.update(template, no_fuzzy_matching=True)
        path.write_text(render(catalogue), encoding="utf-8")


if __name__ == "__main__":
    main()
