"""What programs call the kinds of publications.

Each program has its own list: "journalArticle" (Zotero), "JOUR" (RIS), "article-journal" (CSL),
"proceedings-article" (Crossref), "Meeting Abstract" (Web of Science), "inproceedings" (BibTeX).
What is in no list says nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, get_args

from sitegen.paper import PaperKind
from sitegen.sources.values.dates import scalar_text

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Of several kinds of one record the first of these counts: PubMed calls each text an article.
_ORDER: Final[tuple[PaperKind, ...]] = (
    "conference", "preprint", "thesis", "chapter", "book", "report", "dataset", "software",
    "article", "other",
)  # fmt: skip
_NAMES: Final[dict[PaperKind, str]] = {
    "article": """
        article|articlejournal|articlemagazine|articlenewspaper|journalarticle|journalpaper|journal|
        jour|ejour|jfull|mgzn|news|magn|magazinearticle|newspaperarticle|periodicalarticle|
        researcharticle|reviewarticle|review|systematicreview|metaanalysis|originalarticle|
        originalresearch|originalpaper|researchpaper|letter|editorial|editorialmaterial|
        shortcommunication|shortsurvey|casereport|casereports|clinicaltrial|datapaper|bookreview|
        reviewbook|comment|commentary|articleinpress|articleearlyaccess|earlyaccess|
        scholarlyarticle|medicalscholarlyarticle|journalreview|scientificarticle|
        articlescientifique|zeitschriftenartikel|zeitschriftenaufsatz|aufsatz|articulo|
        articulocientifico|artigo|articolo|erratum|correction|corrections|correctionaddition|
        articleinaperiodical|articledansunerevue|contributiontojournal|electronicarticle|art|
        journalarticlereviewed|publishedversion|bibliographieartikel|期刊论文|期刊|期刊文章|雑誌論文|
        学術論文|原著論文|학술저널|статья|journalarticles
    """,
    "conference": """
        conference|conferencepaper|conferenceproceedings|conferenceproceeding|conferencearticle|
        conferenceabstract|conferenceposter|conferenceitem|conferenceobject|conferencecontribution|
        contributiontoconference|contributiontoconferenceproceedings|papersinconferenceproceedings|
        inproceedings|paperconference|proceedingsarticle|proceedingspaper|articleproceedingspaper|
        conf|cpaper|cp|comm|conferenceandworkshoppapers|meetingabstract|poster|conferenceworkshop|workshoppaper|conferencepapers|
        papernconference|bildkonferenzbeitrag|konferenzbeitrag|tagungsbeitrag|communication|
        communicationdansuncongres|comunicacion|congress|congresos|会议论文|会议|会議論文|학술대회자료
    """,
    "preprint": """
        preprint|informalandotherpublications|informalpublications|postedcontent|postedcontentpreprint|workingpaper|eprint|preprintpaper|
        publicationpreprint|workingpaperpreprint|articlepreprint|arbeitspapier
    """,
    "book": """
        book|books|ouv|wholebook|ebook|edbook|editedbook|electronicbook|referencebook|monograph|
        mvbook|collection|mvcollection|proceedings|mvproceedings|bookset|bookseries|textbook|
        anthology|bookwhole|authoredbook|completebook|buch|monographie|livre|ouvrage|libro|livro|
        专著|图书|単行本|단행본|encyclopedia|referencework|classic
    """,
    "chapter": """
        chapter|bookchapter|booksection|bookpart|bookcontent|booktrack|incollection|inbook|suppbook|
        suppcollection|inreference|chap|echap|entry|referenceentry|encyclopediaarticle|
        dictionaryentry|entryencyclopedia|entrydictionary|encyc|dict|partofbook|couv|partsinbooksorcollections|articlebookchapter|
        contributiontobook|chapterinbook|buchkapitel|buchbeitrag|chapitre|chapitredouvrage|
        capitulo|capitulodelibro|bookdocument|bookarticle
    """,
    "thesis": """
        thesis|thes|theses|dissertation|phdthesis|mastersthesis|masterthesis|mathesis|
        doctoralthesis|doctoraldissertation|bachelorthesis|bachelorsthesis|diplomathesis|
        diplomarbeit|hochschulschrift|habilitation|habilitationthesis|dissertationthesis|
        thesisdissertation|texttheis|textthesis|textdoctoralthesis|textmasterthesis|hdr|these|
        tesis|tese|tesi|学位论文|博士论文|硕士论文|博士論文|学位論文|학위논문|диссертация
    """,
    "report": """
        report|reports|rprt|rp|techreport|technicalreport|reportdocument|researchreport|
        reportcomponent|reportseries|technicalnote|whitepaper|deliverable|governmentdocument|
        govdoc|govt|projectreport|internalreport|bericht|forschungsbericht|rapport|informe|
        relatorio|报告|standard|stand
    """,
    "dataset": "dataset|data|datasets|datacitation|database|dbase|aggr|textdataset",
    "software": """
        software|computerprogram|computersoftware|comp|softwaresourcecode|softwareapplication|
        sourcecode|program|softwarecode
    """,
    "other": """
        other|misc|miscellaneous|generic|gen|gnrl|online|webpage|website|web|elec|electronic|blog|
        blogpost|post|postweblog|postweblogentry|weblog|patent|pat|video|videorecording|mpct|audio|
        manual|unpublished|unpb|unpd|manuscript|booklet|document|presentation|lecture|speech|slides|
        personalcommunication|persletter|pcomm|map|interview|hearing|bill|statute|stat|case|
        legislation|newspaper|forumpost|podcast|artwork|image|figure|motionpicture|peerreview|
        paratext|libguides|text|textresource
    """,
}
_KIND_OF_NAME: Final = {
    name: kind for kind, names in _NAMES.items() for name in "".join(names.split()).split("|")
}
#: A longer text is a description.
_MAX_CHARS: Final = 80


def parse_kind(value: Any) -> PaperKind | None:
    """Return the kind that a name means, or the surest of several names; None if unknown."""
    if isinstance(value, str):
        return _kind_in(value) if len(value) <= 4 * _MAX_CHARS else None
    kinds = set(map(parse_kind, value)) if isinstance(value, list | tuple) else {None}
    if isinstance(value, dict):
        kinds = {_kind_in(scalar_text(value)[:_MAX_CHARS])}
    return next((kind for kind in _ORDER if kind in kinds), None)


@lru_cache(maxsize=4_096)
def _kind_in(text: str) -> PaperKind | None:
    """Return the kind that a text means: "Article; Proceedings Paper" has two names."""
    kinds = {_KIND_OF_NAME.get(name) for name in names_in(text)}
    return next((kind for kind in _ORDER if kind in kinds), None)


def names_in(text: str) -> Iterator[str]:
    """Yield the letters of the whole text, then of its parts."""
    # "info:eu-repo/semantics/article", "http://purl.org/coar/resource_type/…", "Text.Thesis".
    whole = text.rpartition("/")[2] if "semantics/" in text or "schema.org/" in text else text
    yield _letters(whole)
    for separator in ("; ", ";", "|", ",", " / "):
        if separator in whole:
            yield from map(_letters, whole.split(separator))


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalpha())


KINDS: Final[tuple[PaperKind, ...]] = get_args(PaperKind)
