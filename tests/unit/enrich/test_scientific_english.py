import time

import pytest

from sitegen.enrich import scientific_english
from sitegen.enrich.scientific_english import (
    document_share,
    least_share,
    parse_phrases,
    render_phrases,
    shipped_phrases,
)
from sitegen.enrich.topics.lexicon import stems


@pytest.mark.parametrize("word", ["reasoning", "optimization", "method", "system", "study"])
def test_common_words_are_on_many_abstracts(word):
    assert document_share(word) > 0.02


@pytest.mark.parametrize("word", ["heliophysics", "poetry", "soft pneumatic arms", "sign language"])
def test_specific_phrases_are_on_few_abstracts(word):
    assert document_share(word) < 0.005


def test_a_field_s_term_is_rare_elsewhere():
    assert document_share("diffusion model") > 0.003
    assert least_share("diffusion model") < 0.002
    assert least_share("method") > 0.1


def test_inflection_spelling_and_hyphens_make_no_difference():
    assert document_share("optimisations") == document_share("optimization")
    assert document_share("pre-training") == document_share("pretraining") > 0


def test_a_table_comes_back_as_it_was_written():
    table = parse_phrases(render_phrases(1000, {"method": (500, 250.0, 0), "poetri": (2, 0.0, 2)}))
    assert table.shares(["method", "poetri", "absent"]).tolist() == pytest.approx(
        [0.5, 0.002, 0], rel=0.05
    )
    assert table.shares(["method", "poetri"], is_minimum=True).tolist() == pytest.approx(
        [0.25, 0], rel=0.05
    )


def test_an_empty_table_lists_nothing():
    assert parse_phrases(render_phrases(10, {})).shares(["method"]).tolist() == [0]


@pytest.mark.parametrize(
    "data", [b"", b"other 1 0\n", b"sitegen-phrases-2 9 2\nabc", b"sitegen-phrases-2 x y\n"]
)
def test_other_data_is_no_table(data):
    with pytest.raises(ValueError, match=r".+"):
        parse_phrases(data)


def test_loading_is_fast():
    times = []
    for _ in range(5):  # interruptions only ever add to the time
        scientific_english.shipped_phrases.cache_clear()
        start = time.process_time()
        scientific_english.shipped_phrases()
        times.append(time.process_time() - start)
    assert min(times) < 0.05


def test_terms_stand_in_titles_and_discourse_in_abstracts():
    keys = ["".join(stems(p)) for p in ("research community", "sign language", "point cloud")]
    discourse, rare_term, term = shipped_phrases().title_ratios(keys).tolist()
    assert discourse < 0.03
    assert min(rare_term, term) > 0.1
