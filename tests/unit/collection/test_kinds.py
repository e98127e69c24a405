"""Which titles are generic, which are notices, and which come out each year."""

import pytest

from sitegen.collection.kinds import is_generic, is_serial, is_untitled, notice_of


@pytest.mark.parametrize(
    "title",
    ["Preface", "Editorial", "Guest Editorial: Hats", "Introduction", "The Introduction",
     "Introduction to the Special Issue on Hats", "Author Index", "Vorwort", "Éditorial",
     "Letter to the Editor", "Discussion", "Book Reviews", "In Memoriam", "???", "前言",
     "Welcome Message from the Chairs", "Editor's Note", "Reply to Smith et al.", "Erratum",
     "Editorial: Special Issue on Hats and Caps", "Einführung in das Themenheft Hüte",
     "Front Matter", "Obituary: Jon Svart (1920–2010)", "Comptes rendus", "News & Announcements"],
)  # fmt: skip
def test_generic(title):
    assert is_generic(title)


@pytest.mark.parametrize(
    "title",
    ["Attention Is All You Need", "Introduction to Algorithms", "A Review of Deep Hats", "Adam",
     "Erratum: A Study of the Folding of Large Hats", "Предисловие к теории", "Deep learning"],
)  # fmt: skip
def test_distinctive(title):
    assert not is_generic(title)


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Erratum: A Study of Hats", "correction"),
        ("Correction to: A Study of Hats", "correction"),
        ("Reply to “Hats”", "reply"),
        ("Comment on Hats", "comment"),
        ("Retraction Note: Hats", "retraction"),
        ("Review of Hats", "review"),
        ("Error Correction of Hats", ""),
        ("A Study of Hats", ""),
    ],
)
def test_a_notice_is_about_another_paper(title, notice):
    assert notice_of(title) == notice


def test_serials_come_out_each_year():
    assert is_serial("Annual Report on Hats")
    assert not is_serial("A Study of Hats")


def test_an_identifier_is_no_title():
    assert is_untitled("10.1000/A", (None, "10.1000/a"))
    assert is_untitled("[No title]", ())
    assert is_untitled("???", ())
    assert not is_untitled("前言", ())
    assert not is_untitled("Hats", ("10.1000/a",))


@pytest.mark.parametrize(
    "title", ["Введение", "Wstęp", "Voorwoord", "はじめに", "서문", "Présentation", "Önsöz"]
)
def test_prefaces_of_further_languages_are_generic(title):
    assert is_generic(title)


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("A Study of Hats: Reply", "reply"),
        ("A Study of Hats (Erratum)", "correction"),
        ("A Study of Hats - Corrigendum", "correction"),
        ("Re: A Study of Hats", "reply"),
        ("A Reply to “A Study of Hats”", "reply"),
        ("更正：帽子研究", "correction"),
        ("Поправка к статье «О шляпах»", "correction"),
        ("A Study of Hats: Proofs", "supplement"),
        ("A Study of Hats: Full Proofs", "supplement"),
        ("A Study of Hats – Detailed Results", "supplement"),
        ("A Study of Hats (Additional Material)", "supplement"),
        ("A Study of Hats: Online Appendix", "supplement"),
        ("A Study of Hats: Technical Report", ""),
        ("Interactive Proofs", ""),
        ("Hats for All: Results of a Study", ""),
        ("Supplement to: A Study of Hats", "supplement"),
        ("Supplementary material for A Study of Hats", "supplement"),
        ("Editorial Expression of Concern: A Study of Hats", "retraction"),
        ("Reinforcement Learning of Hats", ""),
        ("Speech Enhancement and Error Correction", ""),
        ("Discussion of Hats in Towns and Error-Correction", "comment"),
    ],
)
def test_a_label_before_or_after_the_title_is_a_notice(title, notice):
    assert notice_of(title) == notice


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Preface to a Theory of Hats", False),
        ("Prologue to the Age of Hats and Gloves", False),
        ("The Index of Forbidden Books", False),
        ("News from Nowhere", False),
        ("Welcome to the Jungle of Hats", False),
        ("Introduction to the Book of Hats", False),
        ("Editorial on the Ethics of Selling Hats", False),
        ("Preface to the Special Issue on Hats", True),
        ("Preface to the Second Edition", True),
        ("Preface to the Proceedings of the Hat Conference", True),
        ("Foreword by Jon Svart", True),
        ("Préface à la deuxième édition", True),
        ("Vorwort zum Sonderheft", True),
        ("Editorial for the Special Issue on Hats", True),
        ("Contents of Volume 12", True),
        ("Index to Volume 7", True),
        ("Index of Authors", True),
        ("Welcome to ICHAT 2020", True),
        ("Fe de errores", True),
        ("Retracted Article", True),
    ],
)
def test_a_generic_title_names_an_issue_at_most(title, expected):
    assert is_generic(title) is expected


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Author's Correction to a Study of Hats", "correction"),
        ("Publisher’s Correction: A Study of Hats", "correction"),
        ("Fe de errores: A Study of Hats", "correction"),
        ("Republished: A Study of Hats", "republication"),
        ("Dataset for A Study of Hats", "supplement"),
        ("Data for: A Study of Hats", "supplement"),
        ("Poster: A Study of Hats", "presentation"),
        ("Slides for A Study of Hats", "presentation"),
        ("A Note on a Study of Hats", "note"),
        ("Editorial: A Study of Hats", "editorial"),
        ("Discussion: A Study of Hats", "comment"),
        ("Appendix: A Study of Hats", "supplement"),
        ("Retraction Note to: A Study of Hats", "retraction"),
        ("RETRACTED ARTICLE: A Study of Hats", ""),
        ("A Study of Hats [Retracted]", ""),
        ("Data Forests and Hats", ""),
        ("Slides of Snow", ""),
    ],
)
def test_what_belongs_to_a_paper_is_another_text(title, notice):
    assert notice_of(title) == notice
