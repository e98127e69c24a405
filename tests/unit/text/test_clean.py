"""Text as an author would set it."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.clean import clean_text


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        (r"Norwegian Bokm{\aa}l", "Norwegian Bokmål"),
        (r"50\% faster", "50% faster"),
        ("Byte-~and Word-Level", "Byte- and Word-Level"),
        ("Fig.~3 of Smith et~al.", "Fig. 3 of Smith et al."),
        ("about ~5% more", "about ~5% more"),
        ("Prediction -- Causal", "Prediction – Causal"),
        ("Venn--ABERS", "Venn–ABERS"),
        ("pass --no-sandbox", "pass --no-sandbox"),
        ("a---b", "a—b"),
        ("Schrödinger â€œcatâ€\x9d and MÃ¼ller", "Schrödinger “cat” and Müller"),
        ("São Paulo, à la carte, naïve, Ångström", "São Paulo, à la carte, naïve, Ångström"),
        (r"we~\cite{a,b} follow\footnote{Long.} \citep[see][p. 2]{x}.", "we follow."),
        (r"\textbf{b \textit{i \emph{nest}}} {\bf bold} {\it x}", "b i nest bold x"),
        (r"H\textsubscript{2}O at \url{https://x.org/a_b}.", "H2O at https://x.org/a_b."),
        ("eﬃcient ﬁne ﬂow", "efficient fine flow"),
        ("transfor-\nmer", "transformer"),
        ("self-\nattention in state-\nof-the-art", "self-attention in state-of-the-art"),
        ("BERT-\nbased, attention-\nbased", "BERT-based, attention-based"),
        ("a minus b -\nc", "a minus b - c"),
        (r"Erd\H{o}s, G\"odel, Ho\v{r}ava, Fran\c{c}ois", "Erdős, Gödel, Hořava, François"),
        (r"{\'E}cole, na{\"\i}ve, \'{\i}", "École, naïve, í"),
        (r"\O ystein, {\L}ukasz, Stra{\ss}e", "Øystein, Łukasz, Straße"),
        (r"\emph{very} \textbf{bold}", "very bold"),
        ("``quoted''", "“quoted”"),
        (r"$\alpha \leq 50\%$ stays", r"$\alpha \leq 50\%$ stays"),
        ("costs $5 -- or $10", "costs $5 – or $10"),
        ("at https://x.org/~me--you now", "at https://x.org/~me--you now"),
        ("https://a.org/x{https://a.org/x}.", "https://a.org/x."),
        ("Oleft(n^{1.5}dright)", "Oleft(n^{1.5}dright)"),
        ("a\u202eb\u200bc\x00d\u00ade", "abcde"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("tab\tline\nend \u00a0 wide", "tab line end wide"),
        ("e\u0301", "é"),
        (r"AT\&T \#1 a\_b \$5", "AT&T #1 a_b $5"),
    ],
)
def test_prints_what_an_author_would(raw, printed):
    assert clean_text(raw) == printed


@given(st.text(max_size=300))
def test_result_is_one_printable_line(raw):
    text = clean_text(raw)
    assert text == " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in text)
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(alphabet=st.characters(exclude_characters="\\~-`'{"), max_size=300))
def test_text_without_markup_is_cleaned_once(raw):
    assert clean_text(clean_text(raw)) == clean_text(raw)


CASES = [
    json.loads(line)
    for line in (Path(__file__).resolve().parents[2] / "fixtures" / "text.jsonl")
    .read_text("utf-8")
    .splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_prints_what_a_careful_editor_would(case):
    """Titles and sentences of real papers, each read by a person."""
    assert clean_text(case["raw"]) == case["printed"]
    assert clean_text(case["printed"]) == case["printed"]
