"""Remove from names what publishers print beside them: marks, affiliations, addresses, degrees."""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.people.placeholders import is_placeholder
from sitegen.text.clean import clean_name
from sitegen.text.organizations import is_organization

#: A name has a sign, a digit or a word that ``tidy_name`` may have to remove.
_SUSPECT: Final = re.compile(
    r"[^\w\s'’.-]|[\d_¹²³ªᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐ]|\w\w\.(?:\s|$)|\b[ue]\. ?a\.|^['’]|\bet al|\band\b|others|"
    r"(?:hD|MD|\bDr|D\.|Sc|MPH|BS|FRCP|FRS|FAC[CPS]|MBA|[COMK]BE)$|\b(?:Dr|Prof\w*|Mrs?|Ms|Mme)\b|教授|博士",
    re.IGNORECASE,
)
#: Footnote marks after a name. "#" counts only at a word's end.
_MARKS: Final = re.compile(
    r"(?:[*†‡§¶∗⁎‖∥⋆★☆✝◇◊♠♣♥♦△✉📧⁰¹²³⁴-⁹⁺˒ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐ]\ufe0f?)+|(?<!#)#++(?=\s|,|;|$)"
)
_ADDRESS: Final = re.compile(
    r"<?(?:mailto:\s?)?(?:\b[\w.+-]{1,64}|\{[^{}@]{0,200}\}|\[[^\[\]@]{0,200}\])@[\w.-]{1,255}>?"
)
#: With its label and brackets, which may be glued to the name.
ORCID: Final = re.compile(
    r"[\s(\[<{,/]{0,4}(?:\borcid(?:[\s-]?id)?\s?[:#]?\s?)?(?:https?://)?(?:(?:www\.)?orcid\.org/)?"
    r"(?<!\d)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])(?!\d)[)\]>}/]{0,2}",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
#: DBLP's number of a namesake: "Wei Wang 0001".
_NAMESAKE_NUMBER: Final = re.compile(r"(?<=\S) 0\d{3}$")
#: Numbers of affiliations after a name: "Roe J1,2", "Jane Roe 1".
_AFFILIATION_NUMBERS: Final = re.compile(
    r"(?<=[^\W\d_])\.?\s?\d{1,2}(?:\s?,\s?(?:\d{1,2}|[a-f]))*$"
)
#: Letters of affiliations: "Ada Lovelace a,b, Alan Turing b", "Ada Lovelace,a Alan Turing,b".
_AFFILIATION_LETTERS: Final = re.compile(
    r"(?<=[^\W\d_][^\W\d_.])(?:\s+|,)[a-h](?:\s?,\s?(?:[a-h](?!\w)|\d{1,2}|[*†‡∗])){0,6}"
    r"(?=\s*(?:[,;\n]|$)|\s(?:and|und|et)\s|(?<=,[a-h])\s)"
)
_LIST_NUMBER: Final = re.compile(r"^(?:\d{1,3}[.)]|[\[(]\d{1,3}[)\]])\s*(?=[^\W\d_])")
#: Years of birth and death: "Lovelace, Ada, 1815-1852", "Ada Lovelace (b. 1815)".
_LIFE_DATES: Final = re.compile(
    r"(?:,\s?|\s?[(\[]|\s)(?:(?:(?:b|d|ca?|fl)\.\s?)?(?:1\d|20)\d\d\??\s?[-–—]\s?(?:(?:1\d|20)\d\d\??)?|"
    r"(?:(?:b|d|ca?|fl|geb|gest)\.|née?|born|died)\s?(?:1\d|20)\d\d)"
    r"\s?[)\]]?\.?(?=\s*(?:[,;&\n]|$)|\s(?:and|und|et)\s)"
)
_OPENING, _CLOSING = "([", ")]"
#: "Robert (Bob) Smith", but "Ada (Ed.) Lovelace" and "Ada (MIT) Lovelace" of a table's parts.
_NICKNAME: Final = re.compile(
    r"(?!(?:[Ee]ds?|[Hh]rsg)\b)[\"'“‘]?[^\W\d_][^\W\d_A-Z][\w.’-]*+[\"'”’]?"
)
_BRACKET_NUMBERS: Final = re.compile(r"[\d\s,a-f]*|\d+\s(?:and|&)\s\d+")
_COUNT: Final = (
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"several|many|some|numerous|various)"
)
#: "10 more authors", "ten others", "3 autres": how many people a list leaves out.
COUNTED_OTHERS: Final = (
    rf"{_COUNT}\s(?:(?:more|other|additional)(?:\s(?:authors?|others|people))?|authors|others|"
    r"autres|weiteren?|anderen?|otros|altri)"
)
#: "et al." and its like in several languages, and what leads to it.
_AND_OTHERS: Final = re.compile(
    r"[\s,;]{0,4}(?:\b(?:and|und|et|och|og|en|ve|та|(?-i:[yeиia]))\s+|&\s*|\+\s*)?"
    r"(?:\bet\.? al(?:\b\.?|ii\b)|(?<=& )al\b|\bothers$|\b(?-i:u\. ?a)\.|\betc\.|…|\.{3}|"
    r"等(?:人)?|ほか|\bothers(?=[,;])|\bи др\b|\bи соавт\b|\by otros\b|\by cols?\b|"
    r"\be outros\b|\bet coll\b|"
    rf"\bm\. ?fl\.|(?<=\s)(?:\+\s?)?{COUNTED_OTHERS}\b|"
    r"(?<=\band )(?:(?:his|her|their|the)\s)?(?:colleagues|co-?workers|rest)\b|"
    r"(?<=\bund )(?:andere|kolleg\w+|mitarbeiter\w*)\b|(?<=\bu)\. ?v\. ?a\.|"
    r"(?<=\bet )(?:autres|collab)\b|"
    r"(?<=\by )(?:otras|col)\b|(?<=\be )(?:altri|cols?|colab)\b|(?<=\ben )anderen\b|"
    r"\b(?-i:e\. ?a)\.|(?<=\bve )(?:ark|diğerleri)\b|(?<=\bi )(?:wsp|in|inni|dr)\b|"
    r"(?<=\ba )kol\b|\bmtsai\b|\bdkk\b|(?<=\bи )(?:другие|соавторы)\b|"
    r"(?<=\bта )ін\b|(?:(?<=\s)他|(?<=\s)외)(?:\s?\d{1,3}\s?[名人명인])?)"
    r"[\s.]{0,4}(?=[,;]|$)",
    re.IGNORECASE,
)
#: One of these is in every text that has a match.
_OTHERS_HINTS: Final = (
    " al ", " al.", " al,", " al;", "et al", "et. al", "alii", "other", "u. a.", "u.a.", "etc",
    "…", "...", "等", "ほか", "др", "соавт", " otr", " col", " outros", "fl.", " more", "author",
    "addition", "work", " rest", "andere", "kolleg", "mitarb", "weitere", "v.a.", "v. a.", "autres",
    "altri", "e.a.", "e. a.", " ark", "diğer", " wsp", " in ", " in.", " inni", " dr ", " dr.",
    " kol ", " kol.", "mtsai", "dkk", "други", " ін", "他", "외",
)  # fmt: skip
#: "$^{1,2}$", "^{1,2}", "<sup>1</sup>" after a name.
_SUPERSCRIPT: Final = re.compile(
    r"\^[^\^\s]{1,12}\^|\$\s{0,3}\^[^$]{0,40}\$|\^\{[^{}]{0,40}\}|\^\d{1,2}(?:,\s?\d{1,2}(?!\d))*|"
    r"\^\(?[a-z*](?:,\s?[a-z\d*](?!\w))*\)?(?!\w)|(?<=\w)\{[\d,\s]{1,12}\}|"
    r"<sup\b[^<>]{0,80}>[^<]{0,80}</sup>|\\textsuperscript\{[^{}]{0,40}\}",
    re.IGNORECASE,
)
#: "[Jane Roe](https://…)" of Markdown and "[[People/Jane Roe|Jane]]" of wikis.
_LINK: Final = re.compile(r"\[([^\[\]]{1,120})\]\((?:https?:|mailto:|/|#)[^()\s]{0,300}\)")
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]{0,120}\|)?([^\[\]|]{1,120})\]\]")
_EMPHASIS: Final = re.compile(r"(?<![\w*_])(\*{1,2}|_{1,2})(?=[^\W_])([^*_\n]{1,120})\1(?![\w*_])")
#: Academic degrees are no part of a name. Two capitals may be initials: "Doe MD".
_DEGREES: Final = (
    r"ph\.? ?d\.?|m\.? ?d\.|[mb]\.? ?sc\.?|m\.p\.h\.?|mph|d\.?phil\.?|[mb]\.a\.|d\.d\.s\.|"
    r"d\.?v\.?m\.?|pharm\.? ?d\.?|sc\.d\.|ed\.? ?d\.?|psy\.?d\.?|drph|ll\.?m\.?|"
    r"(?:(?:univ|a\.?o|apl|assoc|asst|em)\.?-?\s?)?prof(?:essor)?\.?|"
    r"(?:pd )?dr\.?(?:-?ing)?\.? ?(?:(?:med|rer\.? ?nat|rer\.? ?pol|phil|h\.? ?c|habil|ing)\.?)?|"
    r"dipl\.?-[a-z]{2,8}\.?|f(?:ac[cps]|aan|aap|acog|aha|medsci|rcp\w{0,4}|rcs\w{0,3}|rsc|rs|ieee)|m(?:rcp|rcs|hs|ha|pp|pa|ed|eng|phil|res)|"
    r"[ckmo]be|dnp|dpt|fnp|aprn|m\.?b\.?a\.?|mbbs|mbchb|bsn|msn|esq\.?"
)
_ROLES: Final = (
    r"eds?\.?|hrsg\.?|\(?(?:authors?|auth?\.?|editors?|autor(?:in)?|verfasser(?:in)?|auteur|translators?|"
    r"trans\.|corresponding author|first author|deceased)\)?"
)
#: "Foss, Ed" is a name; "ed." and "Ed." are an editor's role.
_GIVEN_NAME: Final = "Ed"
_SURE_DEGREE: Final = re.compile(rf"(?:(?:{_DEGREES})(?:[\s/]+|$))+|{_ROLES}", re.IGNORECASE)
_DEGREE: Final = re.compile(r"MD|RN|MS|MA|BA|BS|DDS|DO|MPhil|MBBS|FRS|JD|PE|CPA|Dr")
_FINAL_DEGREE: Final = re.compile(
    r"(?:,?\s(?:Ph\.? ?D\.?|M\.D\.|MD|[MB]\.?Sc\.?|D\.?Phil\.?|MPH|M\.P\.H\.|MBBS|MBChB|MBA|"
    r"Pharm\.?D\.?|Ed\.?D\.|EdD|PsyD|DrPH|DVM|DDS|D\.D\.S\.|FRCPC?|FRCS|FRS|FACS|LL\.?M\.?|BSN|MSN|Esq\.?|[COMK]BE|FAC[CPS]|MRCP)){1,12}$"
)
#: Titles before a name: "Prof. Dr. Ada", "Dr.-Ing. Ada", "Mrs. Ada". "DR Cox" has initials.
_TITLE: Final = re.compile(
    r"(?:(?<![^\s,;&|/])(?:"
    r"(?:(?:Univ|Ass(?:oc|t|ist)?|Associate|Assistant|Adjunct|apl|Jun|Hon|Emer(?:itus)?|ao)\.?[-\s]?)?"
    r"(?:Prof|PROF)(?:essor(?:in)?|\.ª|a\.)?\b\.?|(?:PD\s)?(?:Dr|DR(?=\.)|Dra(?=\.))\b\.?"
    r"(?:-?\s?(?:Ing|med|rer\.?\s?(?:nat|pol|oec)|phil|h\.\s?c|habil|jur|sc|agr|theol|vet|dent)\b\.?)*|"
    r"(?:Mr|Mrs|Ms|Mx|Mme|Mlle)\b\.?|Dipl\.-?\s?[A-Z][a-z]{1,5}\.?|Priv\.-Doz\.|"
    r"(?:Ing|Eng|Mag|Mgr|Doc|Dott|Lic|RNDr|MUDr|PhDr|PaedDr|Doç|Yrd|Öğr|Arş|Gör|Uzm|проф|доц|акад)\.|"
    r"Üyesi|д-р|[кд]\.\s?[а-я]{1,4}\.\s?н\.)\s*)+(?=['’(]?[^\W\d_])"
)
_TITLE_HINTS: Final = (
    "Dr", "DR.", "Prof", "PROF", "Mr", "Ms", "Mx", "Mme", "Mlle", "Dipl.", "Doz.", "Ing.", "Eng.",
    "Mag.", "Mgr.", "Doc.", "Dott.", "Lic.", "Doç.", "Yrd.", "Öğr.", "Arş.", "Gör.", "Uzm.",
    "Üyesi", "проф.", "доц.", "акад.", "д-р", "н.", "教授", "博士", "先生",
)  # fmt: skip
_EASTERN_TITLE: Final = re.compile(r"(?<=\S\S)\s?(?:副?教授|博士|(?<=\s)先生)(?=[,;，、；\s]|$)")
_QUOTES: Final = re.compile(r"([\"“”„«'‘])(.{2,200})[\"”“»'’]", re.DOTALL)
_SPACED_INITIALS: Final = re.compile(r"(?<=\b[^\W\d_]\.) -(?=[^\W\d_]\.)")
_MIN_NAME_WORDS: Final = 2
#: A word before the last full stop that is no abbreviation: "Group.", but "Jr.", "Inc.".
_FINAL_WORD: Final = re.compile(
    r"(?<=\s)(?!(?:Inc|Ltd|Corp|Dept|Univ|Bros|Geo|Esq|Chr|Alex|Gmbh|Assoc|Acad)\.)"
    r"[^\W\d_][^\W\d_A-Z]{2,}\.$"
)
_UNIT_STOP: Final = re.compile(r"[a-z]{3}\. ")
#: A backslash is what is left of a line break of LaTeX.
_EDGES: Final = " ,;:·•/|–—-\\"


