"""Scripts that hold values for pages: they load on file:// too, where pages can't read JSON."""

from __future__ import annotations

import json
from typing import Any, Final

#: Characters that end a line of old JavaScript, and the start of "</script>".
_ESCAPES: Final = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def render_call(function: str, value: Any) -> str:
    """Return a script that calls a function with a value.

    Args:
        function: global name of the function.
        value: what JSON can hold.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    script = f"{function}({text.translate(_ESCAPES)});\n"
    # What UTF-8 can't hold stands in JSON by its number.
    return script.encode("utf-8", errors="backslashreplace").decode("utf-8")
