"""The words of reading lists: labels of links and lines, columns, sections that hold no paper."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from sitegen.sources.lists.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

LabelKind = Literal["paper", "code", "page"]

#: Words in the labels of links to the paper itself.
_PAPER_WORDS: Final = words_in(
    """
    paper papers pdf pdfs arxiv abs abstract doi openreview preprint biorxiv medrxiv ssrn acl
    publication manuscript thesis journal conference proceedings acm ieee springer
    sciencedirect pubmed pmc hal html article book chapter buch livre
    论文 论文链接 论文下载链接 论文地址 原文 文章 論文 논문 원문 본문 全文 本文
    artículo articulo papier статья volltext fulltext

    """
)
_CODE_WORDS: Final = words_in(
    """
    code codes github gitlab git pytorch tensorflow tf torch keras jax caffe matlab repo
    repository implementation implementations source software 代码 代码链接 代码地址 源码 代碼
    源代码 コード 코드 código код package library

    """
)
_PAGE_WORDS: Final = words_in(
    """
    project projects homepage website websites web webpage site page pages slide slides ppt
    video videos youtube demo demos data dataset datasets benchmark benchmarks leaderboard model
    models weights checkpoint checkpoints blog blogs blogpost post posts supp supplementary
    supplement supplemental appendix poster bibtex bib cite citation citations notes note
    tweet twitter talk tutorial docs documentation colab notebook hf huggingface interview
    podcast review reviews scholar semantic space spaces app recording presentation news
    medium zhihu 解读 主页 项目 项目主页 数据集 数据 视频 演示 模型 知乎 博客 幻灯片 中文解读
    プロジェクト 프로젝트 データ 데이터 дата сайт datos proyecto reddit wechat x discussion
    paperswithcode readpaper alphaxiv kimi

    """
)
#: Words that say nothing about the target.
_FILLER_WORDS: Final = words_in(
    """
    link links url here the a an of and or with for in our on to official unofficial version
    full text online free new v1 v2 v3 v4 view read see more click download original 1 2 3 4 i
    ii available access open third party ver 链接 点击 下载 地址 star stars hugging face 官方
    링크 바로가기 다운로드 リンク enlace enlaces lien liens descargar herunterladen télécharger
    ссылка

    """
)
_VOCABULARY: Final = _PAPER_WORDS | _CODE_WORDS | _PAGE_WORDS
_WORD: Final = re.compile(r"[^\W_]+")
_MAX_LABEL_WORDS: Final = 5
_MAX_LABEL_CHARS: Final = 120
_MAX_NAMED_LABEL_WORDS: Final = 2
#: An identifier as label: "2407.01292", "arXiv:2407.01292v2", "10.1000/x", "hep-th/9901001".
_ID_LABEL: Final = re.compile(
    r"(?:arxiv|doi|abs|paper)?[\s:]*(?:\d{4}\.\d{4,5}(?:v\d+)?|10\.\d{4,9}/\S+|[a-z-]+/\d{7})"
    r"(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 12)
def label_kind(text: str) -> LabelKind | None:
    """Return what a link's label leads to, or None for a text that is no label, such as a title."""
    if len(text) > _MAX_LABEL_CHARS:
        return None
    if _ID_LABEL.fullmatch(text.strip(" []()")):
        return "paper"
    words = _WORD.findall(text)
    return _kind_of_words(words) if len(words) <= _MAX_LABEL_WORDS else None


def _kind_of_words(words: list[str]) -> LabelKind | None:
    """Return what a label of some words leads to; without words it is a bare address."""
    # Numbers count the links of one kind: "Paper-arXiv1", "code2".
    lower = [word.lower().rstrip("0123456789") for word in words]
    known = [word for word in lower if word and word not in _FILLER_WORDS]
    is_paper, is_code = (
        not vocabulary.isdisjoint(known) for vocabulary in (_PAPER_WORDS, _CODE_WORDS)
    )
    kind: LabelKind = "paper" if is_paper else "code" if is_code else "page"
    # "Paper-ICML", "PDF (CVPR)"; but "Code Llama" is a title.
    is_named = len(words) == _MAX_NAMED_LABEL_WORDS and words[1].isupper()
    if is_named and lower[0] in {"paper", "pdf", "arxiv", "code"}:
        return kind
    return kind if _VOCABULARY.issuperset(known) else None


