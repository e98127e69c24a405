"""Ids and page names."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.identifiers import (
    ARXIV_DOI,
    MAX_ID_BYTES,
    author_page_name,
    fold_diacritics,
    has_undecomposable_letter,
    is_reserved_name,
    match_key,
    page_name,
    parse_arxiv_id,
    parse_doi,
    parse_orcid,
    published_doi,
    short_hash,
    slugify,
    tag_slug,
    title_name,
)

_NAME = re.compile(r"[a-z0-9]+(?:(?:\.|[_-]+)[a-z0-9]+)*")
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), "lpt1"}


@pytest.mark.parametrize(
    ("text", "arxiv_id"),
    [
        ("1706.03762v5", "1706.03762"),
        ("https://arxiv.org/abs/2606.00683", "2606.00683"),
        ("https://arxiv.org/pdf/1706.03762.pdf", "1706.03762"),
        ("arXiv:hep-th/9901001", "hep-th/9901001"),
        ("version 1234.56789", None),
        ("1712.00001", "1712.00001"),
        ("1700.00001", None),
        ("1713.00001", None),
        ("cs.CL/0501001v2", "cs.CL/0501001"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("11706.03762", None),
        ("1706.037621", None),
        ("", None),
    ],
)
def test_arxiv_id(text, arxiv_id):
    assert parse_arxiv_id(text) == arxiv_id


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1145/3292500.3330701.", "10.1145/3292500.3330701"),
        ("DOI: 10.1000/ABC(1)x; see", "10.1000/abc(1)x"),
        ("10.123/x", None),
        # What follows without a blank is not the DOI's; a SICI has angle brackets.
        ("[10.1000/a](https://doi.org/10.1000/a)", "10.1000/a"),
        ("https://doi.org/10.1000/a](https://x.org)", "10.1000/a"),
        ("10.1000/a;10.1000/b", "10.1000/a"),
        ("<a>10.1000/a</a>", "10.1000/a"),
        ("10.1000/a<br/>b", "10.1000/a"),
        (
            "10.1002/(SICI)1097(19990130)18:2<1::AID-SIM1>3.0.CO;2-X",
            "10.1002/(sici)1097(19990130)18:2<1::aid-sim1>3.0.co;2-x",
        ),
        ("no doi", None),
    ],
)
def test_doi(text, doi):
    assert parse_doi(text) == doi


def test_a_published_doi_is_not_arxivs():
    assert published_doi("10.1/x") == "10.1/x"
    assert published_doi(f"{ARXIV_DOI}1706.03762") is None
    assert published_doi("") is None
    assert published_doi(None) is None


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),  # 10
        ("0000-0002-1694-2330", None),
        ("0000-0001-5109-3700", "0000-0001-5109-3700"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-1825-00970", None),
        ("10000-0002-1825-0097", None),
        ("none", None),
    ],
)
def test_orcid(text, orcid):
    assert parse_orcid(text) == orcid


def orcid_with_check_digit(base):
    """Compute the check digit as ISO 7064 defines it: the weighted sum is 1 modulo 11."""
    total = sum(int(digit) * 2 ** (15 - i) for i, digit in enumerate(base))
    digit = "0123456789X"[(1 - total) % 11]
    text = base + digit
    return "-".join(text[i : i + 4] for i in range(0, 16, 4))


@given(st.from_regex(r"[0-9]{15}", fullmatch=True).filter(str.isascii))
def test_each_orcid_has_one_check_digit(base):
    orcid = orcid_with_check_digit(base)
    assert parse_orcid(orcid) == orcid
    valid = [digit for digit in "0123456789X" if parse_orcid(orcid[:-1] + digit)]
    assert valid == [orcid[-1]]


SHORT_HASH_A = "ybjc47s82bskjzxgkv4x6fdr7"


def test_hashes_stay_the_same_in_later_versions():
    assert short_hash("a", 4) == SHORT_HASH_A[:4]
    assert short_hash("a", 25) == SHORT_HASH_A
    assert short_hash("", 5) != short_hash("a", 5)
    assert short_hash("a", 0) == ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("BERT: Pre-training, 2nd (v2)!", "bertpretraining2ndv2"),
        ("Café", "cafe"),
        ("Straße ﬁne", "strassefine"),
        ("\x00a\x7fb", "ab"),
        ("深層 学習", "深層学習"),
        ("", ""),
    ],
)
def test_match_keys(text, key):
    assert match_key(text) == key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Ørsted", "lukasz orsted"),
        ("  Déjà_vu--Straße ", "deja vu strasse"),
        ("Æther þing", "aether thing"),
        ("深層", "深層"),
        ("!", ""),
    ],
)
def test_folded_diacritics(text, folded):
    assert fold_diacritics(text) == folded


def test_letters_that_unicode_does_not_decompose():
    assert has_undecomposable_letter("Łukasz")
    assert has_undecomposable_letter("aß")
    assert not has_undecomposable_letter("Café")
    assert not has_undecomposable_letter("")


def test_slug_reads_like_the_title():
    assert slugify("BERT: Pre-training of Déjà vu — Œuvre") == "bert-pre-training-of-deja-vu-uvre"
    assert slugify("Don't Straße Ørsted ø") == "dont-strasse-rsted-o"
    assert slugify("--a__b--") == "a-b"
    assert slugify("深層") == ""


@pytest.mark.parametrize(
    ("max_bytes", "slug"),
    [
        (19, "word-word-word-word"),
        (18, "word-word-word"),
        (15, "word-word-word"),
        (14, "word-word-word"),
        (13, "word-word"),
        (4, "word"),
        (3, "wor"),
    ],
)
def test_slug_is_cut_at_a_word(max_bytes, slug):
    assert slugify("word word word word", max_bytes) == slug


def test_a_slug_has_at_most_80_bytes():
    assert MAX_ID_BYTES == 80
    assert slugify("x" * 80) == "x" * 80
    assert slugify("x" * 81) == "x" * 80


@pytest.mark.parametrize("name", ["1706.03762", "vaswani2017", "a-b", "a_b", "x" * 80])
def test_plain_identifiers_stay(name):
    assert page_name(name) == name


def test_reserved_names_do_not_stay():
    assert page_name("con") == "paper-con"
    assert page_name("nul.txt") == "paper-nul.txt"


@pytest.mark.parametrize(
    ("identifier", "slug"),
    [
        ("A-b", "a-b"),
        ("a--b", "a--b"),
        ("a/b", "a-b"),
        ("a-", "a-"),
        ("(Roe) 2020)", "roe-2020"),
        ("深層", "paper"),
        ("BJlQEILY_N", "bjlqeily_n"),
        ("H_-B", "h_-b"),
        ("a__b", "a__b"),
        ("_a_", "a_"),
        ("-a", "a"),
        ("__", "paper"),
    ],
)
def test_other_identifiers_get_a_hash(identifier, slug):
    assert page_name(identifier) == f"{slug}-{short_hash(identifier, 5)}"


def test_page_names_have_at_most_80_bytes():
    assert page_name("x" * 81) == "x" * 74 + "-" + short_hash("x" * 81, 5)
    assert title_name("x" * 81, "a") == "x" * 75 + "-" + short_hash("a", 4)


def test_title_names_separate_equal_titles():
    assert title_name("A Title", "a") == f"a-title-{short_hash('a', 4)}"
    assert title_name("A Title", "b") == f"a-title-{short_hash('b', 4)}"
    assert title_name("深層", "a") == f"paper-{short_hash('a', 4)}"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Graph Neural Networks", "graph-neural-networks"),
        ("Café", "cafe"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("A* search", "a-star-search"),
        ("R&D", "r-d"),
        ("con", "tag-con"),
        ("深層", f"tag-{short_hash('深層', 5)}"),
        ("深層 x", f"x-{short_hash('深層 x', 5)}"),
        ("?", f"tag-{short_hash('?', 5)}"),
    ],
)
def test_tag_slugs(name, slug):
    assert tag_slug(name) == slug


@given(st.text(max_size=200), st.text(max_size=50))
def test_names_are_safe_on_every_file_system(text, identity):
    for name in (page_name(text), title_name(text, identity), tag_slug(text or "x")):
        assert _NAME.fullmatch(name)
        assert len(name) <= MAX_ID_BYTES
        assert name.split(".")[0] not in _RESERVED


@given(st.text(max_size=60), st.text(max_size=60))
def test_different_identifiers_have_different_names(left, right):
    if left != right:
        assert page_name(left) != page_name(right)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("John Smith", "john-smith"),
        ("J. Smith", "j-smith"),
        ("Leslie P. Kaelbling", "leslie-p-kaelbling"),
        ("Plato", "plato"),
        # The slug does not say how these are printed.
        ("J Smith", "j-smith."),
        ("john smith", "john-smith."),
        ("John-Smith", "john-smith."),
        ("José Smith", "jose-smith."),
        ("Łukasz Ørsted", "lukasz-orsted."),
        ("Sean O'Brien", "sean-o-brien."),
        ("王伟", "author."),
        ("Иван Петров", "author."),
        ("Con", "author."),
        ("Nul", "author."),
        ("0000 0002 1825 0097", "0000-0002-1825-0097."),
        ("../../etc/passwd", "etc-passwd."),
        ("", "author."),
        ("\ud800", "ud800."),
    ],
)
def test_the_page_of_a_name(name, page):
    result = author_page_name(name)
    assert result == page if not page.endswith(".") else result.startswith(page)
    assert len(result) - len(page) == (10 if page.endswith(".") else 0)


def test_the_page_of_a_name_stays():
    # Addresses are for good: these may never change.
    assert author_page_name("José Smith") == "jose-smith.ztyr7nfjgp"
    assert author_page_name("王伟") == "author.jst3bkssef"
    assert author_page_name("Jose\u0301  Smith") == author_page_name("José Smith")


ODD_NAMES = st.text(
    st.sampled_from("aAbB. -'éß王-0197\u0301\u200b/\\<") | st.characters(), max_size=100
)


@given(ODD_NAMES, ODD_NAMES)
def test_two_names_have_two_pages(left, right):
    pages = [author_page_name(name) for name in (left, right)]
    for page in pages:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]{10})?", page)
        assert len(page) <= MAX_ID_BYTES
        assert not is_reserved_name(page)
        assert "--" not in page
        assert not parse_orcid(page) or "." in page
    plain = [unicodedata.normalize("NFC", " ".join(name.split())) for name in (left, right)]
    assert (pages[0] == pages[1]) == (plain[0] == plain[1])


@given(st.text(st.characters(max_codepoint=127)))
def test_an_ascii_text_is_folded_as_it_is_beside_other_letters(text):
    assert f"{fold_diacritics(text)} e".strip() == fold_diacritics(f"{text} é")
