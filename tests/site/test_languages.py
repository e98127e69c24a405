"""A small German site: no English words of the interface are left on any kind of page."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from sitegen.locale import texts_of
from sitegen.locale.texts import FOLDER, read_catalogue
from tests.conftest import RECORDS

ARABIC = "التعلم العميق للرسوم البيانية"
CONFIG = f"""
[site]
language = "de"
url = "https://example.org/papers/"
sources = ["{RECORDS}", "further.jsonl"]
[state]
record = true
[downloads]
formats = ["bibtex", "ris"]
[[alert]]
name = "Attention"
query = "attention"
"""
FURTHER = [
    {"title": ARABIC, "abstract": "نقترح طريقة جديدة.", "authors": ["أحمد", "محمد"], "year": 2021},
    *({"title": f"Graph networks, part {n}", "authors": ["Ada Poe"], "year": 2000 + n % 4,
       "abstract": "Graph neural networks on large graphs.", "venue": "ICML"} for n in range(12)),
]  # fmt: skip
PLACE = re.compile(r"%\\\(\w+\\\)s|\\\{\w+\\\}")
ATTRIBUTES = ("aria-label", "placeholder", "title", "content", "alt")


@pytest.fixture(scope="module")
def site(tmp_path_factory, sitegen):
    folder = tmp_path_factory.mktemp("german")
    (folder / "sitegen.toml").write_text(CONFIG)
    (folder / "further.jsonl").write_text("\n".join(map(json.dumps, FURTHER)))
    result = sitegen("build", "-o", folder / "site", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder / "site"


def english_texts():
    """Yield a pattern for each text that German does not share; a place takes one word."""
    for message in read_catalogue(FOLDER / "de.po"):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for text, form in zip(ids, forms, strict=True):
            if text != form and re.search(r"[A-Za-z]{3}", re.sub(r"%\(\w+\)s|\{\w+\}", "", text)):
                yield PLACE.sub(r"\\S+", re.escape(text))


def texts_on(path):
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    for text in soup.find_all(string=True):
        if text.parent.name not in ("script", "style", "code", "pre"):
            yield " ".join(text.split())
    for name in ATTRIBUTES:
        for element in soup.find_all(attrs={name: True}):
            yield element[name]


def test_no_english_text_is_left(site):
    pattern = re.compile("|".join(english_texts()))
    pages = sorted(site.rglob("*.html"))
    names = {path.relative_to(site).as_posix() for path in pages}
    # Each kind of page is there.
    assert names >= {
        "index.html", "papers.html", "tags.html", "authors.html", "venues.html", "years.html",
        "search.html", "list.html", "draft.html", "go.html", "downloads.html", "new.html",
        "days.html", "digest.html", "404.html", "alerts/attention.html", "venues/icml.html",
        "years/2001.html", "authors/ada-poe.html",
    }  # fmt: skip
    # "title" is a topic of these papers.
    topics = (site / "tags.js").read_text("utf-8").removeprefix("sitegenTopics(").rstrip(");\n")
    names_of_topics = {topic[0] for topic in json.loads(topics)}
    left = {
        (path.name, text)
        for path in pages
        for text in texts_on(path)
        if pattern.fullmatch(text) and text not in names_of_topics
    }
    assert left == set()


def test_pages_say_their_language_and_have_its_numbers_and_days(site):
    home = (site / "index.html").read_text("utf-8")
    assert re.search(r'<html lang="?de\b', home)
    assert "Neueste Arbeiten" in home
    new = (
        BeautifulSoup((site / "new.html").read_bytes(), "lxml").select_one(".sg-orders").get_text()
    )
    assert re.search(r"^21 am \d{1,2}\. [A-Zä-ü][a-zä-ü]+ \d{4} · 21 in 7 Tagen", new)


def test_addresses_and_exports_stay_english(site):
    assert (site / "tags-by-letter.html").is_file()
    assert "@inproceedings{" in (site / "downloads" / "papers.bib").read_text("utf-8")
    value = BeautifulSoup((site / "search.html").read_bytes(), "lxml")
    facets = [field["data-sg-facet"] for field in value.find_all(attrs={"data-sg-facet": True})]
    assert facets == ["tag", "year", "venue", "author", "has"]


def test_scripts_have_german_texts(site):
    (script,) = (site / "assets" / "sitegen").glob("answers.*.js")
    text = script.read_text("utf-8")
    assert texts_of("de").gettext("No paper matches these filters") in text
    assert "No paper matches these filters" not in text


def test_a_title_from_right_to_left_has_its_direction_wherever_it_stands(site):
    count = 0
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        for element in soup.select(".sg-list a, h1"):
            if element.get_text(strip=True) == ARABIC:
                assert element.get("dir") == "auto", path
                count += 1
    assert count > 3  # its page, the lists of all papers, the front page, its year
