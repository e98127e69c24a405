"""Write the MkDocs project and let MkDocs with Material render it."""

from sitegen.render.build import render_html
from sitegen.render.live import live_server
from sitegen.render.project import Look, write_project
from sitegen.render.theme import theme_folder

__all__ = ["Look", "live_server", "render_html", "theme_folder", "write_project"]