#: Names of labelled lines and of columns -> our field; "" for known names whose values are dropped.
_FIELD_NAMES: Final = {
    "title": (
        "title|paper title|title of paper|paper name|title & link|article title|题目|标题|"
        "论文标题|论文题目|论文名称|名称|タイトル|제목|título|titre|titel"
    ),
    "authors": (
        "authors|author|by|authors list|author(s)|first author|作者|著者|저자|autores|"
        "auteurs|autoren|авторы"
    ),
    "date": (
        "published|date|publish date|publication date|published date|published on|submitted|"
        "submitted on|submission date|release date|release time|released|time|updated|"
        "update date|date published|posted|日期|时间|发表时间|发布时间|发布日期|更新时间|"
        "日付|날짜|게시일|fecha|datum"
    ),
    "year": ("year|年份|年|pub year|publication year|año|jahr|année"),
    "venue": (
        "venue|conference|journal|published in|publication|pub|publisher|pub.|conf|conf.|"
        "conference/journal|venue/year|proceedings|published at|source|会议|期刊|发表|"
        "会议/期刊|来源|発表|학회|revista|journal/conference"
    ),
    "paper": (
        "paper|link|pdf|url|arxiv|paper link|arxiv link|pdf link|link to paper|links|"
        "paper url|arxiv url|abs|html|openreview|read|full text|resource|resources|"
        "paper & code|论文|论文链接|论文下载链接|论文地址|链接|地址|原文|原文链接|論文|"
        "リンク|논문|enlace|lien|paper page|paper(arxiv)|preprint|"
        "reading|readings|文献|lectura|lecturas|literatur|lectures à faire"
    ),
    "code": (
        "code|github|code link|repository|repo|source code|implementation|official code|"
        "code url|github link|代码|代码链接|代码地址|源码|开源代码|コード|코드|código"
    ),
    "page": (
        "project|project page|homepage|website|page|web|video|slides|dataset|datasets|data|"
        "demo|model|models|weights|blog|supp|supplementary|主页|项目|项目主页|数据集|视频|"
        "解读|project link|poster|tweet|other links"
    ),
    "abstract": (
        "abstract|summary|tl;dr|tldr|摘要|简介|概要|description|要約|초록|resumen|résumé|"
        "zusammenfassung|overview"
    ),
    "keywords": (
        "keywords|category|categories|tags|topics|topic|tag|keyword|subjects|subject|areas|"
        "area|task|tasks|primary category|关键词|类别|分类|标签|キーワード|키워드|"
        "palabras clave"
    ),
    "arxiv_id": ("arxiv id|arxiv_id|arxiv number|arxiv no.|id"),
    "doi": ("doi"),
    "volume": ("volume|vol|vol.|journal volume|卷"),
    "issue": ("issue|journal issue|期"),
    # "Pages: 12" is a number of pages.
    "pages": ("page range"),
    "isbn": ("isbn"),
    "publisher": ("publisher name"),
    "kind": ("reference type|item type"),
    "": (
        "score|type|stars|star|citations|cited by|comments|comment|notes|note|affiliation|"
        "affiliations|institution|institute|institutions|organization|organisation|language|"
        "updated on|relevance|bibtex|status|no|no.|#|序号|机构|单位|备注|评论|引用|votes|"
        "upvotes|metrics|pages|size|key|last updated|license|framework|rating|importance|why|"
        "takeaway|takeaways|method|contribution|contributions|"
        "presenter|presenters|presented by|speaker|speakers|discussant|discussants|discussion lead|"
        "discussion leader|lead|leader|led by|host|moderator|volunteer|who|assigned to|assignee|"
        "reader|readers|reviewer|scribe|student|session|week|lecture|meeting|meeting date|"
        "review date|reviewed|reviewed on|due|due date|deadline|read on|date read|added|added on|"
        "date added|finished|started|room|location|slides by|"
        "汇报人|报告人|主讲人|主讲|分享人|讲者|负责人|会议时间|组会时间|周次|"
        "発表者|担当|担当者|紹介者|発表日|回|발표자|발제자|발표일|주차|referent|referentin|vortragende|"
        "vortragende(r)|vortragender|sitzung|woche|termin|ponente|ponentes|expositor|presentador|"
        "semana|sesión|présentateur|intervenant|semaine|séance"
    ),
}
_FIELD_OF_NAME: Final = {
    name: field for field, names in _FIELD_NAMES.items() for name in names.split("|")
}
_MAX_CJK_NAME_CHARS: Final = 12
#: Columns of meetings: who speaks, and when.
_MEETING_NAMES: Final = re.compile(
    r"(?:presente[dr]s?|speakers?|discussants?|discussion lead(?:er)?|leader?|led|host|moderator|"
    r"volunteer|session|week|lecture|meeting|reading group|assigned|assignee|scribe|room|agenda|"
    r"汇报人|报告人|主讲人?|分享人|讲者|组会|会议时间|周次|発表者|担当者?|紹介者|第?回|발표자|발제자|주차|"
    r"referent\w*|vortragende\w*|sitzung|woche|ponentes?|expositor|presentador\w*|semana|sesión|"
    r"présentateur|intervenant|semaine|séance)(?:\b.*)?",
    re.IGNORECASE,
)
_CJK_ENDS: Final = (
    ("论文", "paper"), ("论文链接", "paper"), ("代码", "code"), ("代码链接", "code"),
    ("视频", "page"), ("主页", "page"), ("数据集", "page"), ("解读", "page"), ("项目", "page"),
    ("关键词", "keywords"), ("日期", "date"), ("领域", "keywords"),
)  # fmt: skip
#: A labelled line; group 1 is the name, perhaps with a remark in parentheses, group 2 the value.
_LABELLED: Final = re.compile(r"\s*+(?:[-–•·*]\s*+)?([^:：]{1,40})[:：]\s*+(.*)", re.DOTALL)
_REMARK: Final = re.compile(r"(?<!\s)\s*+[(（][^()（）]*+[)）]\s*+$")
_NUMBER_TAIL: Final = re.compile(r"(?<!\s)\s*+\d$")


