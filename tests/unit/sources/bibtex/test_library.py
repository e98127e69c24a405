"""Bibliographies of several files as one library."""

from sitegen.sources.bibtex.grammar import parse
from sitegen.sources.bibtex.library import Library


def read(*texts):
    library = Library([parse(text) for text in texts])
    papers = [dict(fields) for i in range(len(texts)) for _, fields in library.papers(i)]
    warnings = [
        (i, warning.line, warning.message)
        for i in range(len(texts))
        for warning in library.warnings(i, "x")
    ]
    return papers, warnings


def test_macros_and_parents_of_any_file_count_in_any_order():
    child = "@inproceedings{c, title={C}, author=ann # { and } # bob, crossref={P}}"
    parent = "@string{ann={Ann A}}@string{bob={Bob B}}\n@proceedings{p, title={Proc}, year=2000}"
    for texts in ((child, parent), (parent, child), (f"{child}\n{parent}",)):
        ((fields,), warnings) = read(*texts)
        assert (fields["author"], fields["booktitle"]) == ("Ann A and Bob B", "Proc")
        assert warnings == []


def test_several_levels_and_loops():
    chain = "".join(f"@misc{{k{i}, title={{T}}, crossref={{k{i + 1}}}}}" for i in range(3_000))
    papers, _ = read(chain + "@misc{k3000, title={T}, year=1999}")
    assert {fields["year"] for fields in papers} == {"1999"}
    papers, _ = read("@misc{a, crossref=b}@misc{b, title={B}, crossref={a}}@misc{c, crossref={c}}")
    assert [fields.get("title") for fields in papers] == [None, "B", None]


def test_entries_without_a_key_are_nobodys_parents():
    papers, _ = read("@misc{, title={A}, year=2000}@misc{b, title={B}, crossref={}}")
    assert "year" not in papers[1]


def test_what_no_file_has_is_a_warning_once_per_file():
    papers, warnings = read(
        "\n@misc{a, title={A}, journal=j, crossref={p}}\n@misc{b, title={B}, journal=j # {x}, crossref={p}}",
        "@misc{c, title={C}, author=x # { and Bo}, month=sept}",
    )
    assert "journal" not in [name for fields in papers for name in fields if fields[name]]
    assert papers[2]["author"] == "and Bo"
    assert papers[2]["month"].strip() == "sept"
    assert [(i, line, message.split(";")[0]) for i, line, message in warnings] == [
        (0, 2, "the macro j is defined in no file and was left out of 2 fields"),
        (0, 2, "the crossref p of 2 entries is in no file"),
        (1, 1, "the macro x is defined in no file and was left out of 1 field"),
    ]


def test_a_container_is_missed_if_nothing_refers_to_it():
    text = "@proceedings{p, title={P}}@set{s, entryset={a}}@misc{a, title={A}, crossref={p}}"
    assert read(text)[1] == []
    assert len(read("@proceedings{q, title={P}}" + text)[1]) == 1


def test_comments_within_values():
    ((fields,), _) = read(
        "@misc{k, author={A and % who?\n B}, title={Long ti%\n  tle of 5\\% and 5 % more\n"
        "  % a line\n  end}, url={https://x.org/%a8}}"
    )
    assert fields["author"] == "A and B"
    assert fields["title"] == "Long title of 5\\% and 5 % more end"
    assert fields["url"] == "https://x.org/%a8"
