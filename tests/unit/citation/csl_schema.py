"""A JSON Schema of CSL's input data, of the types and variables that the specification lists.

Source: https://docs.citationstyles.org/en/stable/specification.html (1.0.2), appendices III, IV.
"""

TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
"""
TEXTS = """
    abstract annote archive archive_collection archive_location archive-place authority call-number
    citation-key citation-label collection-title container-title container-title-short dimensions
    division DOI event-title event-place genre ISBN ISSN jurisdiction keyword language license
    medium note original-publisher original-publisher-place original-title part-title PMCID PMID
    publisher publisher-place references reviewed-genre reviewed-title scale source status title
    title-short URL volume-title year-suffix
"""
NUMBERS = """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume
"""
NAMES = """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
"""
DATES = "accessed available-date event-date issued original-date submitted"

_PARTS = ["family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"]
_NAME = {
    "type": "object",
    "properties": {part: {"type": "string", "minLength": 1} for part in _PARTS},
    "additionalProperties": False,
    "oneOf": [{"required": ["family"]}, {"required": ["literal"], "maxProperties": 1}],
}
_NUMBER = {"type": "integer"}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": _NUMBER},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
ITEM = {
    "type": "object",
    "required": ["id", "type"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "type": {"enum": TYPES.split()},
        "custom": {"type": "object"},
        **{name: {"type": "string"} for name in TEXTS.split()},
        **{name: {"type": ["string", "number"]} for name in NUMBERS.split()},
        **{name: {"type": "array", "items": _NAME} for name in NAMES.split()},
        **dict.fromkeys(DATES.split(), _DATE),
    },
}
SCHEMA = {"type": "array", "items": ITEM}
