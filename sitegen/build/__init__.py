"""The pipeline: sources, papers, collection, enriched papers, pages, HTML, index."""

from sitegen.build.inputs import Request
from sitegen.build.pipeline import build_site, read_and_enrich, read_and_merge
from sitegen.build.report import Report
from sitegen.build.stages import STAGES, site_info

__all__ = [
    "STAGES",
    "Report",
    "Request",
    "build_site",
    "read_and_enrich",
    "read_and_merge",
    "site_info",
]
