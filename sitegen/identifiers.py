"""Parse arXiv ids, DOIs and ORCID iDs, and derive match keys, slugs and page names from texts."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from typing import Final
from urllib.parse import unquote

#: Maximum length of a page name, in bytes (ASCII); with an extension it fits every file system.
MAX_ID_BYTES: Final = 80
#: Prefix of the DOIs that arXiv registers, in lower case; the arXiv id follows.
ARXIV_DOI: Final = "10.48550/arxiv."
#: arXiv's archives before April 2007, most of which exist still.
_ARCHIVES: Final = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|"
    "nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con"
)
#: ``1706.03762`` (since April 2007) or ``hep-th/9901001``, with an optional version, not inside
#: another number. Source: https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV: Final = re.compile(
    rf"(?:^|[/:\s(\[])((?:\d{{2}}(?:0[1-9]|1[0-2])\.\d{{4,5}})|"
    rf"(?:(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/\d{{7}}))(?:v\d+)?(?=$|[\s.,;)\]\[?#&]|\.pdf)"
)
#: Source: https://www.crossref.org/blog/dois-and-matching-regular-expressions/
_DOI: Final = re.compile(r"10\.\d{4,9}/[-._;()/:a-z0-9<>\[\]+~*]+", re.IGNORECASE)
#: What follows a DOI without a blank: the address of a link in Markdown, a tag, another DOI.
_DOI_END: Final = re.compile(r"\]\(|[(\[<;]?https?://|;10\.\d{4,9}/|</|<br\b")
#: What publishers' addresses append to a DOI, and the version of a preprint server.
_DOI_PAGE: Final = re.compile(
    r"(?:v\d+)?(?:/(?:full|abstract|pdf|epdf|pdfdirect|fulltext|html|meta|summary)|\.full(?:-text)?|"
    r"\.pdf|\.abstract){1,5}$"
)
#: Escapes of LaTeX before a sign, which YAML and text files keep: ``10.1007/1\\_29``.
_ESCAPE: Final = re.compile(r"\\(?=[^a-zA-Z0-9])|[{}]")
_BRACKETS: Final = {")": "(", "]": "[", ">": "<"}
_ORCID: Final = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)")
#: Device names of Windows, reserved with any extension.
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
#: Letters without a Unicode decomposition, and their usual spelling in ASCII.
ASCII_SPELLINGS: Final = {
    ord(letter): spelling
    for letter, spelling in {
        "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d",
        "þ": "th", "ħ": "h", "ŋ": "ng", "ŧ": "t",
    }.items()
}  # fmt: skip


class _AlphanumericTable(dict[int, int | None]):
    """A table for ``str.translate`` that removes all but letters and digits.

    Entries are computed at the first lookup, as a full table would have 1.1 million.
    """

    def __missing__(self, code: int) -> int | None:
        result = self[code] = code if chr(code).isalnum() else None
        return result


_ALPHANUMERIC: Final = _AlphanumericTable()
#: The same for ASCII, as bytes, which are several times as fast: all but letters and digits, and
#: each byte's lower case.
_ASCII_SIGNS: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_ASCII_LOWER: Final = bytes(range(256)).lower()
#: The same, with a space for all but letters and digits.
_ASCII_WORDS: Final = bytes(
    ord(" ") if code in _ASCII_SIGNS else lower for code, lower in enumerate(_ASCII_LOWER)
)
_BASE32: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: without i, l, o and u
#: Hash lengths in page names, in characters of 5 bits. 5 for names that would collide without it,
#: 4 to separate the few papers with equal titles.
_HASH_CHARS: Final = 5
_TITLE_HASH_CHARS: Final = 4
#: All names in one script that is not Latin share a slug, so that their hashes are longer: 50 bits.
_AUTHOR_HASH_CHARS: Final = 10


def arxiv_url(arxiv_id: str) -> str:
    """Return the address of a paper's page on arXiv."""
    return f"https://arxiv.org/abs/{arxiv_id}"


def arxiv_pdf_url(arxiv_id: str) -> str:
    """Return the address of a paper's PDF on arXiv."""
    return f"https://arxiv.org/pdf/{arxiv_id}"


def parse_arxiv_id(text: str) -> str | None:
    """Return the first arXiv id in an id, a URL or a citation, without its version, or None."""
    match = _ARXIV.search(text)
    return match.group(1) if match else None


