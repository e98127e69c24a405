"""Journal references of arXiv."""

import pytest

from sitegen.sources.values.journal_refs import split_journal_ref


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Phys. Rev. D 99, 012345 (2019)", ("Phys. Rev. D", "99", None, "012345")),
        ("Bridge Letters 5 (2024) 11-22", ("Bridge Letters", "5", None, "11-22")),
        ("J. Inv. Learn. 5(2):1--30, 2019", ("J. Inv. Learn.", "5", "2", "1--30")),
        ("Bridge Letters, vol. 5, no. 2, pp. 11-22, 2019", ("Bridge Letters", "5", "2", "11-22")),
        ("Astron. Invent. 600, A12 (2017)", ("Astron. Invent.", "600", None, "A12")),
        ("Phys.Tea.D76:013009,2007", ("Phys.Tea. D", "76", None, "013009")),
        ("Tea Phys. B500 (1997) 3-42", ("Tea Phys. B", "500", None, "3-42")),
        ("Astrotea.J.636:575-591,2006", ("Astrotea.J.", "636", None, "575-591")),
        ("Lett. Tea 108 (2018), no. 2, 359-376", ("Lett. Tea", "108", "2", "359-376")),
        ("J. Stat. Tea (2015) P01001", ("J. Stat. Tea", None, None, "P01001")),
        # What could be read in two ways stays whole.
        ("Proceedings of Bridges 2024, pages 11-22", ("Proceedings of Bridges 2024, pages 11-22",)),
        ("Bridge Letters (2024)", ("Bridge Letters (2024)",)),
        ("Phys.Tea.76-013009,2007", ("Phys.Tea.76-013009,2007",)),
        ("ICB 2019 5, 11", ("ICB 2019 5, 11",)), ("", ("",)),
    ],
)  # fmt: skip
def test_a_reference_has_parts_where_they_are_clear(text, parts):
    names = ("venue", "volume", "issue", "pages")
    assert split_journal_ref(text) == {
        n: p for n, p in zip(names, parts, strict=False) if p is not None
    }
