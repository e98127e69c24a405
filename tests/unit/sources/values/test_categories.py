"""arXiv's categories."""

from sitegen.sources.values.categories import CATEGORIES


def test_each_code_has_its_name():
    assert CATEGORIES["cs.CL"] == "Computation and Language"
    assert CATEGORIES["quant-ph"] == "Quantum Physics"
    assert CATEGORIES["q-bio.PE"] == "Populations and Evolution"
    assert (next(iter(CATEGORIES)), list(CATEGORIES)[-1]) == ("cs.AI", "stat.TH")


def test_codes_and_names_are_clean():
    for code, name in CATEGORIES.items():
        assert code == code.strip()
        assert name == name.strip()
        assert " " not in code
        assert name[0].isupper()
