"""Files beside the pages: a collection for other programs."""

from sitegen.publish.registry import export_names, render_export

__all__ = ["export_names", "render_export"]
