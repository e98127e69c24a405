"""Files beside the pages: a collection for other programs."""

from sitegen.publish.api import FOLDER as API_FOLDER
from sitegen.publish.api import render_api
from sitegen.publish.downloads import check_formats, place_downloads, write_downloads
from sitegen.publish.records import Records
from sitegen.publish.registry import Export, export_names, load_exports, render_export
from sitegen.publish.ro_crate import FILE_NAME as RO_CRATE
from sitegen.publish.ro_crate import render_ro_crate

__all__ = [
    "API_FOLDER",
    "RO_CRATE",
    "Export",
    "Records",
    "check_formats",
    "export_names",
    "load_exports",
    "place_downloads",
    "render_api",
    "render_export",
    "render_ro_crate",
    "write_downloads",
]
