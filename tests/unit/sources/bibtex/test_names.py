"""Lists of names."""

import pytest

from sitegen.sources.bibtex.names import add_collaboration, parse_name_list


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (r"Wo\'zny, Micha\l and \O rsted, S{\o}ren", ["Michał Woźny", "Søren Ørsted"]),
        (r"{\'A}lvarez, Jos{\'e}", ["José Álvarez"]), ("{van der} Berg, {Jan}", ["Jan van der Berg"]),
        ("Barnes \\& Noble", ["Barnes & Noble"]), ("Roe, J. \\& Poe, M.", ["J. Roe", "M. Poe"]),
        ("Roe, J.; Poe, M.", ["J. Roe", "M. Poe"]), ("{Roe, J. and Poe, M.}", ["J. Roe", "M. Poe"]),
        ("{Barnes and Noble, Inc.}", ["Barnes and Noble, Inc."]),
        ("Jane Doe, John Roe, Max Poe", ["Jane Doe", "John Roe", "Max Poe"]),
        ("Doe, A., Roe, B., Poe, C.", ["A. Doe", "B. Roe", "C. Poe"]),
        ("King, Jr., Martin", ["Martin King Jr."]), ("King, Martin, Jr.", ["Martin King Jr."]),
        ("given=Ann, family={de la Roe}, given-i=A, suffix=III", ["Ann de la Roe III"]),
        ("Ann Roe, Max Poe, and Jo Doe", ["Ann Roe", "Max Poe", "Jo Doe"]),
        (r"Roe, Ann\and Poe, Max", ["Ann Roe", "Max Poe"]), ("Roe, J.; and Poe, M.", ["J. Roe", "M. Poe"]),
        ("Martin Luther King, Jr.", ["Martin Luther King Jr."]), ("Garcia Lopez, MD", ["MD Garcia Lopez"]),
        (r"\textbf{Roe, Ann} and {\bf Poe, Max} and \textbf{Doe}, Jo", ["Ann Roe", "Max Poe", "Jo Doe"]),
        ("Roe, Ann$^{1,2}$ and Poe, Max (eds.)", ["Ann Roe", "Max Poe"]),
        ("Frank G. {Bennett, Jr.} and Edwin {Bell, II}", ["Frank G. Bennett Jr.", "Edwin Bell II"]),
        ("Y. -C. Liang and J. -P. M. Roe", ["Y.-C. Liang", "J.-P. M. Roe"]),
        ("Roe, J. et al.", ["J. Roe"]), ("Roe, Ann*†", ["Ann Roe"]),
    ],
)  # fmt: skip
def test_names(text, names):
    assert parse_name_list(text) == names


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        ([], "ATLAS", ["ATLAS Collaboration"]), (["The ATLAS Collaboration"], "ATLAS", ["The ATLAS Collaboration"]),
        (["A"], "CMS, Tea Working Group", ["A", "CMS Collaboration", "Tea Working Group"]),
    ],
)  # fmt: skip
def test_collaborations(names, text, expected):
    assert add_collaboration(names, text) == expected
