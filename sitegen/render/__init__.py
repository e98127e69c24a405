"""Write the MkDocs project and render it: MkDocs the frames, our own code what is set into them."""

from sitegen.render.project import SiteOptions, read_manifest, write_project
from sitegen.render.site import Rendered, place_page, render_plain, render_site
from sitegen.render.theme import theme_folder
from sitegen.render.user_content import UserContent

__all__ = [
    "Rendered",
    "SiteOptions",
    "UserContent",
    "place_page",
    "read_manifest",
    "render_plain",
    "render_site",
    "theme_folder",
    "write_project",
]
