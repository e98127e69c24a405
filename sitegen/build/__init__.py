"""The pipeline: sources, papers, collection, enriched papers, pages, HTML, index."""

from sitegen.build.inputs import Request
from sitegen.build.pipeline import build_site, read_and_enrich, read_and_merge, read_news
from sitegen.build.report import Report

__all__ = [
    "Report",
    "Request",
    "build_site",
    "read_and_enrich",
    "read_and_merge",
    "read_news",
]
