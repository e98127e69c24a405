"""Text: clean it, cut it into words and links. Pure functions from str to values."""
