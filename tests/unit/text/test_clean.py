"""Cleaning of titles and abstracts."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.text.clean import clean_abstract, clean_name, clean_text, clean_title
from sitegen.text.latex import decode_latex


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
        (r"H\textsubscript{2}O at \url{https://x.org/a_b}.", "H₂O at https://x.org/a_b."),
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


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Ã\x83Â©", "é"),  # decoded wrongly twice
        ("Ã\u200b©", "é"),  # with an invisible character between the bytes
        ("\xa0Â\x9f", "Ÿ"),  # behind a no-break space
        ("a&Atilde;&copy;b", "aéb"),  # written as entities
        ("Â \u0301\xadœœ™\u200b", "œ\u0301œ™"),  # exposed by the repair of another
    ],
)
def test_repairs_mojibake_that_other_steps_expose(raw, cleaned):
    assert clean_text(raw) == cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [("``the letter Â''", "“the letter Â”"), ("letter Â''", "letter Â”"), ("Ã``a", "Ã“a")],
)
def test_a_quotation_mark_of_latex_beside_a_letter_is_not_mojibake(raw, cleaned):
    assert clean_text(raw) == cleaned


@given(st.text(alphabet=st.characters(exclude_characters="\\~-`'{"), max_size=300))
@example("\xa0Â\x9f")
@example("\xa0Ã€\xa0Â")
@example("$5$$%$$>;%1t51")
def test_text_without_latex_is_cleaned_once(raw):
    assert clean_text(clean_text(raw)) == clean_text(raw)


@given(st.text(alphabet="ÂÃâïÅ\x9f\xa0€™œŸ»\xad\u200b\u0301ıa \x02\n<>&;$%*.5é", max_size=24))
def test_mojibake_among_other_faults_is_cleaned_once(raw):
    assert clean_text(clean_text(raw)) == clean_text(raw)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a  b", "a b"),
        (" [a]", "[a]"),
        ("[a] ", "[a]"),
        ("[a]  b", "[a] b"),
        ("a\u2028b\u2029c\vd\fe\rf", "a b c d e f"),
        ("\x93a\x94 \x96 b\x92s\x85 \x81c", "“a” – b’s… c"),
        ("\ue000a\ud800b\u0378c", "abc"),  # private use, surrogate, unassigned
        ("ﬀ ﬁ ﬂ ﬃ ﬄ", "ff fi fl ffi ffl"),
        ("a \xad b, c\xadd", "a – b, cd"),
        ("a\u200d\u200cb", "a\u200d\u200cb"),
    ],
)
def test_blanks_and_invisible_characters(raw, cleaned):
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Caf \u0301e", "Café"),  # the mark before its letter
        ("na\u0131\u0308ve", "naïve"),  # on a dotless i
        ("a \u0301 b", "a b"),  # on no letter
    ],
)
def test_combining_marks_of_pdfs(raw, cleaned):
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (r"$50\%$ of $5$, $-3.5$", "50% of 5, -3.5"),
        (r"$\%$", "%"),
        (r"$\text{a b}$ and $\text{c} (\textbf{d})$", "a b and c (d)"),
        (r"$\textbf{a} x$", r"$\textbf{a} x$"),
        ("$5$$x$", "5$x$"),
        ("$5$$%$$>;", "5%$>;"),
        ("$10$ of $n$", "10 of $n$"),
    ],
)
def test_formulas_without_mathematics_lose_their_dollars(raw, cleaned):
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (r"a \(x^2\) b", "a $x^2$ b"),
        (r"a \( x \) b", "a $x$ b"),
        (r"a \[ x \] b", "a $$x$$ b"),
        (r"\begin{equation}x\end{equation}", "$$x$$"),
        (r"\begin{align*} x \end{align*}", "$$x$$"),
        (r"a \(b $ c\)", r"a \(b $ c\)"),
        (r"a \[b $ c\]", r"a \[b $ c\]"),
        ("8$ imes$8 and $128 imes 128$", r"8$\times$8 and $128\times 128$"),
        ("Kendall's $ au$", r"Kendall's $\tau$"),
        ("it is 8 o clock", "it is 8 o clock"),
    ],
)
def test_mathematics_stands_between_dollars(raw, cleaned):
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("$x$--y a--b", "$x$--y a–b"),
        ("a--b $x--y$ c--d", "a–b $x--y$ c–d"),
        ("https://x.org/a--b c--d", "https://x.org/a--b c–d"),
        ("https://x.org/$x^2$--b c--d", "https://x.org/$x^2$--b c–d"),  # they overlap
        ("c -- d https://x.org/a--b $x--y$", "c – d https://x.org/a--b $x--y$"),
        ("$x--y$ c -- d https://x.org/a--b", "$x--y$ c – d https://x.org/a--b"),
    ],
)
def test_formulas_and_urls_keep_what_latex_would_change(raw, cleaned):
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [("a **b c** d", "a b c d"), ("2**3 a**b", "2**3 a**b"), ("** a **", "** a **")],
)
def test_bold_of_markdown(raw, cleaned):
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize("raw", ["a -- b", "proba- bilistic", "''a''", "a" * 199, "a" * 200])
def test_short_and_long_texts_have_one_result(raw):
    rest = " and more words" * 20
    assert clean_text(raw + rest) == clean_text(raw) + rest
    assert clean_name(raw) == clean_text(raw)


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


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (r"A \href{https://x.org/a}{linked \emph{word}}", "A linked word"),
        (r"A title\footnote{See https://x.org.} of\thanks{x} {GNNs}", "A title of GNNs"),
        ("{Mass of $Z$}", "Mass of $Z$"),
        ("Abstract: a title", "Abstract: a title"),
        ("[BOOK][B] Hats and caps", "Hats and caps"),
        ("[HTML] [PDF] of hats", "[HTML] [PDF] of hats"),
    ],
)
def test_titles_have_no_notes(raw, title):
    assert clean_title(raw) == title
    assert clean_title(title) == title


@pytest.mark.parametrize(
    ("raw", "abstract"),
    [
        ("Abstract: We do.", "We do."),
        ("Abstract—We do.", "We do."),
        ("ABSTRACT The sea", "The sea"),
        ("AbstractWe do", "We do"),
        ("Summary Background Teapots", "Background Teapots"),
        ("<h2>Summary</h2>\n<p>We do.</p>", "We do."),
        (r"{\textless}h2{\textgreater}Summary{\textless}/h2{\textgreater}We", "We"),
        ("Abstract algebra is old", "Abstract algebra is old"),
        ("Abstract Meaning Representation", "Abstract Meaning Representation"),
        ("Summary statistics", "Summary statistics"),
        ("Abstract-level", "Abstract-level"),
        ("We do. Abstract: x", "We do. Abstract: x"),
        ("Abstract:", "Abstract:"),
    ],
)
def test_the_heading_of_an_abstract_goes(raw, abstract):
    assert clean_abstract(raw) == abstract
    assert clean_abstract(abstract) == abstract


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (r"{\textless}i{\textgreater}E. coli{\textless}/i{\textgreater}", "E. coli"),
        (r"{\$}k{\$}-means {\$}{\textbackslash}alpha{\$}", r"$k$-means $\alpha$"),
        (r"A {$\eta$} meson in $\alpha$$\beta$", r"A $\eta$ meson in $\alpha$$\beta$"),
        (r"10~$\mu$m at~https://x.org", r"10 $\mu$m at https://x.org"),
        (r"\u0041\u00e9\u0000b", "Aéb"),
        ("e\ufeffﬃ\u00ad\u200bcient\u00a0x ef(cid:173)fi", "efficient x effi"),
        ("don\x92t \x93a\x94 2008\x962012", "don’t “a” 2008–2012"),
    ],
)
def test_escapes_of_programs(raw, cleaned):
    assert clean_text(raw) == cleaned
    assert clean_text(cleaned) == cleaned


TOKENS = st.sampled_from(
    ["{", "}", "\\'", "\\~", "e", "\\i", "\\l ", "$", "\\$", "~", "--", "``", "''", "\\emph{", "A b", "5",
     "\\foo", " ", "\\\\", "\\", "x_{", "\u0301", "\\href{", "\\cite{", "<i>", "</i>", "&lt;", "\x93",
     "http://a", "\\(", "\\)", "**", "\\textless", "Ã", "©", "\\frac", "\\textbackslash", "{\\$}"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_latex_is_one_printable_line(raw):
    text = clean_text(raw)
    assert text == " ".join(text.split())
    assert text.isprintable() or "\u200d" in text


LATEX = st.sampled_from(
    ["{", "}", "\\'", "\\~", "e", "\\i", "\\l ", "$", "\\$", "~", "--", "``", "''", "\\emph{", "A b", "5",
     "\\foo", " ", "\\\\", "x_{", "\\href{", "\\cite{", "<i>", "&lt;", "\\textless", "{\\$}", "{Ab}", "\\{",
     "\\&", "$x$", "$\\alpha$", "\\textit{ab}"]
)  # fmt: skip


@given(st.lists(LATEX, max_size=6).map("".join))
def test_what_is_exported_reads_back_the_same(raw):
    text, field = clean_text(raw), clean_text(decode_latex(raw))
    assert clean_text(text) == text
    assert clean_text(field) == field


@pytest.mark.parametrize(
    "token", ["{\\textbackslash}", "{A ", "Ã ", "&lt;", "\x93", "{{A}} ", "$\\{$", "~$x$"]
)
def test_time_is_linear(token, assert_linear):
    assert_linear(clean_text, token)


@pytest.mark.parametrize("prefix", ["", "é", "~"])
@pytest.mark.parametrize(
    "text",
    ["of so-called hats", "a- b", "hyph-\nenated words", "a--b", "it's", "''a''", "(a)", "ends \n"],
)
def test_plain_texts_are_read_as_others(prefix, text):
    # A long text of plain characters takes a shorter way, which a sign anywhere else prevents.
    long = "Words of a text. " * 20
    shorter = clean_text(f"{long}{text}")
    longer = clean_text(f"{prefix} {long}{text}")
    assert longer.removeprefix(prefix).lstrip() == shorter


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"a \emphnovel class", "a novel class"),
        (r"an \emphasis macro", "an emphasis macro"),
        (r"of \tildeO(n)", "of Õ(n)"),
        (r"bounds.\\We revisit", "bounds. We revisit"),
        ("that mph{learns how} words", "that learns how words"),
    ],
)
def test_commands_that_lost_their_braces_or_first_letters(text, shown):
    assert clean_abstract(text) == shown


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a *spontaneous self-correction* approach", "a spontaneous self-correction approach"),
        ("(*only*) words", "(only) words"),
        # Algebras, products, footnotes, levels of significance, searches.
        ("the C*-algebra and its *-homomorphism", "the C*-algebra and its *-homomorphism"),
        ("a * b and c * d", "a * b and c * d"), ("A* and D* search", "A* and D* search"),
        ("*p < 0.05, **p < 0.01", "*p < 0.05, **p < 0.01"), ("f*g*h", "f*g*h"),
        ("$x *ab* y$", "$x *ab* y$"),
    ],
)  # fmt: skip
def test_emphasis_of_markdown(raw, cleaned):
    assert clean_text(raw) == cleaned
