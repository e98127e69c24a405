r"""Replace lone surrogates, which escapes such as ``\ud800`` bring into texts.

They are no characters: neither files nor hashes can hold them. Source: RFC 8259, section 8.2.
"""

from __future__ import annotations

import re
from typing import Any, Final

#: The escape of a surrogate in JSON, YAML and Python.
_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]|\\U0000[dD][89a-fA-F]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def has_escape(text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether a part of a text has the escape of a surrogate."""
    # One character is searched much faster than a pattern.
    end = len(text) if end is None else end
    return text.find("\\", start, end) >= 0 and bool(_ESCAPE.search(text, start, end))


def replace_surrogates(value: Any) -> Any:
    """Return a value with the texts in its lists and objects free of surrogates.

    Two halves of a character are joined, as YAML leaves them apart; a lone one becomes U+FFFD.

    Raises:
        RecursionError: the value is nested too deeply.
    """
    if isinstance(value, str):
        if not _SURROGATE.search(value):
            return value
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {replace_surrogates(key): replace_surrogates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [replace_surrogates(item) for item in value]
    if isinstance(value, tuple):
        return tuple(map(replace_surrogates, value))
    return value
