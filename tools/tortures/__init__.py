"""The commands of ``tools/torture.py``, and what they share."""
