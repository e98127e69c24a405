"""Bars of the number of papers per year, as an image inside a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.locale import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.locale import Texts

#: Fewer years or papers say nothing that a row of numbers does not say better.
_MIN_YEARS: Final = 3
_MIN_PAPERS: Final = 10
#: A single old paper must not make the other bars too thin to see.
_MAX_YEARS: Final = 60
#: A bar and the gap behind it, the highest bar, and the lowest, in units of the image.
_BAR_WIDTH: Final = 3
_STEP: Final = 4
_HEIGHT: Final = 40
_MIN_BAR: Final = 1
#: Width of a bar and its gap on a wide screen, in pixels.
_PIXELS: Final = 9


@dataclass(frozen=True, slots=True)
class YearBars:
    """Numbers of papers per year as an SVG path.

    Attributes:
        path: of all bars, in units of the view box.
        view_box: of the image.
        width: of the image where there is room, in pixels.
        label: the numbers in words, for screen readers and for a pointer that rests on the image.
        caption: the first and the last year, and that of most papers.
    """

    path: str
    view_box: str
    width: int
    label: str
    caption: str


def recent_counts(counts: Mapping[int, int]) -> list[int]:
    """Return the numbers of papers of the years that have a bar, old to new.

    Args:
        counts: year -> number of papers. Year 0 stands for an unknown one.
    """
    known = _known_years(counts)
    return [counts.get(year, 0) for year in _recent_years(known)] if known else []


def year_bars(counts: Mapping[int, int], texts: Texts = ENGLISH) -> YearBars | None:
    """Return the bars of years, or None if there are too few years or papers.

    Args:
        counts: year -> number of papers. Bars are equally far apart: a year without papers has a
            gap. Year 0 stands for an unknown one and has no bar.
        texts: of the interface.
    """
    known = _known_years(counts)
    if len(known) < _MIN_YEARS or sum(known.values()) < _MIN_PAPERS:
        return None
    bars = {year: known[year] for year in _recent_years(known) if year in known}
    # The first year with a bar may be later than the first of the range.
    first, last = min(bars), max(bars)
    peak = max(bars, key=lambda year: (bars[year], -year))
    earlier = sum(known.values()) - sum(bars.values())
    note = texts.gettext("; %(count)s earlier", count=texts.number(earlier)) if earlier else ""
    numbers = ", ".join(
        texts.gettext("%(count)s in %(year)s", count=texts.number(count), year=year)
        for year, count in bars.items()
    )
    caption = texts.gettext(
        "Papers per year, %(first)s–%(last)s; most in %(peak)s (%(count)s)",
        first=first,
        last=last,
        peak=peak,
        count=texts.number(bars[peak]),
    )
    return YearBars(
        path="".join(_bar(year - first, count / bars[peak]) for year, count in bars.items()),
        view_box=f"0 0 {(last - first + 1) * _STEP - 1} {_HEIGHT}",
        width=(last - first + 1) * _PIXELS,
        label=texts.gettext("Papers per year: %(numbers)s", numbers=numbers) + note,
        caption=caption + note,
    )


def _known_years(counts: Mapping[int, int]) -> dict[int, int]:
    return {year: count for year, count in counts.items() if year and count}


def _recent_years(known: Mapping[int, int]) -> range:
    """Return the years up to the last one, as many as may have a bar."""
    last = max(known)
    return range(max(min(known), last - _MAX_YEARS + 1), last + 1)


def _bar(position: int, share: float) -> str:
    height = max(_MIN_BAR, round(share * _HEIGHT))
    return f"M{position * _STEP} {_HEIGHT}v-{height}h{_BAR_WIDTH}v{height}z"