def strip_list_marks(text: str) -> str:
    """Remove from a list of names what has commas or separators inside, before it is split."""
    if "[" in text:
        text = _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", text))
        if text.startswith("[") and text.endswith("]") and "[" not in text[1:]:
            # Bibliographers put a conjectured name in brackets.
            text = text[1:-1]
    has_digits = bool(_DIGIT.search(text))
    if has_digits:
        text = _LIFE_DATES.sub("", ORCID.sub("", text))
    if "@" in text:
        text = _ADDRESS.sub("", text)
    text = _EMPHASIS.sub(r"\2", _SUPERSCRIPT.sub("", text))
    text = _AFFILIATION_LETTERS.sub("", _MARKS.sub("", text))
    text = strip_titles(_drop_brackets(text).strip(_EDGES) or _unwrapped(text))
    return drop_others(text).strip(" ,;\n\t")


def strip_number(name: str) -> str:
    """Return a name without the number that a list has before it: "1. Ada Lovelace"."""
    return _LIST_NUMBER.sub("", name.lstrip()) if _DIGIT.search(name) else name


def strip_affiliation_numbers(part: str) -> str:
    """Return a name or its last part without the numbers of affiliations: "Ada 1,2"."""
    return _AFFILIATION_NUMBERS.sub("", part) if part[-1:].isdigit() else part


