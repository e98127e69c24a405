"""Addresses of licences, and names of licences by their addresses.

A licence is the address of its text, which metadata can link to. Creative Commons' names become the
addresses of their deeds, SPDX identifiers those of SPDX's list. A name without a version gets the
address without one, as HAL writes it: nothing is guessed.

Sources: https://creativecommons.org/licenses/, https://spdx.org/licenses/,
https://info.arxiv.org/help/license/index.html
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitegen.text.links import safe_url

#: A longer text is a contract, and no name or address.
_MAX_CHARS: Final = 2_000
_DEEDS: Final = "https://creativecommons.org"
#: Also within a sentence: "This article is under https://creativecommons.org/licenses/by/4.0/.".
_DEED: Final = re.compile(
    r"(?<![\w.-])(?:www\.)?creativecommons\.org/(licenses|publicdomain)/"
    r"((?:by|nc|nd|sa)(?:-(?:by|nc|nd|sa)){0,3}|zero|mark)(?![\w-])"
    r"(?:/(\d\.\d)(?:/([a-z]{2,3})(?![\w.]))?)?",
    re.IGNORECASE,
)
_ARXIV: Final = "https://arxiv.org/licenses/"
_ARXIV_ADDRESS: Final = re.compile(r"https?://(?:www\.)?arxiv\.org/licenses/", re.IGNORECASE)
_ARXIV_NAME: Final = re.compile(
    r"(?:arxiv(?:\.org)?(?: ?- ?| ))?(?:perpetual, )?non-?exclusive[ -]"
    r"(?:distrib|(?:distribution )?licen[cs]e(?: to distribute)?)(?: ?1\.0)?",
    re.IGNORECASE,
)
#: Words of the names of Creative Commons' licences -> their letters.
_WORDS: Final = (
    (re.compile(r"creative[ -]?commons|^cc(?=by)"), " cc "),
    (re.compile(r"attribution"), " cc by "),
    (re.compile(r"by(?=nc|nd|sa)|nc(?=nd|sa)"), lambda match: f"{match[0]} "),
    (re.compile(r"non[ -]?commercial"), " nc "),
    (re.compile(r"share[ -]?alike"), " sa "),
    (re.compile(r"no[ -]?deriv(?:ative)?s?(?: works)?"), " nd "),
    (re.compile(r"public domain dedication|universal|international|unported|generic|deed"), " "),
    (re.compile(r"\blicen[cs]e\b|\bversion\b|\bv(?=\d)"), " "),
)
_CODE: Final = re.compile(r"cc (?:cc |by )*by(?: nc)?(?: sa| nd)?(?: (\d)(?: (\d))?)?")
_PARTS: Final = re.compile(r"nc|sa|nd")
_ZERO: Final = re.compile(r"(?:cc )?(?:cc ?0|cc ?zero)(?: ?1(?: 0)?)?")
#: SPDX identifiers of software and data that people cite; others are given as addresses.
_SPDX: Final = (
    "0BSD", "AFL-3.0", "AGPL-3.0", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0",
    "Artistic-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD-3-Clause-Clear", "BSD-4-Clause", "BSL-1.0",
    "CECILL-2.1", "CECILL-B", "CECILL-C", "ECL-2.0", "EPL-1.0", "EPL-2.0", "EUPL-1.1", "EUPL-1.2",
    "GFDL-1.3", "GFDL-1.3-only", "GFDL-1.3-or-later", "GPL-2.0", "GPL-2.0-only",
    "GPL-2.0-or-later", "GPL-3.0", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1",
    "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT",
    "MIT-0", "MPL-2.0", "NCSA", "ODC-By-1.0", "ODbL-1.0", "OFL-1.1", "OGL-UK-3.0", "PDDL-1.0",
    "PostgreSQL", "Unlicense", "WTFPL", "Zlib",
)  # fmt: skip
_SPDX_ADDRESS: Final = "https://spdx.org/licenses/"
_SPDX_IDS: Final = {name.lower(): name for name in _SPDX}
_SPDX_PAGE: Final = re.compile(
    r"https?://(?:www\.)?spdx\.org/licenses/([A-Za-z0-9.+-]{2,40}?)(?:\.html)?"
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
#: Addresses that say who may read a text, and not by what licence.
_ACCESS: Final = re.compile(
    r"https?://(?:www\.)?purl\.org/(?:coar/access|eprint/accessRights)", re.IGNORECASE
)


@lru_cache(maxsize=1 << 10)
def license_url(text: str) -> str | None:
    """Return the address of a licence that a text is the name or the address of, or None.

    Of a sentence, only an address of Creative Commons in it counts.
    """
    text = text[:_MAX_CHARS].strip().rstrip(".;,")
    if match := _DEED.search(text):
        return _deed(*match.groups())
    if _ADDRESS.fullmatch(text):
        return _known_address(text)
    return _address_of_name(text)


def license_name(url: str) -> str:
    """Return the name of a licence by its address: "CC BY 4.0", or the host of an unknown one."""
    if match := _DEED.search(url):
        _, code, version, country = match.groups()
        name = {"zero": "CC0", "mark": "Public Domain Mark"}.get(code, f"CC {code.upper()}")
        return " ".join(filter(None, (name, version, (country or "").upper())))
    if url.startswith(_ARXIV):
        return "arXiv.org"
    if match := _SPDX_PAGE.fullmatch(url):
        return match[1]
    return url.split("/")[2].removeprefix("www.")


def is_open_deed(url: str) -> bool:
    """Return whether an address is that of a licence of Creative Commons."""
    return url.startswith(_DEEDS)


def _deed(group: str, code: str, version: str | None, country: str | None) -> str:
    return "/".join(filter(None, (_DEEDS, group, code, version, country))).lower() + "/"


def _known_address(url: str) -> str | None:
    if _ACCESS.match(url):
        return None
    if match := _ARXIV_ADDRESS.match(url):
        return safe_url(_ARXIV + url[match.end() :])
    if match := _SPDX_PAGE.fullmatch(url):
        return f"{_SPDX_ADDRESS}{_SPDX_IDS.get(match[1].lower(), match[1])}.html"
    return safe_url(url)


def _address_of_name(text: str) -> str | None:
    if name := _SPDX_IDS.get(text.lower()):
        return f"{_SPDX_ADDRESS}{name}.html"
    if _ARXIV_NAME.fullmatch(text):
        return f"{_ARXIV}nonexclusive-distrib/1.0/"
    name, bracket, code = text.lower().rstrip(")").partition("(")
    # "Attribution 4.0 International (CC BY 4.0)".
    return (_deed_of_name(code) if bracket else None) or _deed_of_name(name)


def _deed_of_name(name: str) -> str | None:
    """Return the address of a licence of Creative Commons by its name in small letters."""
    given = name.strip()
    for pattern, letters in _WORDS:
        name = pattern.sub(letters, name)
    name = " ".join(re.split(r"[^a-z0-9]+", name)).strip()
    if _ZERO.fullmatch(name):
        return f"{_DEEDS}/publicdomain/zero/1.0/"
    match = _CODE.fullmatch(name)
    if not match or (given.isalpha() and not given.startswith("c")):
        # "Attribution" alone may be anybody's.
        return None
    version = f"{match[1]}.{match[2] or 0}" if match[1] else ""
    code = "-".join(["by", *_PARTS.findall(name)])
    return _deed("licenses", code, version, None)