@lru_cache(maxsize=1 << 12)
def field_of_name(name: str) -> str | None:
    """Return our field for the name of a line or column, else None.

    Known names whose values are dropped give "".
    """
    key = " ".join(name.lower().strip(" *_#`[]-–•·\ufe0f").split())
    key = strip_marks(key).lower()
    for form in (key, _REMARK.sub("", key), _NUMBER_TAIL.sub("", key)):
        if form in _FIELD_OF_NAME:
            return _FIELD_OF_NAME[form]
    # A name may list several things: "Code and data", "代码和数据集".
    for part in re.split(
        r"(?:(?<!\s)\s++)?(?:/|&|和|与|及|,|\band\b|\+)\s*+", _REMARK.sub("", key)
    )[:1]:
        if part != key and part in _FIELD_OF_NAME:
            return _FIELD_OF_NAME[part]
    # The last word says what it is: "Demo视频", "官方代码".
    fields = (field for word, field in _CJK_ENDS if key.endswith(word))
    return next(fields, None) if len(key) <= _MAX_CJK_NAME_CHARS else None


def is_schedule(names: Iterable[str]) -> bool:
    """Return whether columns are of meetings, so that their dates are no dates of papers."""
    return any(_MEETING_NAMES.fullmatch(strip_marks(name).strip(" *_#:|")) for name in names)


