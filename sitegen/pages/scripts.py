"""Scripts that hold values for pages: they load on file:// too, where pages can't read JSON."""

from __future__ import annotations

from typing import Any

from sitegen.pages.escape import to_script


def render_call(function: str, *values: Any) -> str:
    """Return a script that calls a function with some values.

    Args:
        function: global name of the function.
        *values: what JSON can hold.
    """
    return f"{function}({','.join(map(to_script, values))});\n"
