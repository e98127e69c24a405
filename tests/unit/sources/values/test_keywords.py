"""Keywords: of lists and of texts."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.sources.values.keywords import parse_keywords, unread_keywords


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("search and rescue, ranking", "search and rescue|ranking"),
        ("Command and control; sensors", "Command and control|sensors"),
        ("graphs, logic; vision", "graphs, logic|vision"),
        (["Command and control; sensors", "a, b"], "Command and control|sensors|a, b"),
        ("one", "one"), ("one.", "one"), ("the U.S.; them", "the U.S.|them"), (".NET, C++", ".NET|C++"),
        ("Keywords: a, b", "a|b"), ("a | b", "a|b"), ("a\nb", "a|b"), ("a；b", "a|b"), ("a、b", "a|b"),
        ("cs.CL cs.LG", "Computation and Language|Machine Learning"), ("cs.CL", "Computation and Language"),
        (["Graphs", "graphs", "GRAPHS"], "Graphs"), ([" ", "", None, 7], ""), (None, ""), (7, ""), ("", ""),
        ([{"display_name": "A"}, {"name": "B"}, {"tag": "C"}, {"x": "D"}], "A|B|C"),
        ({"term": "A"}, "A"), (r"\emph{A}, B", "A|B"),
    ],
)  # fmt: skip
def test_keywords_are_split_but_never_at_and(value, words):
    assert parse_keywords(value) == tuple(word for word in words.split("|") if word)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Schlüsselwörter: Seen, Eis", "Seen|Eis"), ("Mots-clés : lacs, glace", "lacs|glace"), ("Palabras clave: lagos; hielo", "lagos|hielo"),
        ("关键词：湖泊；冰川", "湖泊|冰川"), ("【关键词】湖泊；冰川", "湖泊|冰川"), ("キーワード：湖、氷", "湖|氷"), ("Ключевые слова: озёра, лёд", "озёра|лёд"),
        ("Keywords\nlakes\nice", "lakes|ice"), ("Key words and phrases. Lakes, ice.", "Lakes|ice"), ("Index Terms—lakes, ice", "lakes|ice"),
        ("**Keywords:** lakes, ice", "lakes|ice"), (["Keywords: lakes", "ice"], "lakes|ice"), ("subjects and objects", "subjects and objects"),
        ("['lakes', 'ice']", "lakes|ice"), ('["lakes","ice"]', "lakes|ice"), ("[lakes, ice]", "lakes|ice"), ("{lakes,ice}", "lakes|ice"), ('"lakes", "ice"', "lakes|ice"),
        (["Neoplasms*", "*Humans", "A*", "C*-algebras"], "Neoplasms|Humans|A*|C*-algebras"), ("#lakes #ice", "lakes|ice"), (["#lakes", "C#"], "lakes|C#"),
        ("R&amp;D; lakes", "R&D|lakes"), ("lakes &amp; ice, snow", "lakes & ice|snow"), ("lakes<br>ice", "lakes|ice"),
        ("graphs (directed, weighted), trees", "graphs (directed, weighted)|trees"), ("graphs (a; b); trees", "graphs (a; b)|trees"), ("graph (open, lakes", "graph (open|lakes"),
        ("1,2-dichloroethane, lakes", "1,2-dichloroethane|lakes"), ([["lakes", "ice"], ["snow"]], "lakes|ice|snow"), ([{"Term": "lakes"}, {"display_name": "ice"}], "lakes|ice"),
        ({"keyword": ["lakes", "ice"]}, "lakes|ice"), ([{"keyword": {"name": "lakes"}}], "lakes"), ({"lakes": 0.8, "ice": 0.2, "snow": 0}, "lakes|ice"),
        ({"author": ["lakes"], "mesh": ["ice"]}, "lakes|ice"), ("lakes · ice · snow", "lakes|ice|snow"), ("lakes•ice", "lakes|ice"), ("湖泊·冰川·雪", "湖泊|冰川|雪"),
        ("lakes / ice / snow", "lakes|ice|snow"), ("TCP/IP, I/O", "TCP/IP|I/O"), ("- lakes\n- ice", "lakes|ice"), ("1. lakes\n2. ice", "lakes|ice"), ("بحيرات، جليد", "بحيرات|جليد"),
        ("lakes; ice; snow.", "lakes|ice|snow"), ("Lakes. Ice sheets. Snow.", "Lakes|Ice sheets|Snow"), ("lakes. ice. snow.", "lakes|ice|snow"), ("lakes -- ice", "lakes|ice"),
        (["lakes, water, ice"], "lakes|water|ice"), (["Lakes -- Ecology"], "Lakes – Ecology"), ("state-of-the-art, x-ray", "state-of-the-art|x-ray"), ("U.S., E.U.", "U.S.|E.U."),
        ("N/A", ""), ("none", ""), ("-", ""), (["lakes", "N/A"], "lakes"),
    ],
)  # fmt: skip
def test_keywords_are_read_as_people_and_programs_write_them(value, words):
    assert parse_keywords(value) == tuple(word for word in words.split("|") if word)


WORD = st.from_regex(
    r"[a-z]{3,8}(?:[ -][a-z]{3,8})?(?: \([a-z]{3,5}, [a-z]{3,5}\))?", fullmatch=True
)
SEPARATORS = st.sampled_from([", ", "; ", ",", ";", "；", "，", "、", "، ", "\n", " | ", " • ", " · ", "<br>", "\t"])  # fmt: skip


@given(st.lists(WORD, min_size=1, max_size=6, unique=True), SEPARATORS)
def test_clean_keywords_read_back_the_same_with_any_separator(words, separator):
    assume(all(parse_keywords(word) == (word,) for word in words))
    assert parse_keywords(separator.join(words)) == tuple(words)
    assert parse_keywords(f"Keywords: {separator.join(words)}") == tuple(words)


def test_objects_without_a_keyword_are_unread():
    assert list(unread_keywords(["lakes", {"foo": "ice"}, {"name": "snow"}, {"foo": 1}, {}])) == [{"foo": "ice"}]  # fmt: skip


@pytest.mark.parametrize("token", ["\n", "<br>", "- ", "(a, ", "a. ", "#a ", "Keywords: "])
def test_long_texts_take_linear_time(token):
    parse_keywords(token * 20_000)


@given(st.lists(st.text(max_size=8), max_size=5) | st.text(max_size=30))
def test_keywords_read_back_the_same(value):
    words = parse_keywords(value)
    assert parse_keywords(list(words)) == words
