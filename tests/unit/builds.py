"""Whole builds in this process, for tests of small collections."""

import json
from dataclasses import replace

from sitegen.build import Request, build_site
from sitegen.build.run import Build
from sitegen.config import TagsFile
from sitegen.config.load import default_config

PAPERS = [
    {"id": "a", "title": "Graph networks for roads", "abstract": "On graphs.", "year": 2020},
    {"id": "b", "title": "Trees of words", "abstract": "On trees.", "year": 2022},
]


def write_papers(path, records=PAPERS):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def make_config(folder, **sections):
    """Return default settings, of which keyword arguments replace values by section."""
    config = default_config(folder)
    changed = {"related": {"method": "lexical"}, "search": {"offline": False}} | sections
    return replace(
        config,
        **{name: replace(getattr(config, name), **values) for name, values in changed.items()},
    )


def build(folder, *sources, config=None, always=False, stages=None, **options):
    """Build into ``folder / "site"``; ``stages`` collects what the build reports on its way."""
    names = [str(source) for source in sources or (folder / "papers.jsonl",)]
    progress = (stages if stages is not None else []).append
    request = Request(names, jobs=1, **options)
    return build_site(
        request, config or make_config(folder), folder / "site", progress, always=always
    )


def make_build(folder, **options):
    """Return a run that reads ``folder / "papers.jsonl"`` and writes no site."""
    request = Request([str(folder / "papers.jsonl")], **options)
    return Build(request, make_config(folder), TagsFile(None, None, ()), lambda _stage: None)
