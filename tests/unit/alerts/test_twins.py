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
#: Pieces of further queries.
PIECES = [
    *"abAB-\"' .,?!()", " ", " ", "-", '"', "ICML", "icml", "2014", "'14", "since ", "before ", "in ", "how ", "the ",
    "Pattern Recognition", "arXiv:", "1706.03762", "v2", "10.1000/x", "https://doi.org/", "é", "ß", "深", "\u00a0", "\u2013",
    "to ", "and ", "papers ", "NeurIPS", "about ", "show me ", "I want ", "looking for ",
]  # fmt: skip


def random_queries(count):
    random = Random(7)
    return ["".join(random.choices(PIECES, k=random.randint(1, 14))) for _ in range(count)]


def python_result(text, reader):
    query, reading = parse_query(text), reader.read(text)
    return {
        "words": [*query.words], "phrases": [*query.phrases], "excluded": [*query.excluded],
        "id": read_identifier(text), "isSentence": is_sentence(text),
        "selective": [word for word in query.words if is_selective(word)],
        "reading": reading and [
            sorted(reading.venues), [str(year) for year in sorted(reading.years)], reading.rest,
        ],
    }  # fmt: skip


def test_queries_are_read_as_on_the_search_page():
    program = shutil.which("node")
    if not program:
        assert not os.environ.get("CI"), "CI needs Node"
        pytest.skip("needs Node")
    queries = [*QUERIES, *random_queries(2_000)]
    asked = {"queries": queries, "fields": {"years": YEARS, "venues": VENUES}, "counts": COUNTS}
    result = subprocess.run([program, SCRIPT], input=json.dumps(asked), capture_output=True,
                            text=True, check=True)  # fmt: skip
    answers = json.loads(result.stdout)
    reader = FieldReader(VENUES, YEARS, lambda word: COUNTS.get(word, 0))
    for text, answer in zip(queries, answers, strict=True):
        if answer["reading"]:
            answer["reading"][0].sort()
        assert python_result(text, reader) == answer, text
    assert sum(bool(answer["reading"]) for answer in answers) > 150
    assert sum(answer["isSentence"] for answer in answers) > 100
