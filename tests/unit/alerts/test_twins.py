"""Alerts read queries as the search page does: both parse the same queries."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from sitegen.alerts.fields import FieldReader
from sitegen.alerts.query import is_selective, is_sentence, parse_query, read_identifier
from sitegen.alerts.query_words import _LEADS, _OTHERS, _REQUESTS, _YEARS, read_query_words
from sitegen.locale import texts_of
from tests.query_cases import CASES

SCRIPT = Path(__file__).with_name("twins.mjs")
VENUES = [
    ("ICML", 6, ["International Conference on Machine Learning"]), ("NIPS", 9, ["NeurIPS"]),
    ("Pattern Recognition", 6, []), ("FAST", 1, []), ("Hat & Cap", 2, []), ("ICML Workshop", 1, ["ICML"]),
]  # fmt: skip
YEARS = (2013, 2022)
COUNTS = {"FAST": 1, "fast": 9, "icml": 3, "Icml": 3, "neurips": 30}
QUERIES = [
    *CASES, "", " ", "the of and", "graph neural", '"graph neural networks"', 'a "b c', '-"message passing" x',
    "graph -molecule --x - -", "1706.03762", "arXiv:1706.03762v5", "https://arxiv.org/abs/1706.03762v2",
    "https://doi.org/10.1000/ab.C", "doi: 10.48550/arXiv.1706.03762", "10.1/x", "cs/0112017v1", "1024.5000",
    "https://huggingface.co/papers/1706.03762 attention", "10.1000/x.pdf?download=1#top",
    "how do transformers generalise to longer sequences?", "How to", "what is it", "why not", "is this a test",
    "one two three four five six", '"one two three" four five six', "one One ONE two", "NeRF", "深 度 学习", "é É e", "ª",
    "between 2014 and 2016 graphs", "from 2014 to 2013", "2014-2016 x", "2014..2016", "2014–2030", "after 2021",
    "after 2022", "before 2014 hats", "until 2014", "till 1999", "papers about ICML", "articles in 2014", "in 2014 in ICML",
    "(ICML, 2014)", "ICML-2014", "icml2014?", "ICML'99", "ICML’14", "Hat&Cap 2014", "HatCap'14", "COVID-19 2020",
    "1706.03762#a\nb", "a\n1706.03762#b", "1706.03762?x#y", "10.1000/x.PDF", "10.1000/x#y.pdf", "(,;", "2014...", "((ICML)) 2014!",
    "fast 2014", "FAST 2014", "neurips", "x\u00a0y\ufeffz\u200bw", "a\x1cb\x85c", " ".join(f"w{n}" for n in range(50)),
    'x "' * 30, "-a " * 20, "y" * 1200, "https://DOI.org/10.1000/x https://doi.org/10.1000/y",
]  # fmt: skip
#: Query -> years that it names on a German site, and the other words.
GERMAN = {
    "Graphen seit 2014": ((2014, 2022), "Graphen"), "ab 2020 Roboter": ((2020, 2022), "Roboter"),
    "nach 2014": ((2015, 2022), ""), "vor 2015 Hüte": ((2013, 2014), "Hüte"),
    "bis 2014": ((2013, 2014), ""), "zwischen 2014 und 2016 x": ((2014, 2016), "x"),
    "von 2014 bis 2016": ((2014, 2016), ""), "Arbeiten von Bengio seit 2020": ((2020, 2022), "Bengio"),
    "Beiträge über Graphen 2014": ((2014, 2014), "Graphen"), "since 2014": ((2014, 2022), ""),
    "x auf der ICML": (None, "x"), "between 2014 and 2016": ((2014, 2016), ""),
}  # fmt: skip
#: Pieces of further queries.
PIECES = [
    *"abAB-\"' .,?!()", " ", " ", "-", '"', "ICML", "icml", "2014", "'14", "since ", "before ", "in ", "how ", "the ",
    "Pattern Recognition", "arXiv:", "1706.03762", "v2", "10.1000/x", "https://doi.org/", "é", "ß", "深", "\u00a0", "\u2013",
    "to ", "and ", "papers ", "NeurIPS", "about ", "show me ", "I want ", "looking for ",
    "seit ", "bis ", "von ", "auf der ", "wie ", "Arbeiten ", "zeige ", "mir ",
]  # fmt: skip


def random_queries(count):
    random = Random(7)
    return ["".join(random.choices(PIECES, k=random.randint(1, 14))) for _ in range(count)]


def python_result(text, reader, words):
    query, reading = parse_query(text), reader.read(text)
    return {
        "words": [*query.words], "phrases": [*query.phrases], "excluded": [*query.excluded],
        "id": read_identifier(text), "isSentence": is_sentence(text, words),
        "selective": [word for word in query.words if is_selective(word, words)],
        "reading": reading and [
            sorted(reading.venues), [str(year) for year in sorted(reading.years)], reading.rest,
        ],
    }  # fmt: skip


def read_with_scripts(queries, texts):
    program = shutil.which("node")
    if not program:
        assert not os.environ.get("CI"), "CI needs Node"
        pytest.skip("needs Node")
    asked = {
        "queries": queries, "fields": {"years": YEARS, "venues": VENUES}, "counts": COUNTS,
        "texts": {text: texts.gettext(text) for text in (_YEARS, _LEADS, _OTHERS, _REQUESTS)},
    }  # fmt: skip
    result = subprocess.run([program, SCRIPT], input=json.dumps(asked), capture_output=True,
                            text=True, check=True)  # fmt: skip
    return json.loads(result.stdout)


@pytest.mark.parametrize("language", ["en", "de"])
def test_queries_are_read_as_on_the_search_page(language):
    queries = [*QUERIES, *GERMAN, *random_queries(1_000)]
    answers = read_with_scripts(queries, texts_of(language))
    words = read_query_words(texts_of(language))
    reader = FieldReader(VENUES, YEARS, lambda word: COUNTS.get(word, 0), words)
    for text, answer in zip(queries, answers, strict=True):
        if answer["reading"]:
            answer["reading"][0].sort()
        assert python_result(text, reader, words) == answer, text
    assert sum(bool(answer["reading"]) for answer in answers) > 100
    assert sum(answer["isSentence"] for answer in answers) > 50


def test_a_site_understands_words_of_its_language_and_english_ones():
    words = read_query_words(texts_of("de"))
    reader = FieldReader(VENUES, YEARS, lambda _: 0, words)
    for query, (years, rest) in GERMAN.items():
        reading = reader.read(query)
        expected = frozenset(range(years[0], years[1] + 1)) if years else frozenset()
        assert (reading.years, reading.rest) == (expected, rest), query
    assert all(
        is_sentence(text, words)
        for text in (
            "wie lernen Roboter",
            "how do they learn",
            "zeige mir Arbeiten",
            "papers about yeast",
        )
    )
    assert not is_selective("und", words)


@pytest.mark.parametrize("language", ["de"])
def test_translations_of_words_have_the_english_ones(language):
    english, translated = (read_query_words(texts_of(code)) for code in ("en", language))
    assert all(part < other for part, other in zip(english, translated, strict=True))
