"""Numbers of months by their names, in the languages in which most papers appear."""

from __future__ import annotations

import unicodedata
from typing import Final

#: The twelve names per language, in the form that stands beside a day; of a prefix that two
#: languages share, the earlier language counts. Another form of a language has another line.
_LANGUAGES: Final = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mrz . . . . . . . . .",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ". . . . . . . . setiembre . . .",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    ". . mrt . . . . . . . . .",
    "januari februari mars april maj juni juli augusti september oktober november desember",
    "januar februar marts april maj juni juli august september oktober november december",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    (
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
        "decembrie"
    ),
    (
        "január február március április május június július augusztus szeptember október november "
        "december"
    ),
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia"
    ),
    (
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad "
        "grudzień"
    ),
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
        "syyskuuta lokakuuta marraskuuta joulukuuta"
    ),
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    (
        "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
        "οκτωβρίου νοεμβρίου δεκεμβρίου"
    ),
    (
        "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος "
        "οκτώβριος νοέμβριος δεκέμβριος"
    ),
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_MONTHS_PER_YEAR: Final = 12
#: An abbreviation has three letters or more.
_MIN_LETTERS: Final = 3
#: "2024" is read as a number (of no month), a row of 5,000 digits is not: int() refuses it.
_MAX_DIGITS: Final = 4
MAX_NAME_CHARS: Final = 12


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a month's number, its name, or at least three first letters of it."""
    text = name.strip().removesuffix(".")
    if text.isdecimal():
        number = int(text) if len(text) <= _MAX_DIGITS else 0
        return number if 1 <= number <= _MONTHS_PER_YEAR else None
    return _NUMBERS.get(_letters(text)) if len(text) <= MAX_NAME_CHARS else None


def _letters(text: str) -> str:
    """Return a text in lower case without diacritics."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def _numbers() -> dict[str, int]:
    """Return the month of each prefix of a name; "jui" is June or July, which none has.

    A whole name counts more than a prefix of another language's: Czech "červen" is June, although
    "července" is of July.
    """
    numbers: dict[str, int] = {}
    whole: dict[str, int] = {}
    for names in _LANGUAGES:
        prefixes: dict[str, int] = {}
        for number, name in enumerate(map(_letters, names.split()), start=1):
            for length in range(_MIN_LETTERS, len(name) + 1):
                prefix = name[:length]
                is_other = prefixes.get(prefix, number) != number and length < len(name)
                prefixes[prefix] = 0 if is_other else number
            whole.setdefault(name, number)
        numbers = prefixes | numbers
    numbers |= {name: number for name, number in whole.items() if len(name) >= _MIN_LETTERS}
    return {prefix: number for prefix, number in numbers.items() if number}


_NUMBERS: Final = _numbers()
