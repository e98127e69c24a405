"""Fields of front matter as note programs and site generators write them.

Source: https://help.obsidian.md/properties, https://docs.hugoblox.com (Wowchemy, Hugo Academic),
and https://jekyllrb.com/docs/front-matter/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.lists.labels import label_kind
from sitegen.sources.paths import value_at

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Fields of Hugo Academic, Quarto and Zotero's notes -> our fields.
_SYNONYMS: Final = {
    "publication": "venue", "publication_name": "venue", "container-title": "venue",
    "published_in": "venue", "url_pdf": "pdf", "url_preprint": "pdf", "url_code": "code",
    "url_source": "code", "url_project": "url", "url_paper": "url", "paperurl": "url",
    "paper_url": "url", "paper": "url", "citekey": "id", "citation_key": "id",
    "zotero_key": "id", "website": "url",
}  # fmt: skip
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ALIAS: Final = re.compile(r"\[\[([^\[\]|]{1,200})\|([^\[\]|]{1,200})\]\]")
#: A field of Dataview in the text: "**Title**:: Grains", "> authors:: [[Lovelace]]".
_INLINE_FIELD: Final = re.compile(
    r"^[ \t>]*+(?:[-*+] )?[*_]{0,2}([A-Za-z][\w -]{0,30}?)[*_]{0,2}::[*_]{0,2}[ \t]+(\S[^\n]*)$",
    re.MULTILINE,
)
#: "# Title", "## Metadata" and the bullets below it; the last bullet's tags may stand apart.
_METADATA: Final = re.compile(
    r"\A\s*+# ++([^\n]++)\n\s*+##++ *+metadata[ \t]*+\n"
    r"((?:[ \t]*+(?:[-*+] [^\n]*+)?\n|, [^\n]*+\n)++)",
    re.IGNORECASE,
)
_BULLET_FIELD: Final = re.compile(
    r"^[ \t]*[-*+] +(?:\*\*|__)?([A-Za-z][\w ]{0,30}?)(?:\*\*|__)?[ \t]?:(?:\*\*|__)?"
    r"[ \t]+(\S[^\n]*)$",
    re.MULTILINE,
)
_ABSTRACT: Final = re.compile(r"^##+ *abstract[ \t]*\n([^#]*)", re.IGNORECASE | re.MULTILINE)
#: Zotero's names of what an item is in.
_CONTAINER_NAMES: Final = (
    "publication title", "proceedings title", "publication", "book title", "conference name",
    "journal", "university", "publisher",
)  # fmt: skip
#: Zotero's templates write one line per author.
_AUTHOR_NAMES: Final = frozenset({"author", "authors", "firstauthor", "first author"})
_LINK_TARGET: Final = re.compile(r"\]\((https?://[^()\s]{1,400})\)")
_MARKDOWN_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
#: A backslash before a sign, as in BibTeX and Markdown: "10.1007/978-3\\_34".
_ESCAPE: Final = re.compile(r"\\([_&%#*~.()\[\]<>-])")
_EMPHASIS: Final = re.compile(r"(?<!\w)(\*\*|\*|__|_)(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)")
#: The kind of a paper in front of its first author: "[*Conference*] Jane Doe".
_KIND_MARK: Final = re.compile(r"\A\[[*_]?[A-Z][\w ]{1,20}[*_]?\] (?!\()")
_IN: Final = re.compile(r"\A(?:In|In:|in) (?=\S)")
#: The full stop of "In *Proceedings of Kites*, ACM.", but not of "Proc." and "Sci.".
_LAST_STOP: Final = re.compile(r"(?<=, [A-Z]{3})\.$|(?<=[a-z]{6})\.$|(?<=\))\.$")
#: The same list under several names: a page has tags and categories.
_KEYWORD_KEYS: Final = ("keywords", "tags", "categories", "topics")
#: Fields whose values are addresses, in which asterisks and underscores are literal.
_LITERAL_FIELDS: Final = frozenset({"url", "pdf", "code", "doi", "arxiv_id"})


def inline_fields(body: str) -> dict[str, Any]:
    """Return the fields that the text of a note has in the notation of Dataview.

    Source: https://blacksmithgu.github.io/obsidian-dataview/annotation/add-metadata/
    """
    fields: dict[str, Any] = {}
    authors: list[str] = []
    for name, value in _INLINE_FIELD.findall(body):
        if name.lower() in _AUTHOR_NAMES:
            authors.append(value.strip())
        else:
            fields.setdefault(name.lower(), value.strip())
    if authors:
        fields["authors"] = authors
    return fields


def metadata_note(text: str) -> tuple[dict[str, Any], str] | None:
    """Return the fields of a note that Zotero's mdnotes wrote, and the text below them.

    It has the title as its heading, and one bullet per field below a heading "Metadata".
    Source: https://argentinaos.com/zotero-mdnotes/docs/
    """
    match = _METADATA.match(text)
    if match is None:
        return None
    pairs = {name.lower(): _plain_value(value) for name, value in _BULLET_FIELD.findall(match[2])}
    venues = [pairs[name] for name in _CONTAINER_NAMES if pairs.get(name)]
    fields: dict[str, Any] = {
        **pairs,
        "title": match[1].strip(" #"),
        "kind": pairs.get("item type"),
    }
    if venues:
        fields["venue"] = venues[0]
    if abstract := _ABSTRACT.search(text, match.end()):
        fields["abstract"] = abstract[1].strip()
        return fields, f"{text[match.end() : abstract.start()]}\n{text[abstract.end() :]}"
    return fields, text[match.end() :]


def _plain_value(value: str) -> str:
    """Return a value in which a link has its text, or its address if that is the text."""
    text = _MARKDOWN_LINK.sub(r"\1", value).strip()
    target = _LINK_TARGET.search(value)
    return target[1] if target and not text.startswith("10.") else text


def clean_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields under our names, without wiki links and Markdown in their values."""
    ids = value_at(fields, "hugoblox.ids")
    if isinstance(ids, dict):
        fields = {**ids, **fields}
    cleaned: dict[str, Any] = {}
    links: list[Any] = []
    for key, value in fields.items():
        name = _SYNONYMS.get(key.lower(), key)
        if name == "url":
            links += value if isinstance(value, list) else [value]
        elif name not in cleaned or key == name:
            cleaned[name] = value
    listed = _listed_links(fields.get("links"))
    links += listed.pop("url", [])
    cleaned = listed | cleaned
    if links:
        cleaned["url"] = [link for link in links if link]
    cleaned |= _keywords(cleaned)
    cleaned = {key: _clean(key.lower(), value) for key, value in cleaned.items()}
    venue = cleaned.get("venue")
    if isinstance(venue, dict):
        # Hugo's publication may have its name below it.
        cleaned["venue"] = venue = _clean("venue", venue.get("name") or "")
    if isinstance(venue, str):
        cleaned["venue"] = _LAST_STOP.sub("", _IN.sub("", venue))
    return cleaned


