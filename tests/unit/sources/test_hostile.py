"""Hostile files: no exception, no hang, and each record is a paper or counted."""

import gzip
import io
import json
import time
import zipfile
from itertools import pairwise

import pytest

from sitegen.sources.reader import read_all

#: CPU seconds; each file takes less than one on an idle machine.
MAX_SECONDS = 6
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>{}</fileDesc></teiHeader></TEI>'
)
JSON_LD = (
    '<html><script type="application/ld+json">{"@type":"ScholarlyArticle","headline":"A",'
    '"datePublished":1e999,"author":{"name":"\\ud800"}}</script></html>'
)
LINK = "https://arxiv.org/abs/2401.00001"


def record(**fields):
    return json.dumps({"title": "A title", "year": 2001} | fields) + "\n"


def entities():
    """Return a feed whose title is an entity of 10 to the power of 8 characters."""
    names = "abcdefgh"
    rest = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise(names))
    entry = "<entry><title>&h;</title><id>https://doi.org/10.1234/a</id></entry>"
    return f'<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">{rest}]>{ATOM.format(entry)}'


def packed(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


#: File -> its content, and the number of its papers.
FILES = {
    # Runs of one character or word in a field.
    "author-blanks.ris": ("TY  - JOUR\nTI  - A\nAU  - Roe" + " " * 100_000 + "J\nER  - \n", 1),
    "author-ands.bib": ("@article{a,title={A},author={" + " and " * 25_000 + "}}", 1),
    "title-braces.bib": ("@article{a,title={" + "{" * 50_000 + "A" + "}" * 50_000 + "}}", 1),
    "author-semicolons.csv": ('title,authors\nA,"' + ";" * 100_000 + '"\n', 1),
    "abstract-dollars.tsv": ("title\tabstract\nA\t" + "$" * 90_000 + "\n", 1),
    "keywords.enw": ("%0 Journal Article\n%T A\n%K " + "a, " * 30_000 + "\n", 1),
    "venue-brackets.jsonl": (record(venue="(" * 100_000), 1),
    "pages-dashes.jsonl": (record(pages="-" * 100_000, volume="–" * 100_000), 1),
    "address-escapes.jsonl": (record(doi="10.1234/" + "a/" * 50_000, url="x.org/" + "%25" * 9_000), 1),
    "formulas.jsonl": (record(abstract="$\\frac{" * 9_000 + "}$"), 1),
    "links-in-abstract.jsonl": (record(abstract="https://github.com/a/b " * 4_000), 1),
    "blank-lines.txt": ("Title: A\nAbstract: x\n" + "\n" * 100_000 + "y\n", 1),
    "emphasis.md": (f"# P\n\n- **[A]({LINK})** " + "*_" * 40_000 + "\n", 0),
    "link-brackets.md": ("# P\n\n- [" + "[" * 50_000 + f"A]({LINK})\n", 0),
    "table-bars.md": (f"| Title | Link |\n|---|---|\n| A | [x]({LINK}) " + "|" * 90_000 + "\n", 1),
    "link-brackets.org": (f"* Papers\n- [[{LINK}][" + "[" * 60_000 + "A]]\n", 0),
    "comments.html": ("<!doctype html>" + "<!-- -" * 30_000, 0),
    # Many parts, nested parts, parts that refer to parts.
    "affiliations.nbib": ("PMID- 1\nTI  - A\n" + "FAU - Roe, J\nAD  - Rome.\n" * 5_000, 1),
    "empty-tags.txt": ("FN x\nVR 1.0\nPT J\n" + "AU \n" * 40_000 + "TI A\nER\n", 1),
    "starts.ris": ("TY  - JOUR\n" * 5_000, 0),
    "repeated-labels.txt": ("Title: A\nYear: 2001\n" + "Authors: x\nYear: 1\n" * 5_000, 1),
    "nested-entries.atom": (ATOM.format("<entry><title>a</title>" * 5_000), 0),
    "nested-items.xml": ("<rss><channel>" + "<item><title>A</title>" * 5_000 + "</channel></rss>", 0),
    "nested-records.mods": (
        "<modsCollection>" + "<mods>" * 3_000 + "</mods>" * 3_000 + "</modsCollection>", 0,
    ),
    "titles.mods": (
        "<modsCollection><mods>" + "<titleInfo><title>A</title></titleInfo>" * 20_000
        + "</mods></modsCollection>", 1,
    ),
    "entities.atom": (entities(), 1),
    "macros.bib": (
        "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
        + '@string{a0="xxxxxxxxxx"}\n@article{k,title=a60}', 0,
    ),
    "crossref-ring.bib": (
        "".join(f"@article{{k{n},title={{A {n}}},crossref={{k{(n + 1) % 900}}}}}\n" for n in range(900)),
        900,
    ),
    "references.cff": (
        "cff-version: 1.2.0\ntitle: A\nauthors: [{family-names: R}]\nreferences:\n"
        + "- {title: B, type: article}\n" * 5_000, 1,
    ),
    "nested.jsonl": (record() + '{"title":"B","authors":' + "[" * 90_000 + "\n" + record(), 2),
    "nested.json": (
        f'[{record()},{{"title":"B","x":' + "[" * 5_000 + "]" * 5_000 + f"}},{record()}]", 2,
    ),
    "equal-keys.json": ("[{" + ",".join(f'"title":"A{n}"' for n in range(20_000)) + "}]", 1),
    "quotation-marks.csv": ("title,year\n" + '"a,1\n' * 20_000, 0),
    "metas.html": (
        '<html><head><meta name="citation_title" content="A">'
        + '<meta name="citation_author" content="Roe, J">' * 10_000 + "</head></html>", 1,
    ),
    # Values that Python, XML or Unicode refuse.
    "surrogates.yaml": ('- title: "a \\ud800 b"\n  year: 2001\n  authors: ["\\ud800"]\n', 1),
    "surrogates.csv": ('title,authors\nA,"[{""name"": ""\\ud800""}]"\n', 1),
    "digits.yaml": ("- title: A\n  year: " + "9" * 5_000 + "\n  date: " + "1" * 5_000 + "-01-01\n", 1),
    "digits.ris": ("TY  - JOUR\nTI  - A\nPY  - " + "9" * 6_000 + "/" + "1" * 6_000 + "/01\nER  - \n", 1),
    "digits.tei": (
        TEI.format(
            "<titleStmt><title>A</title><author>Roe, J</author></titleStmt><publicationStmt>"
            '<date when="' + "9" * 6_000 + '-1-1"/></publicationStmt>'
        ), 1,
    ),
    "infinity.html": (JSON_LD, 1),
    "half-character.csv": ("title,year\nA,2001\n".encode("utf-16") + b"\0", 0),
    # Archives.
    "blanks.jsonl.gz": (gzip.compress(b" " * 30_000_000, 9), 0),
    "line-ends.zip": (packed({f"{n}.csv": "title,year\n" + "\n" * 9_000_000 for n in range(3)}), 0),
    "parents.zip": (
        packed({"../" * n + "a.json": json.dumps([{"title": f"Paper {n}"}]) for n in range(100)}), 100,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_costs_its_records_at_most(name, tmp_path):
    content, count = FILES[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    start = time.process_time()
    result, _ = read_all([str(path)])
    assert time.process_time() - start < MAX_SECONDS
    assert len(result.papers) == count
    # What gives no paper is reported.
    assert result.papers or result.diagnostics
    assert result.missing_count == 0
    assert not [d for d in result.diagnostics if "please report it" in d.message]
    assert all(str(diagnostic).isprintable() for diagnostic in result.diagnostics)
