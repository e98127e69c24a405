"""Read files of any known format into papers."""

from sitegen.sources.files.discovery import is_source_name, list_files
from sitegen.sources.reader import ReadOptions, find_head_fault, read_sources, read_text
from sitegen.sources.reading import ReadResult
from sitegen.sources.registry import format_names

__all__ = [
    "ReadOptions",
    "ReadResult",
    "find_head_fault",
    "format_names",
    "is_source_name",
    "list_files",
    "read_sources",
    "read_text",
]