def strip_titles(text: str) -> str:
    """Return a name, or a list of names, without "Prof. Dr." before and 教授 behind a name."""
    # The patterns are slow, and few texts have a title.
    if not any(hint in text for hint in _TITLE_HINTS):
        return text
    return _EASTERN_TITLE.sub("", _TITLE.sub("", text))


def drop_others(text: str) -> str:
    """Return a list of names without "et al." in any language."""
    lowered = text.lower() + " "
    return _AND_OTHERS.sub("", text) if any(hint in lowered for hint in _OTHERS_HINTS) else text


def join_initials(name: str) -> str:
    """Return a name without the blank in double names of IEEE Xplore: "Y. -C. Liang"."""
    return _SPACED_INITIALS.sub("-", name) if ". -" in name else name


def tidy_name(name: str) -> str:
    """Return a clean name without footnote marks, affiliations, numbers and addresses."""
    name = clean_name(name)
    if is_placeholder(name):
        return ""
    name = join_initials(name)
    if not _SUSPECT.search(name):
        return name
    if _DIGIT.search(name):
        name = _LIFE_DATES.sub("", ORCID.sub("", strip_number(name)))
    name = _unquoted(_MARKS.sub("", _ADDRESS.sub("", name) if "@" in name else name))
    name = drop_others(_drop_brackets(name).strip(_EDGES) or _unwrapped(name))
    name = _NAMESAKE_NUMBER.sub("", name.strip(_EDGES))
    words = name.split()
    # "GPT 4" is one short name; a person's has two words of letters before the numbers.
    if len(words) >= _MIN_NAME_WORDS and not is_organization(name):
        if not any(map(str.isdigit, words[0])):
            name = _AFFILIATION_NUMBERS.sub("", name)
        name = _drop_degree(strip_titles(name))
    name = drop_list_stop(" ".join(name.split()).strip(_EDGES))
    return "" if is_placeholder(name) else name


