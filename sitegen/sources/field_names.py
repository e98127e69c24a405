"""Names that programs and people give to a paper's fields."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

#: Longer keys are no names of fields; names in two languages have some 60 characters.
_MAX_KEY_CHARS: Final = 200
#: Our field -> its synonyms, best first: the first one with a value wins. Sources: the exports of
#: Scopus, Web of Science, Zotero, OpenReview, Semantic Scholar and Hugging Face.
SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "article title", "paper title", "document title", "item title",
              "primary title", "title of paper", "paper name", "main title", "headline",
              "titel", "titre", "título", "titulo", "titolo", "titel des artikels",
              "название", "заглавие", "标题", "题名", "篇名", "题目",
              "標題", "論文名", "論文題目", "論題", "題名", "タイトル", "論文タイトル", "제목",
              "논문명",
              "논문제목", "name"),
    "abstract": ("abstract", "summary", "abstract note", "abstract text", "zusammenfassung",
                 "résumé", "resumé", "resumen", "resumo", "riassunto", "аннотация", "摘要", "文摘",
                 "要旨", "抄録", "概要", "초록", "요약", "paper abstract", "article abstract",
                 "description", "tldr"),
    "authors": ("author_details", "author full names", "authors", "author", "author names",
                "author list", "authors list", "list of authors", "creators", "creator",
                "autor", "autoren", "autor(in)", "autor/in", "autor*innen", "autorinnen",
                "verfasser", "auteur", "auteurs", "auteur(s)", "autores", "autor(es)", "autori",
                "autore", "авторы", "автор", "作者", "著者", "著者名", "저자", "저자명",
                "author name", "paper authors", "article authors", "author string",
                "first authors"),
    "year": ("year", "publication year", "pub year", "published year", "year published",
             "year of publication", "py", "jahr", "erscheinungsjahr", "publikationsjahr", "année",
             "annee", "année de publication", "año", "ano", "año de publicación",
             "ano de publicação", "anno", "год", "年份", "发表年份", "出版年份", "出版年",
             "年", "発行年", "연도", "발행연도", "발행년도", "출판연도", "publish year"),
    "date": ("date", "published", "publishedAt", "publication date", "date published",
             "published date", "publish date", "publish time", "date of publication", "pubdate",
             "release date", "datum", "erscheinungsdatum", "fecha", "data",
             "date issued", "发表时间", "发表日期", "出版日期", "出版时间", "出版年月", "発行日",
             "発行年月",
             "発行年月日", "出版日", "발행일", "출판일", "게재일", "submitted on daily at"),
    "month": ("month", "publication month", "published month", "pub month", "month of publication",
              "monat", "mois", "mes", "mese", "月"),
    "day": ("day", "publication day", "pub day", "day of publication"),
    "venue": ("venue", "journal", "booktitle", "conference", "source title", "publication title",
              "conference name", "journal title", "journal/book", "journal name",
              "journal full title", "journal/conference", "conference/journal", "pubtitle",
              "proceedings title", "container title", "secondary title", "publication name",
              "published in", "zeitschrift", "revue", "revista", "rivista", "журнал", "期刊",
              "刊名", "期刊名称", "来源期刊", "文献来源", "来源", "雑誌名", "雑誌", "掲載誌",
              "掲載誌名",
              "収録刊行物", "학술지", "학술지명", "저널", "저널명", "venue name",
              "publication venue",
              "conference title", "periodical"),
    "volume": ("volume", "vol", "volume number", "journal volume", "band", "tome", "volumen",
    "volume no",
               "卷", "卷号", "卷號", "巻", "巻数", "권"),
    "issue": ("issue", "number", "issue number", "journal issue", "heft", "numéro", "número",
              "issue no", "期", "期号", "期號", "号", "号数", "호"),
    "pages": ("pages", "page", "page range", "article number", "seiten", "páginas", "pagine",
              "pagination", "page numbers", "页码", "起止页码", "页", "頁", "頁次", "頁碼",
              "ページ",
              "掲載ページ", "페이지", "쪽", "수록면"),
    "first_page": ("first page", "start page", "page start", "starting page", "beginning page",
                   "起始页", "起始页码", "開始ページ", "시작페이지"),
    "last_page": ("last page", "end page", "page end", "ending page", "结束页",
                  "结束页码", "终止页码", "終了ページ", "끝페이지"),
    "doi": ("doi", "doi link", "doi url", "item doi", "article doi", "doi number",
            "digital object identifier", "digitalobjectidentifiers"),
    "arxiv_id": ("arxiv_id", "arxiv", "eprint", "arxiv number", "arxiv url", "arxiv link"),
    "keywords": ("keywords", "author keywords", "keyword", "categories", "subjects", "manual tags",
                 "tags", "schlagwörter", "schlagworte", "stichwörter", "stichworte", "mots-clés",
                 "mots clefs", "palabras clave", "palavras-chave", "parole chiave",
                 "ключевые слова", "关键词", "关键字", "關鍵詞", "キーワード", "키워드", "주제어",
                 "topics", "index terms", "descriptors",
                 "mesh terms", "fields of study", "subject"),
    "url": ("url", "link", "html url", "permalink", "urls", "url abs", "article url", "paper url",
            "paper link", "link to paper", "external url", "source url", "source urls", "plink",
            "document url", "landing page url", "hyperlink", "abstract url", "abs url", "enlace",
            "lien", "verknüpfung", "ссылка", "链接", "网址", "リンク", "링크"),
    "pdf": ("pdf", "pdf url", "pdf link", "url pdf", "link pdf", "full text url", "fulltext url",
            "full text link"),
    "code": ("code", "code url", "github", "github repo", "repository", "repo", "github url",
             "github link", "url code", "code link", "repo url", "code repository", "source code"),
    "kind": ("kind", "paper kind", "item type", "document type", "publication type",
             "publication types", "entry type", "reference type", "type of reference", "work type",
             "doc type", "type of work", "dokumenttyp", "publikationstyp", "type de document",
             "tipo de documento", "文献类型", "資料種別", "type"),
    "publisher": ("publisher", "publisher name", "verlag", "éditeur", "editorial", "editora",
                  "editore", "出版者", "出版社", "出版単位", "출판사", "издательство"),
    "editors": ("editors", "editor", "book editors", "herausgeber"),
    "series": ("series", "series title", "book series title", "collection title"),
    "edition": ("edition",),
    "institution": ("institution",),
    "genre": ("genre", "thesis type"),
    "isbn": ("isbn", "isbns"),
    "issn": ("issn", "issns", "print issn", "issn print", "eissn", "electronic issn"),
    "license": ("license", "licence", "license url", "licence url", "license ref", "license id",
                "license name", "open access license", "lizenz", "licencia", "licença", "licenza",
                "rights"),
    "status": ("status", "publication status", "retraction status", "pubstate"),
    "upvotes": ("upvotes", "votes"),
    "language": ("language", "lang", "langid", "language of original document",
                 "publication language", "article language", "sprache", "langue", "idioma",
                 "lingua", "язык", "语言", "語言", "言語", "언어"),
    "sections": ("sections",),
    "references": ("references",),
    "note": ("curator_note",),
    "id": ("id", "paper id", "corpus id", "key", "lens id"),
}  # fmt: skip


def find_synonym(key: str) -> tuple[str, int] | None:
    """Return our name for a source's field and the synonym's rank, 0 for the best."""
    # Callers ask for values too; an abstract is no name, and should not fill the cache.
    return _find_synonym(key) if len(key) <= _MAX_KEY_CHARS else None


@lru_cache(maxsize=1 << 14)
def _find_synonym(key: str) -> tuple[str, int] | None:
    synonym = _RANKED_NAMES.get(_letters(key))
    if synonym is None and "-" in key:
        # CNKI's columns have two languages: "Title-题名", "DOI-DOI".
        first, _, second = key.partition("-")
        if not second.isascii() or first == second:
            synonym = _RANKED_NAMES.get(_letters(second))
    return synonym


def _letters(key: str) -> str:
    """Reduce ``Paper_ID``, ``paperId`` and "Paper ID" to "paperid"."""
    return "".join(c for c in key.lower() if c.isalnum())


#: Letters of a synonym -> our field and the synonym's rank.
_RANKED_NAMES: Final = {
    _letters(synonym): (name, rank)
    for name, synonyms in SYNONYMS.items()
    for rank, synonym in enumerate(synonyms)
}
