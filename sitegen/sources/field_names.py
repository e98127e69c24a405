"""Names that programs and people give to a paper's fields."""

from __future__ import annotations

from functools import cache
from typing import Final

#: Our field -> its synonyms, best first: the first one with a value wins. Sources: the exports of
#: Scopus, Web of Science, Zotero, OpenReview, Semantic Scholar and Hugging Face.
SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "article title", "paper title", "document title", "item title",
              "primary title", "title of paper", "paper name",
              "titel", "titre", "título", "titulo", "titolo", "titel des artikels",
              "название", "заглавие", "标题", "题名", "論文名", "タイトル", "제목", "name"),
    "abstract": ("abstract", "summary", "abstract note", "abstract text", "zusammenfassung",
                 "résumé", "resumé", "resumen", "resumo", "riassunto", "аннотация", "摘要", "要旨",
                 "초록", "description", "tldr"),
    "authors": ("author_details", "author full names", "authors", "author", "author names",
                "author list", "authors list", "list of authors", "creators", "creator",
                "autor", "autoren", "autor(in)", "autor/in", "autor*innen", "autorinnen",
                "verfasser", "auteur", "auteurs", "auteur(s)", "autores", "autor(es)", "autori",
                "autore", "авторы", "автор", "作者", "著者", "저자"),
    "year": ("year", "publication year", "pub year", "published year", "year published",
             "year of publication", "py", "jahr", "erscheinungsjahr", "publikationsjahr", "année",
             "annee", "année de publication", "año", "ano", "año de publicación",
             "ano de publicação", "anno", "год", "年份", "发表年份", "年", "発行年", "연도"),
    "date": ("date", "published", "publishedAt", "publication date", "date published",
             "published date", "publish date", "publish time", "date of publication", "pubdate",
             "release date", "datum", "erscheinungsdatum", "fecha", "data",
             "submitted on daily at"),
    "venue": ("venue", "journal", "booktitle", "conference", "source title", "publication title",
              "conference name", "journal title", "journal/book", "journal name",
              "journal full title", "journal/conference", "conference/journal", "pubtitle",
              "proceedings title", "container title", "secondary title", "publication name",
              "published in", "zeitschrift", "revue", "revista", "rivista", "журнал", "期刊",
              "刊名", "来源", "雑誌名", "학술지"),
    "volume": ("volume", "vol", "volume number", "journal volume", "band", "tome", "volumen"),
    "issue": ("issue", "number", "issue number", "journal issue", "heft", "numéro", "número"),
    "pages": ("pages", "page", "page range", "article number", "seiten", "páginas", "pagine"),
    "first_page": ("first page", "start page", "page start", "starting page", "beginning page"),
    "last_page": ("last page", "end page", "page end", "ending page"),
    "doi": ("doi", "doi link", "doi url", "item doi", "article doi", "doi number",
            "digital object identifier", "digitalobjectidentifiers"),
    "arxiv_id": ("arxiv_id", "arxiv", "eprint", "arxiv number", "arxiv url", "arxiv link"),
    "keywords": ("keywords", "author keywords", "keyword", "categories", "subjects", "manual tags",
                 "tags", "schlagwörter", "schlagworte", "stichwörter", "stichworte", "mots-clés",
                 "mots clefs", "palabras clave", "palavras-chave", "parole chiave",
                 "ключевые слова", "关键词", "キーワード", "키워드", "index terms", "descriptors",
                 "mesh terms", "fields of study", "subject"),
    "url": ("url", "link", "html url", "permalink", "urls", "url abs", "article url", "paper url",
            "paper link", "link to paper", "external url", "source url", "source urls", "plink",
            "document url", "landing page url", "hyperlink", "abstract url", "abs url", "enlace",
            "lien", "verknüpfung", "ссылка", "链接", "リンク"),
    "pdf": ("pdf", "pdf url", "pdf link", "url pdf", "link pdf", "full text url", "fulltext url",
            "full text link"),
    "code": ("code", "code url", "github", "github repo", "repository", "repo", "github url",
             "github link", "url code", "code link", "repo url", "code repository", "source code"),
    "upvotes": ("upvotes", "votes"),
    "language": ("language", "lang", "langid", "language of original document",
                 "publication language", "article language", "sprache", "langue", "idioma",
                 "lingua", "язык", "语言"),
    "sections": ("sections",),
    "references": ("references",),
    "note": ("curator_note",),
    "id": ("id", "paper id", "corpus id", "key"),
}  # fmt: skip


@cache
def find_synonym(key: str) -> tuple[str, int] | None:
    """Return our name for a source's field and the synonym's rank, 0 for the best."""
    return _RANKED_NAMES.get(_letters(key))


def _letters(key: str) -> str:
    """Reduce ``Paper_ID``, ``paperId`` and "Paper ID" to "paperid"."""
    return "".join(c for c in key.lower() if c.isalnum())


#: Letters of a synonym -> our field and the synonym's rank.
_RANKED_NAMES: Final = {
    _letters(synonym): (name, rank)
    for name, synonyms in SYNONYMS.items()
    for rank, synonym in enumerate(synonyms)
}
