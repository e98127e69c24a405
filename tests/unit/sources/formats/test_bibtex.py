"""BibTeX and BibLaTeX."""

import time

import pytest

from sitegen.sources.bibtex.names import parse_name_list
from sitegen.sources.formats import bibtex


def read(text):
    return bibtex.read(text, "x.bib")


def paper(fields, kind="article"):
    (only,) = read(f"@{kind}{{key, title = {{T}}, {fields}}}").papers
    return only


def fault(text):
    reading = read(text)
    assert reading.papers == ()
    (diagnostic,) = reading.diagnostics
    return diagnostic


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("@article{a,", True), ("@ARTICLE (a,", True), ("% a comment\n  @ misc {", True),
        ("Some text.\n\t@misc{a", True), ("write to ada@example{", False), ("@article a", False),
        ("<p>\n@misc{a", False), ('{"a": "\n@misc{a"', False), (" [\n@misc{a", False), ("", False),
    ],
)  # fmt: skip
def test_an_entry_at_the_start_of_a_line_is_claimed(head, claimed):
    assert bibtex.sniff(head) is claimed


def test_an_entry_has_key_line_and_fields():
    reading = read(
        "A comment.\n\n@Article{key:1,\n  Title = {A {BERT} Title},\n author = {Lovelace, Ada},\n"
        '  year = 1950, journal = "Mind {A}", doi = {10.1093/mind/lix}, abstract = {It is.},\n'
        "  keywords = {{BERT}, logic}, url = {https://x.org/u}, ee = {https://x.org/ee},\n"
        "  pdf = {https://x.org/p.pdf}, code = {https://x.org/code}\n}\n"
    )
    (only,) = reading.papers
    assert (only.title, only.source_id, only.origins[0].line) == ("A BERT Title", "key:1", 3)
    assert [a.name for a in only.authors] == ["Ada Lovelace"]
    assert (only.year, only.venue, only.abstract) == (1950, "Mind A", "It is.")
    assert (only.doi, only.keywords) == ("10.1093/mind/lix", ("BERT", "logic"))
    assert [(link.url[14:], link.kind) for link in only.links] == [
        ("u", "source"), ("ee", "source"), ("p.pdf", "pdf"), ("code", "code"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{k, title = {T}}", "@misc(k, title = {T})", '@misc{k,title="T"}',
        "@ misc { k , title = {T} , }", "@misc{k, , title = {T},, }", "@misc{title = {T}}", "@misc{, title = {T}}",
        "@misc{k, title = {T}, title = {second}}", "@misc{k, TITLE = {\n T\n}}",
        "@string{t = {T}} @misc{k, title = t}", '@string(T2 = "T")\n@misc{k, title = t2}',
        '@preamble{"x" # {y}} @misc{k, title = {T}}', "@comment{x}\n@misc{k, title = {T}}",
        '@misc{k, title = {} # "T" # {}}',
    ],
)  # fmt: skip
def test_ways_to_write_one_entry(entry):
    assert [p.title for p in read(entry).papers] == ["T"]


def test_strings_are_joined_and_may_use_earlier_ones():
    text = '@string{a = "One"}\n@string{b = a # { Two}}\n@misc{k, title = b # " " # three # 4}'
    reading = read(text)
    # An undefined macro has no value, and is a warning.
    assert reading.papers[0].title == "One Two 4"
    assert [(d.line, d.record, d.severity) for d in reading.diagnostics] == [
        (3, "three", "warning")
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{a {b} c}", "a b c"), ('"a {b "q" c} d"', 'a b "q" c d'), (r"{a \{b c}", "a {b c"),
        ("{a\n   b}", "a b"), ('{a " b}', 'a " b'), (r'"a {\"u} b"', "a ü b"),
    ],
)  # fmt: skip
def test_braces_and_quotes_balance(value, text):
    assert read(f"@misc{{k, title = {value}}}").papers[0].title == text


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("@misc{k, note = {T} year = {2020} # }", "has a field without a value; write field = {value}"),
        ("@misc{k, note = {T}", "can't be parsed at “”; is a comma, a brace or a quote missing before it?"),
        ("@misc{k, title", "can't be parsed at “title”; is a comma, a brace or a quote missing before it?"),
        ("@misc{k, note = {T", "has a brace that is never closed"),
        ('@misc{k, note = "{T"', "has a quote that is never closed"),
        ("@misc{k, " + "x" * 40 + "}",
         f"can't be parsed at “{'x' * 29}”; is a comma, a brace or a quote missing before it?"),
    ],
)  # fmt: skip
def test_what_can_not_be_parsed_is_an_error(entry, message):
    diagnostic = fault("\n" + entry)
    assert diagnostic.line == 2
    assert diagnostic.message == message
    assert diagnostic.record == entry[:200]


def test_the_record_of_an_error_is_its_start_in_one_line():
    diagnostic = fault("@misc{k,\n\n  note = {" + "x" * 300)
    assert diagnostic.record == ("@misc{k, note = {" + "x" * 300)[:197]


