"""Write the MkDocs project and render it: MkDocs the frames, our own code what is set into them."""

from sitegen.render.live import live_server
from sitegen.render.own import Additions
from sitegen.render.project import Look, read_written, write_project
from sitegen.render.site import Rendered, place_page, render_plain, render_site
from sitegen.render.theme import theme_folder

__all__ = [
    "Additions",
    "Look",
    "Rendered",
    "live_server",
    "place_page",
    "read_written",
    "render_plain",
    "render_site",
    "theme_folder",
    "write_project",
]