def is_degree(part: str, *, is_after_full_name: bool) -> bool:
    """Return whether a part between commas is an academic degree or a role.

    Args:
        part: such as "PhD".
        is_after_full_name: whether a name of two words precedes, after which "MD" is no initials.
    """
    if part == _GIVEN_NAME:
        return is_after_full_name
    if _SURE_DEGREE.fullmatch(part) or (
        part.endswith(".") and _SURE_DEGREE.fullmatch(part.rstrip("."))
    ):
        return True
    return is_after_full_name and bool(_DEGREE.fullmatch(part))


def _unquoted(name: str) -> str:
    """Return a name without quotation marks around it; 't Hooft keeps its apostrophe."""
    match = _QUOTES.fullmatch(name.strip(_EDGES))
    return match[2] if match else name


def _unwrapped(text: str) -> str:
    """Return what stands in brackets around a whole text."""
    return text.strip(_EDGES + _OPENING + _CLOSING)


def _drop_degree(name: str) -> str:
    match = _FINAL_DEGREE.search(name)
    # "Roe MD" has initials.
    if match and len(name[: match.start()].split()) >= _MIN_NAME_WORDS:
        return name[: match.start()]
    return name


def drop_list_stop(name: str) -> str:
    """Return a name without the full stop that ends a list."""
    is_list_end = name.endswith(".") and _FINAL_WORD.search(name)
    # "Sea Institute. Waves Division." has a full stop for each unit.
    return name[:-1] if is_list_end and not _UNIT_STOP.search(name) else name


