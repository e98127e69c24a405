"""Files beside the pages: a collection for other programs."""

from sitegen.publish.records import Records
from sitegen.publish.registry import Export, export_names, load_exports, render_export

__all__ = ["Export", "Records", "export_names", "load_exports", "render_export"]
