"""Titles that many papers share: prefaces, editorials, corrections, replies and other notices.

A generic title ("Editorial", "Introduction to the Special Issue on Hats") says what a text is, not
which. A notice ("Erratum: A Study of Hats") is about another paper and never that paper.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitegen.collection.generic_titles import GENERIC_TITLES
from sitegen.identifiers import fold_diacritics, match_key

#: What a generic title may name and stay generic: "Preface to the Special Issue on Hats".
_ISSUE: Final = (
    r"(?:to|of|for|on|in|zu|zum|zur|ins|a|au|du|de|del|della|al|alla|ao|do|da) "
    r"(?:the |this |our |diesem |dieses |der |dem |den |das |la |le |el |il |o |ce |este )?"
    r"(?:[a-z0-9]+ )?(?:special|this|themed?|thematic|focus|inaugural|virtual|minitrack|section|"
    r"issue|volume|edition|symposium|workshop|conference|proceedings|numero|dossier|themenheft|"
    r"schwerpunkt|sonderheft|heft|band|sammelband|tagungsband|auflage|ausgabe|edicion|edizione)\b.*"
)
#: Expressions for a whole title, as ``fold_diacritics`` returns it. English, German, French,
#: Spanish, Italian, Portuguese.
_GENERIC: Final = re.compile(
    r"(?:(?:the|a|an|die|der|das|le|la|les|el|il|lo|o|l) )?(?:"
    # Words before a text.
    r"(?:preface|foreword|forward|prologue|epilogue|afterword|postscript|prelude|vorwort|nachwort|"
    r"geleitwort|avant propos|preambule|postface|prefacio|prologo|prefazione|premessa|posfacio|"
    rf"prologue)(?: {_ISSUE}| by .*)?|"
    # Editorials and introductions to issues.
    r"(?:guest )?(?:editors? )?(?:guest )?(?:editorials?|editoriales|editoriale|leitartikel)"
    r"(?: (?:introduction|preface|note|notes|comment|comments|board|overview|statement|foreword))?"
    rf"(?: {_ISSUE}| by .*| (?:special|thematic|theme|themed|focus) (?:issue|section)s?\b.*)?|"
    r"(?:guest )?editors? (?:introduction|note|notes|preface|message|letter|foreword|page|choice|"
    r"column|corner|comments?)(?: (?:to|for|on)\b.*)?|"
    r"(?:from|by|message from|letter from|note from|a word from|notes from) the "
    r"(?:guest |new |associate )?(?:editors?|chairs?|president|publisher|director|editorial \w+|"
    r"general chairs?|program\w* chairs?|desk\b.*)(?: .*)?|"
    r"(?:introduction|introductions|introductory (?:remarks?|notes?)|einleitung|einfuhrung|"
    r"introduccion|introduzione|introducao)"
    rf"(?: {_ISSUE})?|"
    r"(?:special|theme|thematic) (?:issue|section)s?(?: .*)?|"
    r"in this issue|about this issue|this (?:issue|month|week)(?: in .*)?|"
    # Front and back matter.
    r"(?:front|back|end|prelim\w*) ?matter|front cover|back cover|cover(?: image| page)?|"
    r"title page|"
    r"masthead|imprint|impressum|copyright(?: page| notice)?|colophon|"
    r"(?:table of )?contents(?: (?:of|for|to) (?:the )?(?:volumes?|vols?|issues?|numbers?|parts?|"
    r"books?|index|journal)\b.*)?|toc|inhalt(?:sverzeichnis)?|table des matieres|sommaire|indice|"
    r"sumario|"
    r"(?:author|subject|name|keyword|volume|annual|cumulative)? ?index(?:es)?(?: (?:to|of|"
    r"for) (?:the )?(?:authors?|subjects?|names?|keywords?|terms|titles|contents|articles|papers|"
    r"reviewers|contributors|volumes?|vols?|issues?|figures|tables|places|persons|proceedings)\b.*)?|"
    r"list of (?:contributors|authors|reviewers|referees|participants|figures|tables|symbols|"
    r"abbreviations)|contributors|about the (?:authors?|editors?|contributors)|"
    r"notes on contributors|"
    r"(?:bibliography|references|literatur(?:verzeichnis)?|glossary|appendix|appendices|anhang|"
    r"abbreviations|nomenclature)(?: [a-z0-9])?|"
    r"(?:acknowledge?ments?|danksagung|remerciements|agradecimientos|dedication)"
    r"(?: (?:to|of) (?:the )?(?:reviewers|referees)\b.*)?|"
    r"(?:thanks|thank you|a note of thanks) to .*reviewers\b.*|reviewers?(?: list)?|"
    r"(?:editorial|advisory|program\w*|organi[sz]ing|steering) (?:board|committee)s?|committees?|"
    r"organi[sz]ation|sponsors|instructions (?:to|for) authors|"
    # Parts of texts and books.
    r"(?:general |brief |some )?(?:conclusions?|concluding remarks|summary|summaries|discussions?|"
    r"overview|background|abstracts?|posters?|outlook|perspectives?|motivation|methods|results|"
    r"zusammenfassung|schluss|fazit|conclusiones|conclusioni|conclusao|resumen|resumo|resume|"
    r"riassunto|diskussion|abstracts of .*)(?: and (?:outlook|conclusions?|future work|"
    r"discussion|perspectives?))?|"
    # Letters, reviews, news.
    r"(?:letters?|brief|lettre|lettera|carta)(?: (?:to|from|an|au|al|a|alla|ao) "
    r"(?:the )?(?:editors?|editor in chief|redaktion|redacteur|editore|direttore))?|leserbrief\w*|"
    r"correspondence|correspondance|"
    r"(?:short |brief )?(?:books?|film|media|software|literature) ?(?:reviews?|notes|notices)|"
    r"reviews?|rezension(?:en)?|buchbesprechung(?:en)?|compte rendu|comptes rendus|resenas?|"
    r"recensioni|recensione|resenha|books received|new books|"
    r"(?:news|nachrichten|nouvelles|noticias|notizie)(?: (?:and (?:views|notes|comments?|"
    r"announcements|events|notices|reviews)|in brief|from the .*))?|news briefs?|"
    r"announcements?|calendar(?: of (?:events|meetings))?|events|upcoming events|call for papers|"
    r"miscellane(?:a|ous|ous notes)|mitteilungen|notes?|notes and news|in brief|briefs?|"
    r"highlights|research highlights|commentary|comments?|comentarios?|viewpoints?|opinion|forum|"
    r"point of view|interview|"
    # People and meetings.
    r"obituar(?:y|ies)|nachruf|nekrolog|necrolog(?:y|ie|ia|io|ue)|obituario|in memoriam|"
    r"biograph(?:y|ies)|(?:panel|keynote|plenary|invited)(?: (?:sessions?|discussions?|talks?|"
    r"addresse?s?|lectures?|speech(?:es)?|speakers?|abstracts?|papers?))?|round ?table|"
    r"welcome(?: (?:message|address|note|letter|remarks))?(?: (?:from|by) .*| to "
    r"(?:the )?(?:\w+ ){0,6}(?:issue|conference|workshop|symposium|proceedings|journal|meeting|"
    r"congress|\w*\d{4}))?|grusswort|"
    r"opening (?:remarks|address|session)|closing (?:remarks|address|session)|"
    r"(?:presidential|presidents|chair(?:man|person)?s?) (?:address|message|report|column|letter)|"
    r"(?:workshop|conference|meeting|symposium|tutorial|program\w*)(?: (?:report|summary|overview|"
    r"program\w*|schedule|proceedings))?|tutorials?|proceedings|"
    r"(?:annual |financial |status |progress |minutes and )?report of (?:the )?.{0,40}|"
    r"(?:annual|financial|progress|status|final|technical|treasurers|secretarys) report|minutes|"
    # No title at all.
    r"retracted(?: (?:article|paper))?|withdrawn|untitled|no title|"
    r"ohne titel|sans titre|sin titulo|senza titolo|sem titulo|"
    r"chapter(?: \w+)?|kapitel(?: \w+)?|section(?: \w+)?|part(?: \w+)?|unknown"
    r")"
)
#: The start of a title that is about another paper -> the group of words with one meaning.
_NOTICE: Final = re.compile(
    r"(?:(?P<correction>(?:authors? |publishers? |editorial )?(?:correction|corrections|"
    r"corrigend(?:um|a)|"
    r"errat(?:um|a)|addend(?:um|a)|berichtigung|rectificatif|correccion|correzione|errata corrige|"
    r"fe de errat(?:as|a)|fe de errores|rettifica))|"
    r"(?P<retraction>(?:notice of )?(?:retraction|withdrawal|withdrawal notice|retraction notice|"
    r"expression of concern))|"
    r"(?P<reply>(?:authors? )?(?:reply|response|rejoinder|replik|erwiderung|reponse|"
    r"respuesta|risposta|antwort))|"
    r"(?P<comment>(?:a )?(?:comments?|commentary|discussion|remarks?|kommentar|commentaire|"
    r"comentario)(?= (?:on|to|of|about|zu|sur|sobre)\b|$))|"
    r"(?P<obituary>(?:obituary|in memoriam|nachruf|in memory of))|"
    r"(?P<review>(?:book )?review(?= of\b|$)|rezension))\b"
    r"(?: (?:to|of|for|on|notice|note|by|from|zu|zum|zur|a|au|sur|de|della|del)\b)*"
)
#: The same before a colon or another paper's title, for words that may start a title of their own.
_LABEL: Final = re.compile(
    r"(?:(?P<correction>correção|更正|勘误|訂正|исправлени[ея]|rectificatie|sprostowanie|"
    r"publisher.s erratum)|"
    r"(?P<retraction>撤稿|ritrattazione|retractación|retratação|removed|temporary removal|"
    r"removal notice to|editorial expression of concern)|"
    r"(?P<reply>re|in reply)|"
    r"(?P<comment>(?:invited |guest )?commentary|discussion|letter to the editor)|"
    r"(?P<editorial>(?:guest )?editorial(?: comment)?)|"
    r"(?P<republication>republished(?: (?:article|paper|from))?|reprint(?:ed)?(?: of)?)|"
    r"(?P<presentation>(?:conference |invited )?(?:poster|slides|talk|presentation|video)"
    r"(?: (?:for|of))?)|"
    r"(?P<review>book review)|"
    r"(?P<supplement>(?:online )?(?:supplement|supplementary (?:materials?|information|data)|"
    r"appendix)(?: (?:to|for))?|(?:replication )?data (?:from|for)|data ?sets? (?:for|of)|"
    r"code (?:for|of))"
    r")\s*[:：]"
    r"|(?P<supplement_to>(?:online )?(?:supplement|supplementary (?:materials?|information|data)|"
    r"appendix) (?:to|for)|(?:replication )?data(?: ?sets?)? (?:for|from):?|"
    r"(?:source )?code for:?)\s"
    r"|(?P<presentation_to>(?:poster|slides|presentation) for\s)"
    r"|(?P<note_to>(?:an?|some|further) (?:short |brief )?notes? (?:on|about)\s)"
    r"|(?P<editorial_to>(?:guest )?editorial on\s)"
    r"|(?P<correction_to>поправк[аи] к|опечатк[аи] в)\s"
    r"|(?P<reply_to>an? (?:reply|response) to)\s"
)
#: The same after the title: "A Study of Hats: Reply", "A Study of Hats (Erratum)".
_TRAILER: Final = re.compile(
    r"(?:[:–—(\[]\s*|\s-\s)(?:(?P<correction>errat(?:um|a)|corrigend(?:um|a)|addendum|correction)|"
    r"(?P<reply>(?:authors?.? )?reply|rejoinder)|"
    r"(?P<supplement>supplements?|(?:online )?appendi(?:x|ces)|(?:full |all |detailed )?proofs?|"
    r"proof details|(?:(?:supplement(?:ary|al)|supporting|additional|further|extra|omitted|"
    r"detailed|full|complete) (?:proofs?|materials?|details?|data|results?|experiments?|"
    r"information|examples?))))[)\]]?\.?\s*$"
)
#: What a serial's title has every year.
_SERIAL: Final = re.compile(
    r"\b(?:annual|yearly|quarterly|monthly|year|yearbook|statistics|report|reports|barometer|"
    r"survey of (?:the )?year|overview of the|proceedings|findings of the|shared task|challenge|"
    r"track|workshop|jahresbericht|rapport annuel|census|guidelines?|recommendations)\b"
)
#: So many letters after a generic start say which text it is.
_MIN_DISTINCTIVE_LETTERS: Final = 20
_SIGNS: Final = re.compile(r"^[\W\d_]*$")


@lru_cache(maxsize=50_000)
def is_generic(title: str) -> bool:
    """Return whether a title says what a text is rather than which."""
    folded = _fold(title)
    if _SIGNS.match(title) or match_key(title) in GENERIC_TITLES:
        return True
    if not folded:
        return False  # another script
    head, colon, rest = title.partition(":")
    if _GENERIC.fullmatch(folded) or (
        colon and _is_short(_fold(rest)) and _GENERIC.fullmatch(_fold(head))
    ):
        return True
    notice = _NOTICE.match(folded)
    return bool(notice) and _is_short(folded[notice.end() :] if notice else folded)


@lru_cache(maxsize=50_000)
def notice_of(title: str) -> str:
    """Return what a title announces about another paper ("correction", "reply"), or ""."""
    if notice := _NOTICE.match(_fold(title)):
        return notice.lastgroup or ""
    lowered = title.lower()
    notice = _LABEL.match(lowered) or _TRAILER.search(lowered)
    return (notice.lastgroup or "").removesuffix("_to") if notice else ""


@lru_cache(maxsize=50_000)
def is_serial(title: str) -> bool:
    """Return whether a paper of this title may come out again each year."""
    return bool(_SERIAL.search(_fold(title)))


def is_untitled(title: str, identifiers: tuple[str | None, ...]) -> bool:
    """Return whether a title is an identifier or stands for a title that is unknown."""
    folded = fold_diacritics(title)
    return title.lower() in {identifier.lower() for identifier in identifiers if identifier} or (
        folded in {"", "untitled", "no title", "unknown title"}
        and not (folded == "" and any(map(str.isalpha, title)))
    )


def _fold(title: str) -> str:
    # An apostrophe is no border: "Editor's Note" is "editors note".
    return fold_diacritics(title.replace("&", " and ").replace("'", "").replace("’", ""))


def _is_short(rest: str) -> bool:
    """Return whether what follows a notice's words names no paper: "Reply to Smith"."""
    return len(rest.replace(" ", "")) < _MIN_DISTINCTIVE_LETTERS
