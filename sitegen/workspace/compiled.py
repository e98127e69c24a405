"""Compiled Jinja templates in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """The templates that this process has compiled, by name and source.

    Compiling them takes longer than rendering a small site. One cache serves environments with
    equal options and filters: Jinja applies filters to constants when it compiles a template.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the template's name: equal sources in several folders are compiled once."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Set the code of a template that was compiled already."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that has been compiled."""
        self._codes[bucket.key, bucket.checksum] = bucket.code
