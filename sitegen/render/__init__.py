"""Render the project: MkDocs renders page frames, sitegen fills in the bodies."""

from sitegen.render.project import read_manifest, write_project
from sitegen.render.site import Rendered, place_page, render_plain, render_site
from sitegen.render.theme import theme_folder
from sitegen.render.user_content import UserContent

__all__ = [
    "Rendered",
    "UserContent",
    "place_page",
    "read_manifest",
    "render_plain",
    "render_site",
    "theme_folder",
    "write_project",
]
