"""Digests: what is new, as emails that each recipient gets at most once."""