def _drop_brackets(text: str) -> str:
    """Remove brackets after a name, nested ones included; keep those that a name goes on after."""
    if "(" not in text and "[" not in text:
        return text
    parts: list[str] = []
    depth = start = opening = 0
    for index, character in enumerate(text):
        if character in _OPENING:
            if depth == 0:
                parts.append(text[start:index])
                opening = index
            depth += 1
        elif character in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                start = index + 1
                if _is_inner(text, opening, start):
                    start = opening
    # An unclosed bracket is cut to the end.
    parts.append("" if depth else text[start:])
    return " ".join("".join(parts).split(" "))


def _is_inner(text: str, opening: int, end: int) -> bool:
    """Return whether brackets are inside of a name, as in "Robert (Bob) Smith"."""
    content = text[opening + 1 : end - 1].strip()
    if not _goes_on(text, end) or _BRACKET_NUMBERS.fullmatch(content):
        return False
    # An organization may have any words in brackets.
    return bool(_NICKNAME.fullmatch(content)) or is_organization(text)


def _goes_on(text: str, position: int) -> bool:
    """Return whether a word of the same name follows."""
    rest = text[position : position + 12].lstrip(" .")
    return bool(rest) and rest[0].isalpha() and not re.match(r"(?:and|und|et)\b", rest)
