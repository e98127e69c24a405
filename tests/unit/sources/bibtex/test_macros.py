"""Macros of several files."""

from sitegen.sources.bibtex.grammar import parse
from sitegen.sources.bibtex.macros import share_macros
from sitegen.sources.bibtex.values import MAX_MACRO_CHARS, Macro


def expand(name, *texts):
    return share_macros([parse(text) for text in texts])[0].expand((Macro(name),))


def test_the_files_own_value_stands_before_that_of_the_first_other_file():
    texts = ("@string{a = {own}}", "@string{a = {x}}@string{b = {second}}", "@string{b = {third}}")
    assert expand("a", *texts) == ("own", ())
    assert expand("B", *texts) == ("second", ())


def test_macros_in_macros_are_expanded_in_any_order():
    assert expand("a", '@string{a = b # " of " # c}', "@string{b = {J}}@string{c = d # 5}") == (
        "J of 5", ("d",),
    )  # fmt: skip


def test_what_is_predefined_and_what_is_not():
    assert expand("Jan", "") == ("Jan".lower(), ())
    assert expand("cacm", "") == ("Communications of the ACM", ())
    assert expand("and", "") == (" and ", ())
    assert expand("GINS", "") == ("", ("GINS",))
    assert expand("jan", "@string{jan = {Januar}}") == ("Januar", ())


def test_loops_and_doubling_end():
    assert expand("a", "@string{a = b}@string{b = a}")[0] == ""
    doubling = "".join(f"@string{{a{i} = a{i + 1} # a{i + 1}}}" for i in range(19))
    text, undefined = expand("a0", doubling + "@string{a19 = {0123456789}}")
    assert len(text) <= MAX_MACRO_CHARS
    assert undefined
