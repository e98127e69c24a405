"""Fetch papers from services, feeds and addresses: the only code that uses the network."""

from sitegen.fetch.outcomes import EntryReport, Outcome
from sitegen.fetch.run import fetch_entries

__all__ = ["EntryReport", "Outcome", "fetch_entries"]
