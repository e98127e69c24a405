"""Settings and curated topics: the files that people write beside their sources."""

from sitegen.config.authors import AuthorsFile
from sitegen.config.load import default_config, read_config, read_text, reference
from sitegen.config.settings import Config, PathRole
from sitegen.config.tags_file import TagsFile

__all__ = [
    "AuthorsFile",
    "Config",
    "PathRole",
    "TagsFile",
    "default_config",
    "read_config",
    "read_text",
    "reference",
]