def _listed_links(items: Any) -> dict[str, Any]:
    """Return the addresses in Hugo's ``links``, each with its name or type, by our fields."""
    fields: dict[str, Any] = {"url": []}
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        label = str(item.get("name") or item.get("type") or "")
        url = item.get("url")
        if str(item.get("provider")).lower() == "arxiv" and item.get("id"):
            url = f"https://arxiv.org/abs/{item['id']}"
        if not isinstance(url, str) or "://" not in url:
            continue
        name = "pdf" if label.lower() == "pdf" else label_kind(label)
        if name in {"pdf", "code"} and name not in fields:
            fields[name] = url
        else:
            fields["url"].append(url)
    return fields


def _keywords(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return all keywords of a page, if it has several lists of them."""
    lists = [fields[key] for key in _KEYWORD_KEYS if isinstance(fields.get(key), list)]
    if len(lists) < len("ab"):
        return {}
    words = [word for words in lists for word in words if isinstance(word, str)]
    return {"keywords": list(dict.fromkeys(words))}


def _clean(name: str, value: Any) -> Any:
    """Return a value, or the values of a list, as plain text."""
    if isinstance(value, list):
        return [_clean_text(name, item) if isinstance(item, str) else item for item in value]
    return _clean_text(name, value) if isinstance(value, str) else value


def _fuller_name(link: re.Match[str]) -> str:
    """Return the name of an author's note where the text of a link to it is a part of that."""
    name = link[1].rpartition("/")[2].strip()
    return name if set(link[2].split()) <= set(name.split()) else link[2]


def _clean_text(name: str, value: str) -> str:
    if name.startswith("author") and "|" in value:
        value = _ALIAS.sub(_fuller_name, value)
    if "[[" in value:
        value = _WIKI_LINK.sub(r"\1", value)
    if name in _LITERAL_FIELDS:
        # In double quotes the same backslash is YAML's escape of a no-break space.
        return _ESCAPE.sub(r"\1", value).replace("\xa0", "_")
    if name.startswith("author"):
        value = _KIND_MARK.sub("", value)
    if name in {"venue", "title"} or name.startswith("author"):
        value = _EMPHASIS.sub(r"\2", _MARKDOWN_LINK.sub(r"\1", value))
    # Obsidian writes tags with their sign.
    return value.removeprefix("#") if name in _KEYWORD_KEYS else value