def split_label(text: str) -> tuple[str, str] | None:
    """Return the field and the value of a line such as "Authors: …", or None for any other."""
    match = _LABELLED.fullmatch(text) if ":" in text[:48] or "：" in text[:48] else None
    # "http://…" has a colon too.
    if match is None or match[2].startswith("//"):
        return None
    field = field_of_name(match[1])
    return None if field is None else (field, match[2].strip())


#: Pictographs, their joiners and selectors, and their names (":fire:").
_EMOJI: Final = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff\u3030\u303d"
    "\ufe0e\ufe0f\u200d\u20e3\U0001f000-\U0001faff]+|(?<!\\w):[a-z][a-z0-9_+-]{1,30}:(?!\\w)"
)
_NEW_MARK: Final = re.compile(
    r"[\[(【]\s*(?:new|hot|update[sd]?|must[ -]read|recommended?|star|important|survey|"
    r"oral|spotlight|"
    r"highlight|best paper(?: award)?|⭐+)\s*!*[\])】]",
    re.IGNORECASE,
)


def strip_marks(text: str) -> str:
    """Return a text without pictographs and marks such as "[NEW]"."""
    # Most texts have neither; the tests are faster than the patterns.
    if text.count(":") > 1 or not text.isascii():
        text = _EMOJI.sub(" ", text)
    if "(" in text or "[" in text or "【" in text:
        text = _NEW_MARK.sub(" ", text)
    return " ".join(text.split())


#: Sections whose items are papers only if their own link is one.
_SIDE_SECTION: Final = re.compile(
    r"(?:how to )?(?:contribut\w*|citations?|cite|citing|bibtex|licen[cs]e|copyright)\b.*|"
    r"star(?:gazers)? ?(?:history|chart).*|"
    r"acknowled?ge?ments?.*|thanks.*|credits?|table of contents?|contents?|toc|catalog\w*|"
    r"index|outline|"
    r"(?:other |related |more |useful )+(?:surveys?|lists?|repos|repositor\w*|projects?|"
    r"resources?|links)(?: and .*)?|"
    r"(?:repos|repositor\w*|awesome.*lists?|resources?|links)|"
    r"(?:latest |recent |what'?s )?(?:news|new|updates?)(?: log)?.*|change ?log|updated on.*|"
    r"contact.*|contributors?.*|maintainers?|authors?|team|keywords? conventions?|legend|"
    r"faq|disclaimer|"
    r"introduction|about.*|motivation|preface|background|star|support.*|sponsors?|todo.*|"
    r"目录|引用|贡献|许可|致谢|更新.*|联系.*|相关.*|新闻|star.*",
    re.IGNORECASE,
)
_REMARK_SECTION: Final = re.compile(
    r"(?:how to )?(?:contribut|citation|cite|citing|licen[cs]e|acknowled|news|change ?log|"
    r"update log)",
    re.IGNORECASE,
)
#: Sections of links that end in ".pdf" and are no papers.
_LECTURE_SECTION: Final = re.compile(
    r"lectures?|courses?|tutorials?|slides|books?|talks?|videos?|tools?|software|librar(?:y|ies)|"
    r"frameworks?|blogs?|codes?|datasets?|websites?|workshops?|people|researchers|labs|"
    r"cheat ?sheets?",
    re.IGNORECASE,
)
#: Headings of the documentation of software.
_SOFTWARE_SECTION: Final = re.compile(
    r"(?:quick ?)?install(?:ation|ing)?.*|quick ?start.*|getting started.*|usage|"
    r"how to use.*|requirements?|"
    r"dependenc\w+|set ?up|build(?:ing)?.*|api(?: reference)?|docker.*|prerequisites?|"
    r"environments?.*|"
    r"安装.*|使用.*|快速开始",
    re.IGNORECASE,
)
#: Headings that say only that papers follow.
_GENERIC_SECTION: Final = re.compile(
    r"(?:the )?(?:awesome )?(?:recent |latest |all |selected |main |more |other |new |"
    r"full |week(?:ly)? |daily |must[- ]read |"
    r"related |top |important |arxiv )*(?:papers?|publications?|articles?|reading|"
    r"references?|bibliography|literature)(?: ?lists?| collections?)?|"
    r"(?:the )?(?:reading |paper )?lists?|lists? of papers|others?|misc(?:ellaneous)?|"
    r"general|uncategorized|readme|"
    # The first such words, as a heading of many would be tried with each of them.
    r"(?:(?!papers? (?:of|from|in|for|on) ).)*+papers? (?:of|from|in|for|on) (?:the )?"
    r".*(?:week|month|year|day|20\d\d)(?s:.*)|.*criteria|"
    r"(?:conference|journal|arxiv)s?|preprints?|milestone papers|"
    r"论文(?:列表|总览表?|清单|汇总)?|其他|"
    r"[\d\s./年月日–-]+|papers by .*|"
    r"(?:\w+ )?(?:19|20)\d\d.*",
    re.IGNORECASE,
)
_LIST_NUMBER: Final = re.compile(
    r"^\s*(?:\d{1,3}(?:\.\d{1,3})+[.)、]?\s*|\(?[\dIVX]{1,4}[.)、]\s*|\d{1,2}\s+(?=[A-Z])|"
    r"\(?[a-zA-H][.)]\s+(?=[A-Z])|[一二三四五六七八九十]{1,3}[、.．]\s*)"
)
_TAIL_COUNT: Final = re.compile(
    r"(?<!\s)\s*+[(（\[]\s*+\d++(?: papers)?\s*+[)）\]]\s*+$", re.IGNORECASE
)