def test_an_entry_without_an_end_costs_only_itself():
    text = (
        "@misc{a, title = {A}}\n@misc{b, title = {B\n\n  @misc{c, title = {C}}\n"
        "@misc{d, title = {D @x{}}}\n@misc{e, title = {E}}"
    )
    reading = read(text)
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [
        ("A", 1), ("B", 2), ("C", 4), ("D @x", 5), ("E", 6),
    ]  # fmt: skip
    assert [d.line for d in reading.diagnostics] == [2]


def test_entries_of_one_line_are_read_and_a_broken_one_costs_only_itself():
    reading = read(
        "@misc{a, title={A}} @misc{b, title={B}} @misc{c, title} @misc{d, title={D}}\n@misc{e, title={E}}"
    )
    assert [p.title for p in reading.papers] == ["A", "B", "D", "E"]
    assert [d.line for d in reading.diagnostics] == [1]


def test_a_comment_ends_where_an_entry_starts_a_line():
    text = "@comment{@misc{a, title = {A}}\n@misc{b, title = {B}}\n@Comment @misc{c, title = {C}}"
    assert [p.title for p in read(text).papers] == ["B", "C"]


@pytest.mark.parametrize("kind", ["set", "proceedings", "mvproceedings"])
def test_containers_are_no_papers_and_are_counted(kind):
    reading = read(f"@{kind}{{k, title = {{T}}}}\n@{kind}{{l, title = {{T}}}}\n")
    assert reading.papers == ()
    assert [str(d) for d in reading.diagnostics] == [
        f"x.bib:1: 2 @{kind} entries are no papers and were left out"
    ]


@pytest.mark.parametrize("kind", ["xdata", "comment"])
def test_a_text_without_entries_of_papers_is_a_fault(kind):
    reading = read(f"@{kind}{{k, title = {{T}}}}")
    assert reading.papers == ()
    (diagnostic,) = reading.diagnostics
    assert diagnostic.message.startswith("has no entry that is a paper")


def test_a_child_inherits_from_its_crossref():
    text = (
        "@inproceedings{c, title = {Child}, crossref = { P }}\n"
        "@inproceedings{d, title = {Other}, crossref = {p}, year = 2001, booktitle = {Own}}\n"
        "@proceedings{p, title = {Parent}, year = 2000, editor = {Ed Itor}, doi = {10.1000/p},\n"
        " url = {https://x.org}, note = {arXiv:2401.00001}, abstract = {A}, subtitle = {S},\n"
        " author = {Au Thor}, eprint = {2401.00002}}"
    )
    child, other = read(text).papers
    assert (child.title, child.venue, child.year) == ("Child", "Parent: S", 2000)
    assert (child.doi, child.links, child.abstract, child.authors) == (None, (), "", ())
    assert child.arxiv_id is None
    assert (other.venue, other.year) == ("Own", 2001)


def test_a_child_may_use_xdata_and_crossrefs_may_be_wrong():
    text = "@xdata{x, year = 2000}\n@misc{a, title = {A}, xdata = {x}}\n"
    assert read(text).papers[0].year == 2000
    assert read("@misc{a, title = {A}, crossref = {a}}").papers[0].venue is None
    assert read("@misc{a, title = {A}, crossref = {nothing}}").papers[0].title == "A"
    circle = (
        "@misc{a, title = {A}, crossref = {b}}\n@misc{b, title = {B}, crossref = {a}, year = 1999}"
    )
    assert [(p.title, p.venue, p.year) for p in read(circle).papers] == [
        ("A", None, 1999), ("B", None, 1999),
    ]  # fmt: skip


def test_an_entry_without_a_title_is_quoted_by_its_key():
    diagnostic = fault("@misc{key, year = 2000}")
    assert (diagnostic.record, diagnostic.message) == ("key", "there is no title; give one")


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title = {A}, subtitle = {B}", "A: B"), ("title = {A}, subtitle = {}", "A"),
        ("subtitle = {B}", "B"), (r"title = {\emph{A {B}} {\'E}t{\'e}}", "A B Été"),
        ("title = {$x_{1}$ and {GANs}}", "$x_{1}$ and GANs"),
    ],
)  # fmt: skip
def test_titles(fields, title):
    assert read(f"@misc{{k, {fields}}}").papers[0].title == title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lovelace, Ada and Alan Turing AND Bo", ["Ada Lovelace", "Alan Turing", "Bo"]),
        ("King, Jr, Martin", ["Martin King Jr"]),
        ("van Beethoven, Ludwig", ["Ludwig van Beethoven"]),
        ("Ada and others", ["Ada"]), ("Ada and OTHERS", ["Ada"]),
        ("{The ATLAS Collaboration}", ["The ATLAS Collaboration"]),
        ("{The {ATLAS} Collaboration}", ["The ATLAS Collaboration"]),
        ("{Barnes and Noble, Inc.} and Ada", ["Barnes and Noble, Inc.", "Ada"]),
        (r"M{\"u}ller, J{\"o}rg", ["Jörg Müller"]),
        (r"\{Ada and Bo\}", ["{Ada", "Bo}"]),
        ("Ada and and Bo", ["Ada", "Bo"]),
        ("Ada} and Bo", ["Ada", "Bo"]),
        ("{A} Lee", ["A Lee"]), ("Lee {B}", ["Lee B"]),
        ("Anders Sandberg", ["Anders Sandberg"]), ("", []),
    ],
)  # fmt: skip
def test_names(text, names):
    assert parse_name_list(text) == names


