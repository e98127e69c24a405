"""Texts of the interface from gettext catalogues; see docs/adr/0024.

English is the language of the messages themselves, so that it needs no catalogue. Numbers and dates
follow Babel's data of the locale, and the order of a date's parts is a message.
"""

from __future__ import annotations

import gettext as _gettext
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from datetime import date

    from babel.messages.catalog import Catalog

FOLDER: Final = Path(__file__).parent
#: The plural rule of English, as the header of a catalogue has it.
_ENGLISH_PLURAL: Final = "(n != 1)"


def N_(message: str) -> str:  # noqa: N802  - gettext's own name
    """Mark a message that is translated where it is shown, and return it."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802
    """Mark a message with a number, as ``N_`` does."""
    return singular, plural


class Texts:
    """Texts of the interface in one language.

    Attributes:
        language: ISO 639-1 code.
        plural_rule: the index of the plural form that ``n`` takes, an expression in C.
    """

    def __init__(self, language: str, catalogue: Catalog | None = None) -> None:
        self.language = language
        self.plural_rule = catalogue.plural_expr if catalogue else _ENGLISH_PLURAL
        self._translations = _compile(catalogue) if catalogue else _gettext.NullTranslations()

    def gettext(self, message: str, /, **values: Any) -> str:
        """Return a text with values in its ``%(places)s``."""
        # An empty message is the header of a catalogue.
        text = self._translations.gettext(message) if message else ""
        return text % values if values else text

    def pgettext(self, context: str, message: str) -> str:
        """Return a text that means something else in other contexts."""
        return self._translations.pgettext(context, message)

    def ngettext(self, singular: str, plural: str, number: int, /, **values: Any) -> str:
        """Return the form of a text for a number, with the number at ``%(count)s``."""
        text = self._translations.ngettext(singular, plural, number)
        return text % {"count": self.number(number), **values}

    def forms(self, singular: str, plural: str) -> list[str]:
        """Return all plural forms of a text, by the index that ``plural_rule`` gives."""
        rule = _gettext.c2py(self.plural_rule)
        examples = {rule(number): number for number in range(200)}
        return [
            self._translations.ngettext(singular, plural, examples[index])
            for index in sorted(examples)
        ]

    def number(self, number: int) -> str:
        """Return a number with its thousands apart: "23,209"."""
        if self.language == "en":
            return f"{number:,}"
        return _decimal(number, self.language)

    def decimal(self, number: float) -> str:
        """Return a number with one decimal: "23,209.5"."""
        if self.language == "en":
            return f"{number:,.1f}"
        return _decimal(number, self.language, "#,##0.0")

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1 to 12, used alone: "November"."""
        return _month_names(self.language, "stand-alone")[month - 1]

    def month(self, day: date) -> str:
        """Return the month of a day: "November 2026"."""
        return self.gettext("%(month)s %(year)s", month=self.month_name(day.month), year=day.year)

    def day(self, day: date) -> str:
        """Return a day: "25 November 2026"."""
        return self.gettext("%(day)s %(month)s %(year)s", **self._parts(day))

    def days(self, first: date, last: date) -> str:
        """Return a period: "19–25 November 2026"."""
        if first == last:
            return self.day(last)
        values = {f"first_{name}": value for name, value in self._parts(first).items()}
        values |= {f"last_{name}": value for name, value in self._parts(last).items()}
        if first.year != last.year:
            message = N_(
                "%(first_day)s %(first_month)s %(first_year)s – "
                "%(last_day)s %(last_month)s %(last_year)s"
            )
        elif first.month != last.month:
            message = N_(
                "%(first_day)s %(first_month)s – %(last_day)s %(last_month)s %(last_year)s"
            )
        else:
            message = N_("%(first_day)s–%(last_day)s %(last_month)s %(last_year)s")
        return self.gettext(message, **values)

    def _parts(self, day: date) -> dict[str, Any]:
        month = _month_names(self.language, "format")[day.month - 1]
        return {"day": day.day, "month": month, "year": day.year}


def read_catalogue(path: Path) -> Catalog:
    """Return a catalogue of a .po or .pot file."""
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        return read_po(stream, locale=None if path.suffix == ".pot" else path.stem)


def catalogues() -> dict[str, Path]:
    """Return language -> its catalogue."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.po"))}


@cache
def texts_of(language: str) -> Texts:
    """Return the texts in a language, or in English if it has no catalogue."""
    path = FOLDER / f"{language}.po"
    return Texts(language, read_catalogue(path)) if language in LANGUAGES[1:] else Texts("en")


def _compile(catalogue: Catalog) -> _gettext.NullTranslations:
    from babel.messages.mofile import write_mo

    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return _gettext.GNUTranslations(buffer)


@cache
def _decimal(number: float, language: str, pattern: str | None = None) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, pattern, locale=language)


@cache
def _month_names(language: str, context: Literal["format", "stand-alone"]) -> tuple[str, ...]:
    from babel.dates import get_month_names

    names = get_month_names("wide", context=context, locale=language)
    return tuple(names[month] for month in range(1, 13))


#: Languages of the interface.
LANGUAGES: Final = ("en", *catalogues())
ENGLISH: Final = Texts("en")
