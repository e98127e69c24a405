"""Settings and curated topics: what people write beside their sources."""

from sitegen.config.load import read_config, read_text, reference
from sitegen.config.settings import Config
from sitegen.config.topics import HEADER, add_topics, parse_topics

__all__ = [
    "HEADER",
    "Config",
    "add_topics",
    "parse_topics",
    "read_config",
    "read_text",
    "reference",
]
