"""Read papers that a page describes for machines: JSON-LD of schema.org, microdata, COinS.

Sources: https://schema.org/ScholarlyArticle and https://www.ocoins.info/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from sitegen.identifiers import parse_doi
from sitegen.sources.fields import Record
from sitegen.sources.json.syntax import load_json
from sitegen.sources.values.positions import page_range
from sitegen.sources.web.elements import element_text, has_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element

_TYPES: Final = frozenset({"ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Chapter"})
#: Bounds on the time for hostile pages.
_MAX_NODES: Final = 100_000
_MAX_DEPTH: Final = 4


def read_json_ld(root: Element) -> Iterator[Record]:
    """Yield the scholarly articles in a page's JSON-LD."""
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip() != "application/ld+json":
            continue
        try:
            value = load_json(script.text or "")
        except ValueError:
            continue
        for item in _articles(value):
            fields = _article_fields(_resolve(item, value))
            if fields["title"]:
                yield Record(script.sourceline or 1, fields, fields["title"])


def _articles(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a type of articles, but not those that articles cite."""
    stack = [value]
    for _ in range(_MAX_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, list):
            stack += reversed(node)
        elif isinstance(node, dict):
            if _TYPES & {str(kind).rpartition("/")[2] for kind in _as_list(node.get("@type"))}:
                yield node
            else:
                stack += [
                    node[k]
                    for k in ("mainEntity", "@graph", "itemListElement", "item")
                    if k in node
                ]


def _resolve(item: dict[str, Any], document: Any) -> dict[str, Any]:
    """Put the issue and the journal that an article names by their ids in a graph into it."""
    graph = document.get("@graph") if isinstance(document, dict) else None
    nodes = {
        node["@id"]: node for node in _as_list(graph)
        if isinstance(node, dict) and isinstance(node.get("@id"), str)
    }  # fmt: skip
    chain = [item]
    while len(chain) <= _MAX_DEPTH:
        part = chain[-1].get("isPartOf")
        address = part.get("@id") if isinstance(part, dict) and len(part) == 1 else part
        node = nodes.get(address) if isinstance(address, str) else part
        if not isinstance(node, dict):
            break
        chain.append(node)
    resolved = chain.pop()
    for node in reversed(chain):
        resolved = {**node, "isPartOf": resolved}
    return resolved


def _article_fields(item: dict[str, Any]) -> dict[str, Any]:
    ids = [item.get("@id"), item.get("sameAs"), item.get("identifier"), item.get("url")]
    texts = [_text(part) for value in ids for part in _as_list(value)]
    return {
        "title": _text(item.get("headline")) or _text(item.get("name")),
        "abstract": _text(item.get("abstract")) or _text(item.get("description")),
        "authors": [_author(a) for a in _as_list(item.get("author") or item.get("creator"))],
        "date": _text(item.get("datePublished")),
        "venue": _venue(item.get("isPartOf")),
        "volume": _number_of(item, "volumeNumber"),
        "issue": _number_of(item, "issueNumber"),
        "pages": page_range(_number(item.get("pageStart")), _number(item.get("pageEnd")))
        or _number(item.get("pagination")),
        "doi": next(filter(None, map(parse_doi, texts)), None),
        "url": next((text for text in texts[::-1] if "://" in text), ""),
        "keywords": _keywords(item.get("keywords")),
        "language": _text(item.get("inLanguage"))[:2],
    }


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, dict) and "@list" in value:
        value = value["@list"]
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Return a text, the first text of a list, or the name or value of an object."""
    if isinstance(value, list):
        return next(filter(None, map(_text, value[:10])), "") if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("value") or value.get("@value") or value.get("@id")
    return value.strip() if isinstance(value, str) else ""


def _author(value: Any) -> Any:
    if not isinstance(value, dict):
        return _text(value)
    given, family = _text(value.get("givenName")), _text(value.get("familyName"))
    affiliations = [_text(part) for part in _as_list(value.get("affiliation"))]
    name = _text(value.get("name")) or f"{given} {family}".strip()
    author = {"name": name, "affiliations": [text for text in affiliations if text]}
    # An iD may be an address, one of several, or in an object of identifiers.
    return author | {key: value[key] for key in ("@id", "sameAs", "identifier") if value.get(key)}


def _venue(value: Any) -> str:
    """Return the name of the journal: an issue is part of a volume, and that of a journal."""
    name = ""
    for _ in range(_MAX_DEPTH):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, dict):
            break
        name = _text(value.get("name")) or name
        value = value.get("isPartOf")
    return name