def test_editors_stand_for_missing_authors():
    assert [a.name for a in paper("editor = {Ed Itor}").authors] == ["Ed Itor"]
    assert [a.name for a in paper("author = {Au Thor}, editor = {Ed Itor}").authors] == ["Au Thor"]
    assert paper("year = 2000").authors == ()


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ("journal = {J}, booktitle = {B}", "J"), ("booktitle = {B}, journaltitle = {JT}", "JT"),
        ("series = {S}, eventtitle = {E}", "E"), ("howpublished = {H}, series = {S}", "S"),
        ("publisher = {P}, howpublished = {H}", "H"), ("school = {S}, publisher = {P}", "S"),
        ("institution = {I}, school = {S}", "S"), ("journal = {}, institution = {I}", "I"),
        ("note = {N}", None),
    ],
)  # fmt: skip
def test_venues(fields, venue):
    assert paper(fields).venue == venue


@pytest.mark.parametrize(
    ("fields", "arxiv_id"),
    [
        ("eprint = {2401.00001}", "2401.00001"),
        ("eprint = {2401.00001}, archiveprefix = {arXiv}", "2401.00001"),
        ("eprint = {2401.00001}, eprinttype = {ARXIV}", "2401.00001"),
        ("eprint = {2401.00001}, eprinttype = {jstor}", None),
        ("eprint = {2401.00001}, archiveprefix = {x}, eprinttype = {arxiv}", None),
        ("eprint = {x}, journal = {arXiv preprint arXiv:2401.00002}", "2401.00002"),
        ("url = {https://arxiv.org/abs/2401.00003}, note = {arXiv:2401.00004}", "2401.00003"),
        ("howpublished = {arXiv:2401.00005}", "2401.00005"),
        ("note = {arXiv:2401.00006}", "2401.00006"),
        ("volume = {abs/2401.00007}", None), ("volume = {arXiv 2401.00007}", "2401.00007"),
        ("note = {2401.00008}", None),
    ],
)  # fmt: skip
def test_arxiv_ids(fields, arxiv_id):
    assert paper(fields).arxiv_id == arxiv_id


@pytest.mark.parametrize(
    ("fields", "year", "date"),
    [
        ("year = 2020", 2020, None), ("year = {c. 2020}", 2020, None),
        ("date = {2020-05-07}", 2020, "2020-05-07"), ("date = {2020-05}", 2020, "2020-05"),
        ("year = 2019, date = {2020-05-07}", 2019, "2020-05-07"),
        ("year = 2020, month = may, day = 7", 2020, "2020-05-07"),
        ("year = 2020, month = 12, day = {31}", 2020, "2020-12-31"),
        ("year = 2020, month = {May}, day = {7th}", 2020, "2020-05-07"),
        ("year = {c2020}, month = may, day = 7", 2020, None),
        ("year = 2020, month = {13}, day = 7", 2020, None),
        ("year = 2020, month = may, day = 007", 2020, "2020-05"),
        ("year = 2020, day = 7", 2020, None), ("year = 2020, month = may", 2020, "2020-05"),
        ("note = {N}", None, None),
    ],
)  # fmt: skip
def test_years_and_dates(fields, year, date):
    only = paper(fields)
    assert (only.year, only.date) == (year, date)


@pytest.mark.parametrize("field", ["month", "day", "year"])
def test_a_number_of_5000_digits_is_no_date(field):
    values = {"year": "2020", "month": "5", "day": "7"} | {field: "1" * 5_000}
    (only,) = read(
        f"@misc{{k, title = {{T}}, {', '.join(f'{k} = {v}' for k, v in values.items())}}}"
    ).papers
    assert only.date == ("2020-05" if field == "day" else None)


def test_a_year_without_four_digits_is_a_warning():
    (diagnostic,) = read("@misc{k, title = {T}, year = {MMXX}}").diagnostics
    assert diagnostic.severity == "warning"
    assert diagnostic.message.startswith("year 'MMXX' is not four digits")


def seconds(text):
    start = time.process_time()
    read(text)
    return time.process_time() - start


def test_the_time_for_one_line_grows_with_its_length():
    entry = "@misc{k, title={A short title}} "
    read(entry)
    short, long = (min(seconds(entry * n) for _ in range(3)) for n in (500, 4_000))
    # Eight times the entries; quadratic time would be 64 times the short one.
    assert long < 24 * short


def test_the_name_and_the_rank_of_the_format():
    assert (bibtex.NAME, bibtex.RANK) == ("bibtex", 100)
