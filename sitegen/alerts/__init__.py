"""Alerts: which papers of a collection answer a curator's questions."""

from sitegen.alerts.matching import find_alerts

__all__ = ["find_alerts"]