def parse_doi(text: str) -> str | None:
    """Return the first DOI in a DOI, a URL or a citation, or None.

    The result is in lower case, as DOIs are case-insensitive.
    """
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    if "%" in text or "&" in text:
        # "10.1002%2F(SICI)…%3C1" in an address, "&lt;1" in markup.
        # "%252F" was encoded twice.
        text = html.unescape(unquote(text.replace("%25", "%")))
    match = _DOI.search(text)
    if not match:
        return None
    doi = match[0].lower()
    # Each of the ends has one of these, and few DOIs have.
    if "/" in doi[match[0].index("/") + 1 :] or "<" in doi or ";" in doi or "(" in doi:
        doi = _DOI_END.split(doi, maxsplit=1)[0]
    if "://" in text:
        doi = _DOI_PAGE.sub("", doi)
    return _trim_doi(doi) or None


def _trim_doi(doi: str) -> str:
    """Remove the punctuation and the closing brackets of the sentence around a DOI."""
    while doi:
        last = doi[-1]
        # A bracket that the DOI opens is its own: SICIs have "(19990130)18:2<1::aid-sim1>".
        if last in ".,;:*/" or (last in _BRACKETS and doi.count(last) > doi.count(_BRACKETS[last])):
            doi = doi[:-1]
        else:
            return doi if "/" in doi[:-1] else ""
    return doi


def published_doi(doi: str | None) -> str | None:
    """Return a publisher's DOI unchanged; None for an arXiv DOI, which is a preprint's."""
    return None if doi and doi.startswith(ARXIV_DOI) else doi or None


def parse_orcid(text: str) -> str | None:
    """Return the first ORCID iD in an iD or a URL, or None if its check digit is wrong.

    Source: ISO 7064 MOD 11-2, https://support.orcid.org/hc/en-us/articles/360006897674
    """
    match = _ORCID.search(text)
    if not match:
        return None
    orcid = "-".join(match.groups()).upper()
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    # A check digit of 10 is written as X.
    check = (12 - total % 11) % 11
    return orcid if orcid[-1] == "0123456789X"[check] else None


def short_hash(text: str, length: int) -> str:
    """Return the first ``length`` base-32 characters (5 bits each) of a hash of a text.

    The hash has 128 bits, so that ``length`` can be at most 25.
    """
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())
    return "".join(_BASE32[(number >> (5 * i)) & 31] for i in range(length))


def match_key(text: str) -> str:
    """Return the letters and digits of a text, case-folded; equal titles have equal keys."""
    # ASCII needs neither decomposition nor case folding beyond lower().
    if text.isascii():
        return text.encode().translate(_ASCII_LOWER, _ASCII_SIGNS).decode()
    return unicodedata.normalize("NFKD", text).casefold().translate(_ALPHANUMERIC)


def fold_diacritics(text: str) -> str:
    """Return a text without diacritics: ``Łukasz Ørsted`` becomes ``lukasz orsted``.

    The result has lower-case letters, digits and single spaces only, so it is safe in any markup.
    """
    # Most names and titles are ASCII, which has nothing to decompose.
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII_WORDS).decode().split())
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(ASCII_SPELLINGS))
    words = re.split(r"[\W_]+", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return " ".join(word for word in words if word)


def has_undecomposable_letter(text: str) -> bool:
    """Return whether a text has a letter without a Unicode decomposition, such as ``ł``."""
    return not ASCII_SPELLINGS.keys().isdisjoint(map(ord, text.lower()))


def slugify(text: str, max_bytes: int = MAX_ID_BYTES) -> str:
    """Convert a text to ``a-z``, ``0-9`` and single hyphens, cut at a word boundary; may be empty.

    Letters outside ASCII lose their diacritics (``é`` becomes ``e``) or are removed (Chinese).
    Callers add a hash where that could make two names equal.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", _ascii_letters(text)).strip("-")
    if len(slug) <= max_bytes:
        return slug
    # One character more: a hyphen there shows that the last word is complete.
    cut = slug[: max_bytes + 1].rsplit("-", 1)[0]
    return (cut if 0 < len(cut) <= max_bytes else slug[:max_bytes]).strip("-")


def _ascii_letters(text: str) -> str:
    """Return a text in lower case, without diacritics, apostrophes and other scripts than Latin."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o"))
    return decomposed.encode("ascii", "ignore").decode().lower().replace("'", "")


