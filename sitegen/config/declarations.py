"""How a setting is declared: its type, default, text and check.

The checks return what is wrong with a value, or None.
"""

from __future__ import annotations

import re
from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_MIN_CONTRAST: Final = 4.5
#: Blanks, controls and what HTML and Markdown give a meaning. Source: RFC 3986, appendix A.
_NOT_IN_URL: Final = re.compile(
    r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


class PathRole(Enum):
    """How a build depends on a path.

    Attributes:
        CONTENT: it reads the file, or the files below the folder.
        STAMPED: it reads a folder that is too large to hash; sizes and times stand for content.
        STATE: it reads the file or folder and adds to it.
        OPTIONAL: it reads the file if there is one.
    """

    CONTENT = "content"
    STAMPED = "stamped"
    STATE = "state"
    OPTIONAL = "optional"


def setting(default: T, text: str, check: Callable[[Any], str | None] | None = None) -> T:
    """Declare a setting: its default, its line in the reference, and a check.

    ``check`` returns what is wrong with a value, or None.
    """
    metadata = {"text": text, "check": check, "role": None}
    declaration: Any
    if isinstance(default, list):
        declaration = field(default_factory=lambda: list(default), metadata=metadata)
    else:
        declaration = field(default=default, metadata=metadata)
    return declaration  # type: ignore[no-any-return]  # dataclass() turns it into a T


def path_setting(text: str, role: PathRole = PathRole.CONTENT, default: str = "") -> Path | None:
    """Declare a path relative to sitegen.toml; None if it is empty."""
    declaration: Any = field(
        default=Path(default) if default else None,
        metadata={"text": f"{text} Relative to this file.", "check": None, "role": role},
    )
    return declaration  # type: ignore[no-any-return]


def between(low: float, high: float) -> Callable[[Any], str | None]:
    """Return a check that a number is in a range, its ends included."""
    return lambda value: None if low <= value <= high else f"must be from {low} to {high}"


def one_of(*values: str) -> Callable[[Any], str | None]:
    """Return a check that a text is one of some."""
    return lambda value: None if value in values else f"must be one of {', '.join(values)}"


def url(value: str) -> str | None:
    """Return what is wrong with an address of the web, or None; it may be empty."""
    if _NOT_IN_URL.search(value):
        return "has a character that an address must encode, such as %20 for a blank"
    try:
        parts = urlsplit(value)
    except ValueError:  # for example an unclosed bracket
        parts = urlsplit("")
    is_valid = not value or (parts.scheme in {"http", "https"} and parts.netloc)
    return None if is_valid else "must be a web address, such as https://example.org/papers/"


def language(value: str) -> str | None:
    """Return what is wrong with a code of ISO 639-1, or None."""
    is_code = re.fullmatch(r"[a-z]{2}", value)
    return None if is_code else "must be a two-letter code, such as en"


def colour_on(paper: tuple[int, int, int], where: str) -> Callable[[Any], str | None]:
    """Return a check that a colour is readable on a background; it may be empty."""

    def check(value: str) -> str | None:
        if not value:
            return None
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            return "must be a colour as #rrggbb"
        ratio = contrast(tuple(bytes.fromhex(value[1:])), paper)
        if ratio < _MIN_CONTRAST:
            return f"has a contrast of {ratio:.1f}:1 on {where} paper; readers need 4.5:1"
        return None

    return check


def contrast(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Return the contrast ratio of two sRGB colours, 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """

    def luminance(colour: tuple[int, ...]) -> float:
        parts = [channel / 255 for channel in colour]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
