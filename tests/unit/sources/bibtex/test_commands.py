"""Commands that preambles of BibTeX define."""

from sitegen.sources.bibtex.commands import expand_commands, parse_definitions
from sitegen.sources.formats import bibtex

PREAMBLE = r"""@preamble{"\newcommand{\noopsort}[1]{} "
 # "\newcommand{\switchargs}[2]{#2#1} \providecommand\TUB{{\sl Tug\/}boat}"
 # "\def\Pier#1{The #1 Pier} \def\polhk#1{\setbox0=\hbox{#1}{\ooalign{x}}}"}
"""


def test_commands_of_a_preamble_are_replaced_by_what_they_print():
    text = PREAMBLE + (
        r"@article{a, author={{\noopsort{Z}Roe}, Ann and Wo{\polhk{e}}, Bo},"
        r" title={\Pier{West} in {\TUB} and \TUB, \textbf{x}}, journal={\TUB},"
        r" year={\switchargs{--90}{1968}}}"
    )
    (paper,) = bibtex.read(text, "x.bib").papers
    assert (paper.title, paper.venue) == ("The West Pier in Tugboat and Tugboat, x", "Tugboat")
    assert [author.name for author in paper.authors] == ["Ann Roe", "Bo Woę"]
    assert paper.year == 1968


def test_a_preamble_of_one_file_is_for_all():
    files = [(r"@book{a, title={A \TUB{} book}, year=2001}", "a.bib"), (PREAMBLE, "b.bib")]
    first, _ = bibtex.read_together(files)
    assert [paper.title for paper in first.papers] == ["A Tugboat book"]


def test_commands_with_other_arguments_and_circles_stay():
    commands = parse_definitions([r"\newcommand{\a}[2]{#1} \newcommand{\b}{\b x} \def\c{#9}"])
    assert expand_commands(r"\a{x} \b \c \d{y}", commands) == r"\a{x} \b {} \d{y}"
