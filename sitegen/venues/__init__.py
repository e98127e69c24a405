"""Venues: what conferences, journals and servers are called, and of what kind they are."""

from sitegen.venues.hosts import publisher_of
from sitegen.venues.review import VenueCount, count_venues
from sitegen.venues.table import (
    FINAL_ACRONYM,
    KIND_NAMES,
    KIND_PLURALS,
    MAX_LABEL_CHARS,
    Venue,
    VenueKind,
    VenueTable,
    is_preprint_server,
    shipped_venues,
)

__all__ = [
    "FINAL_ACRONYM",
    "KIND_NAMES",
    "KIND_PLURALS",
    "MAX_LABEL_CHARS",
    "Venue",
    "VenueCount",
    "VenueKind",
    "VenueTable",
    "count_venues",
    "is_preprint_server",
    "publisher_of",
    "shipped_venues",
]
