"""Settings and curated topics: the files that people write beside their sources."""

from sitegen.config.authors import AuthorsFile
from sitegen.config.declarations import PathRole
from sitegen.config.keys import KeysFile
from sitegen.config.load import default_config, read_config, read_text, reference
from sitegen.config.settings import Config
from sitegen.config.tags_file import TagsFile
from sitegen.config.venues import VENUE_KINDS, VenuesFile, venue_line

__all__ = [
    "VENUE_KINDS",
    "AuthorsFile",
    "Config",
    "KeysFile",
    "PathRole",
    "TagsFile",
    "VenuesFile",
    "default_config",
    "read_config",
    "read_text",
    "reference",
    "venue_line",
]