def section_name(text: str) -> str:
    """Return a heading without pictographs, its number and the count of its papers."""
    name = _LIST_NUMBER.sub("", strip_marks(text).strip(" *_#:：|-–"))
    return _TAIL_COUNT.sub("", name).strip(" *_#:：|-–")


def is_side_section(name: str) -> bool:
    """Return whether a section is about the list, not part of it."""
    return bool(_SIDE_SECTION.fullmatch(name))


def is_remark_section(name: str) -> bool:
    """Return whether sub-sections of a section are about the list, too."""
    return bool(_REMARK_SECTION.match(name))


def is_lecture_section(name: str) -> bool:
    """Return whether the documents of a section are lectures, books or software."""
    return bool(_LECTURE_SECTION.search(name))


def is_software_section(name: str) -> bool:
    """Return whether a heading belongs to the documentation of software."""
    return bool(_SOFTWARE_SECTION.fullmatch(name))


#: Sections of meetings, in which the text before a title names the day and who presents it.
_MEETING_WORD: Final = (
    r"(?:\b(?:schedule|calendar|reading group|journal club|meetings?|seminars?|agenda|"
    r"presentations?|past (?:papers|sessions)|upcoming|termine|sitzungen|"
    r"calendario|sesiones|séances)\b|"
    r"日程|组会|读书会|輪読会|勉強会|ゼミ|発表予定|세미나|일정|스터디)"
)
_MEETING_SECTION: Final = re.compile(
    rf"past|previous|(?:(?!{_MEETING_WORD}).)*+{_MEETING_WORD}.*", re.IGNORECASE
)


def is_meeting_section(name: str) -> bool:
    """Return whether the entries of a section are meetings on papers."""
    return bool(_MEETING_SECTION.fullmatch(name))


def is_topic(name: str) -> bool:
    """Return whether the name of a section says what its papers are about."""
    return bool(name) and not (
        _GENERIC_SECTION.fullmatch(name) or is_side_section(name) or is_meeting_section(name)
    )
