"""arXiv ids, DOIs, slugs and page names: parse and format."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

MAX_ID_BYTES: Final = 80
#: What the DOIs that arXiv gives begin with, in lower case; an arXiv id follows.
ARXIV_DOI: Final = "10.48550/arxiv."
#: The new scheme since April 2007, and the old one. Source: https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV: Final = re.compile(
    r"(?:^|[/:\s])((?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})|(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}))(?:v\d+)?"
    r"(?=$|[\s.,;)\]\[?#]|\.pdf)"
)
#: Source: https://www.crossref.org/blog/dois-and-matching-regular-expressions/
_DOI: Final = re.compile(r"10\.\d{4,9}/[-._;()/:a-z0-9<>\[\]+]+", re.IGNORECASE)
#: Names that Windows keeps for devices, with any ending.
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
#: Letters that Unicode does not take apart, and how they are typed without them.
_PLAIN: Final = {
    ord(letter): plain
    for letter, plain in {
        "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d",
        "þ": "th", "ħ": "h", "ŋ": "ng", "ŧ": "t",
    }.items()
}  # fmt: skip


class _Letters(dict[int, int | None]):
    """What ``match_key`` makes of a character, found out when one is first met."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = code if chr(code).isalnum() else None
        return kept


_LETTERS: Final = _Letters()
#: Everything of ASCII that is neither letter nor digit goes.
_NO_LETTERS: Final = {code: None for code in range(128) if not chr(code).isalnum()}
_BASE32: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread


def parse_arxiv_id(text: str) -> str | None:
    """Find an arXiv id in an id, an address or a citation; its version is left off."""
    match = _ARXIV.search(text)
    return match.group(1) if match else None


def parse_doi(text: str) -> str | None:
    """Find a DOI in a DOI, an address or a citation; lower case, as DOIs are case-blind."""
    match = _DOI.search(text)
    return match.group(0).rstrip(".,;:").lower() if match else None


def published_doi(doi: str | None) -> str | None:
    """Return a publisher's DOI; arXiv's own is the preprint's, and none."""
    return None if doi and doi.startswith(ARXIV_DOI) else doi or None


def parse_orcid(text: str) -> str | None:
    """Find an ORCID iD in an iD or an address; one whose check digit is wrong is none.

    Source: ISO 7064 MOD 11-2, https://support.orcid.org/hc/en-us/articles/360006897674
    """
    match = re.search(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\d)", text)
    if not match:
        return None
    orcid = "-".join(match.groups()).upper()
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return orcid if orcid[-1] == ("X" if rest == 10 else str(rest)) else None  # noqa: PLR2004


def short_hash(text: str, length: int) -> str:
    """Return ``length`` base-32 characters (5 bits each) that depend on ``text`` alone."""
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())
    return "".join(_BASE32[(number >> (5 * i)) & 31] for i in range(length))


def match_key(text: str) -> str:
    """Reduce a text to its letters and digits, case-blind: what makes two titles the same."""
    if text.isascii():
        return text.lower().translate(_NO_LETTERS)
    return unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)


def fold_diacritics(text: str) -> str:
    """Spell a text as a plain keyboard does: ``Łukasz Ørsted`` is ``lukasz orsted``.

    Lower-case letters and digits, with single blanks between words; safe in any markup.
    """
    bare = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    words = re.split(r"[\W_]+", "".join(c for c in bare if not unicodedata.combining(c)))
    return " ".join(word for word in words if word)


def has_letters_without_marks(text: str) -> bool:
    """Tell whether a text has a letter that is no plain letter with a mark, such as ``ł``."""
    return not _PLAIN.keys().isdisjoint(map(ord, text.lower()))


def slugify(text: str, max_bytes: int = MAX_ID_BYTES) -> str:
    """Turn a text into ``a-z``, ``0-9`` and single hyphens, cut at a word; may be empty.

    Letters outside ASCII lose their marks (``é`` is ``e``) or, where no ASCII letter is left
    (Chinese), fall away: callers add a fingerprint, so nothing becomes ambiguous.
    """
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(slug) <= max_bytes:
        return slug
    cut = slug[: max_bytes + 1].rsplit("-", 1)[0]
    return (cut if 0 < len(cut) <= max_bytes else slug[:max_bytes]).strip("-")


def page_name(text: str) -> str:
    """Turn an identifier that is unique as it stands into a page name.

    A name that is its own slug (``1706.03762`` counts) stays as it is; any other gets a
    fingerprint, as two identifiers may have one slug. Safe on every file system.
    """
    if re.fullmatch(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", text) and len(text) <= MAX_ID_BYTES:
        return f"paper-{text}" if _RESERVED.fullmatch(text) else text
    return _with_hash(slugify(text, MAX_ID_BYTES - 6), text, 5)


def title_name(title: str, identity: str) -> str:
    """Name a page after a title; the fingerprint of ``identity`` parts papers of equal titles.

    The fingerprint is always there: a name that got one only when a second paper of its title
    came would change with the company it keeps.
    """
    return _with_hash(slugify(title, MAX_ID_BYTES - 5), identity, 4)


def _with_hash(slug: str, text: str, length: int) -> str:
    return f"{slug or 'paper'}-{short_hash(text, length)}"


def tag_slug(name: str) -> str:
    """Name a tag's page; a name without ASCII letters is told by its fingerprint."""
    slug = slugify(name)
    plain = match_key(name)
    if not slug or (not plain.isascii() and len(slug) < len(plain)):
        return _with_hash(slug or "tag", name, 5)
    return f"tag-{slug}" if _RESERVED.fullmatch(slug) else slug