def _number_of(item: dict[str, Any], name: str) -> str:
    """Return a number of the issue or the volume that an article is part of."""
    value: Any = item
    for _ in range(_MAX_DEPTH + 1):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, dict):
            break
        if number := _number(value.get(name)):
            return number
        value = value.get("isPartOf")
    return ""


def _number(value: Any) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else _text(value)


def _keywords(value: Any) -> str | list[str]:
    return value if isinstance(value, str) else [_text(word) for word in _as_list(value)]


def read_microdata(root: Element) -> Iterator[Record]:
    """Yield the elements that are scholarly articles by their ``itemtype``, as in DBLP's lists."""
    for box in root.iterfind(".//*[@itemtype]"):
        if not box.get("itemtype").rstrip("/").endswith("ScholarlyArticle"):
            continue
        parts: dict[str, list[Element]] = {}
        for element in box.iterfind(".//*[@itemprop]"):
            for name in element.get("itemprop").split():
                parts.setdefault(name, []).append(element)
        # DBLP's headline is the whole citation, with the title in it.
        names = parts.get("name", [])
        titles: list[Element] = [e for e in names if has_class(e, "title")]
        titles += [e for e in [*parts.get("headline", []), *names] if _is_direct(e, box)]
        if titles:
            yield _microdata_record(box, element_text(titles[0]).removesuffix("."), parts)


def _is_direct(element: Element, box: Element) -> bool:
    """Return whether a property is the article's, not its author's or journal's."""
    for parent in element.iterancestors():
        if parent is box:
            return True
        if parent.get("itemprop"):
            return False
    return False


def _microdata_record(box: Element, title: str, parts: dict[str, list[Element]]) -> Record:
    # Authors and journals have addresses of their own.
    urls = [e for e in parts.get("url", []) if _is_direct(e, box)]
    hrefs = [e.get("href") or e.get("content") or "" for e in urls]
    hrefs += [a.get("href") for a in box.iterfind(".//a[@href]") if "doi.org/" in a.get("href")]
    dates = [e.get("content") or element_text(e) for e in parts.get("datePublished", [])]
    fields = {
        "title": title,
        "authors": [element_text(e) for e in parts.get("author", [])],
        "date": next(iter(dates), ""),
        "venue": next((element_text(e) for e in parts.get("isPartOf", [])), ""),
        "doi": next(filter(None, map(parse_doi, hrefs)), None),
        "abstract": next((element_text(e) for e in parts.get("description", [])), ""),
        "url": hrefs[:1],
    }
    return Record(box.sourceline or 1, fields, title)


def read_coins(root: Element) -> Iterator[Record]:
    """Yield the references in COinS: spans whose title is an OpenURL."""
    for span in root.iterfind(".//span[@title]"):
        if "Z3988" not in (span.get("class") or "").split():
            continue
        values = parse_qs(span.get("title"))

        def first(*names: str, values: dict[str, list[str]] = values) -> str:
            return next((values[f"rft.{name}"][0] for name in names if f"rft.{name}" in values), "")

        ids = [text.removeprefix("info:doi/") for text in values.get("rft_id", [])]
        whole = f"{first('aufirst') or first('auinit')} {first('aulast')}".strip()
        fields = {
            "title": first("atitle", "title", "btitle"),
            "authors": values.get("rft.au") or ([whole] if whole else []),
            "venue": first("jtitle", "stitle") or (first("btitle") if first("atitle") else ""),
            "date": first("date"),
            "volume": first("volume"),
            "issue": first("issue"),
            "pages": page_range(first("spage"), first("epage")) or first("pages"),
            "doi": next(filter(None, map(parse_doi, ids)), None),
            "url": [text for text in ids if text.startswith("http")][:1],
        }
        if title := first("atitle", "title", "btitle"):
            yield Record(span.sourceline or 1, fields, title)
