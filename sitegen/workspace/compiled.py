"""Jinja environments for templates that are rendered thousands of times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jinja2 import BytecodeCache, Environment

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from jinja2.bccache import Bucket


_DICT_ATTRIBUTES: Final = frozenset(dir(dict))


class FlatEnvironment(Environment):
    """An environment whose globals are complete before a template is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template as one dictionary.

        Jinja's chain of two would be flattened for each page, value by value.
        """
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of an object, or an item, as Jinja does.

        An item of a dictionary is no attribute, which Jinja learns from an exception each time.
        """
        if type(obj) is dict and attribute not in _DICT_ATTRIBUTES:
            if attribute in obj:
                return obj[attribute]
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


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
