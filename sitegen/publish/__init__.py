"""Files beside the pages: what other programs read of a collection."""

from sitegen.publish.exports import render_jsonl

__all__ = ["render_jsonl"]