def page_name(text: str) -> str:
    """Convert a unique identifier to a unique page name that is safe on every file system.

    An identifier in the form of a slug, in which points or underscores may replace hyphens
    (``1706.03762``), is returned unchanged. Others get a hash, as two may have the same slug.
    Hyphens and underscores stay, as OpenReview's ids, by which people look for them, have many.
    """
    if re.fullmatch(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", text) and len(text) <= MAX_ID_BYTES:
        return f"paper-{text}" if _RESERVED.fullmatch(text) else text
    slug = "-".join(filter(None, re.split(r"[^a-z0-9_-]+", _ascii_letters(text)))).lstrip("-_")
    return _with_hash(slug[: MAX_ID_BYTES - _HASH_CHARS - 1], text, _HASH_CHARS)


def title_name(title: str, identity: str) -> str:
    """Return a page name from a title and the hash of ``identity``, which separates equal titles.

    All names have the hash: if it were added for the second paper with a title only, names would
    depend on the order of the papers.
    """
    slug = slugify(title, MAX_ID_BYTES - _TITLE_HASH_CHARS - 1)
    return _with_hash(slug, identity, _TITLE_HASH_CHARS)


def _with_hash(slug: str, text: str, length: int) -> str:
    return f"{slug or 'paper'}-{short_hash(text, length)}"


def is_reserved_name(name: str) -> bool:
    """Return whether Windows reserves a file name, with any extension."""
    return bool(_RESERVED.fullmatch(name))


def author_page_name(name: str) -> str:
    """Return the name of the page of an author's name, a function of the name alone.

    It is the slug if the name can be read from it: ``John Smith``, ``J. Smith``. Other names have a
    hash after a point, which no slug holds. See docs/adr/0015.
    """
    # Two encodings of one letter are one name to readers; what UTF-8 can't hold gets a number.
    text = unicodedata.normalize("NFC", " ".join(name.split()))
    text = text.encode("utf-8", errors="backslashreplace").decode()
    slug = slugify(fold_diacritics(text), MAX_ID_BYTES - _AUTHOR_HASH_CHARS - 1)
    is_safe = slug and not is_reserved_name(slug)
    if is_safe and text == _read_slug(slug) and not _ORCID.fullmatch(slug):
        return slug
    return f"{slug if is_safe else 'author'}.{short_hash(text, _AUTHOR_HASH_CHARS)}"


def _read_slug(slug: str) -> str:
    """Return the name that a slug is read as: capitals at the start of words, initials."""
    words = (word.capitalize() for word in slug.split("-"))
    return " ".join(f"{word}." if len(word) == 1 else word for word in words)


def venue_page_name(name: str, *, is_label: bool) -> str:
    """Return the name of the page of a venue, a function of the venue alone.

    It is the slug if the venue can be read from it: a label of ASCII words (``ECML PKDD``), or a
    printed name such as ``HATS`` or ``Journal of Hat Science``. Others have a hash after a point.
    See docs/adr/0015.

    Args:
        name: by which readers know the venue, or as it is printed.
        is_label: whether the table of venues has the venue, so that case does not tell it apart.
    """
    text = unicodedata.normalize("NFC", " ".join(name.split()))
    text = text.encode("utf-8", errors="backslashreplace").decode()
    slug = slugify(fold_diacritics(text), MAX_ID_BYTES - _AUTHOR_HASH_CHARS - 1)
    is_safe = slug and not is_reserved_name(slug)
    is_readable = _WORDS.fullmatch(text) and slug == _SEPARATOR.sub("-", text).lower()
    if is_safe and is_readable and (is_label or text == _read_venue(slug)):
        return slug
    return f"{slug if is_safe else 'venue'}.{short_hash(text, _AUTHOR_HASH_CHARS)}"


#: Words of ASCII letters and digits, each with a blank or a hyphen behind it.
_WORDS: Final = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*+")
_SEPARATOR: Final = re.compile("[ -]")
#: A word that is a venue's whole name is an acronym if it is not longer.
_MAX_ACRONYM_CHARS: Final = 8
_SMALL_WORDS: Final = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})


def _read_venue(slug: str) -> str:
    """Return the printed name that a slug is read as: an acronym, or words with capitals."""
    first, *words = slug.split("-")
    if not words and len(first) <= _MAX_ACRONYM_CHARS:
        return first.upper()
    capitalized = (word if word in _SMALL_WORDS else word.capitalize() for word in words)
    return " ".join([first.capitalize(), *capitalized])


#: Symbols that tell names apart: "C", "C++" and "C#", "A" and "A*".
_SYMBOL_NAMES: Final = {"+": "-plus", "#": "-sharp", "*": "-star"}
_SYMBOL_IN_NAME: Final = re.compile(r"(?<=[A-Za-z0-9+])[+#*](?=[+#*]|\W|$)")


def tag_slug(name: str) -> str:
    """Return the name of a tag's page, with a hash if the slug lost letters of the name."""
    spelled = _SYMBOL_IN_NAME.sub(lambda match: _SYMBOL_NAMES[match[0]], name)
    slug = slugify(spelled)
    key = match_key(name)
    # Letters outside ASCII are lost, unless their base letter stays (``é``).
    if not slug or (not key.isascii() and len(slug) < len(key)):
        return _with_hash(slug or "tag", name, _HASH_CHARS)
    return f"tag-{slug}" if _RESERVED.fullmatch(slug) else slug
