import time

import pytest

from sitegen.enrich import scientific_english
from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.scientific_english import (
    document_share,
    least_share,
    parse_phrases,
    phrases_of,
    render_phrases,
    shipped_fields,
    shipped_phrases,
)
from sitegen.enrich.topics.lexicon import stems
from sitegen.paper import Paper


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
    counts = {"method": (500, 250.0, 0), "poetri": (2, 0.0, 2)}
    table, other = parse_phrases(render_phrases((1000, counts), (10, {"patient": (9, 0.0, 1)})))
    assert table.shares(["method", "poetri", "absent"]).tolist() == pytest.approx(
        [0.5, 0.002, 0], rel=0.05
    )
    assert table.shares(["method", "poetri"], is_minimum=True).tolist() == pytest.approx(
        [0.25, 0], rel=0.05
    )
    assert other.shares(["method", "patient"]).tolist() == pytest.approx([0, 0.9], rel=0.05)


def test_an_empty_table_lists_nothing():
    (table,) = parse_phrases(render_phrases((10, {})))
    assert table.shares(["method"]).tolist() == [0]


@pytest.mark.parametrize(
    "data", [b"", b"other 1 0\n", b"sitegen-phrases-3 2 9\nabc", b"sitegen-phrases-3 0\n"]
)
def test_other_data_is_no_table(data):
    with pytest.raises(ValueError, match=r".+"):
        parse_phrases(data)


def test_loading_is_fast():
    times = []
    for _ in range(5):  # interruptions only ever add to the time
        scientific_english.shipped_fields.cache_clear()
        start = time.process_time()
        scientific_english.shipped_phrases()
        times.append(time.process_time() - start)
    assert min(times) < 0.05


def test_terms_stand_in_titles_and_discourse_in_abstracts():
    keys = ["".join(stems(p)) for p in ("research community", "sign language", "point cloud")]
    discourse, rare_term, term = shipped_phrases().title_ratios(keys).tolist()
    assert discourse < 0.03
    assert min(rare_term, term) > 0.1


TRIAL = (
    "In this clinical study, patients with diabetes were randomly assigned to a treatment group or a"
    " control group. The objective was to investigate the association of therapy with mortality and"
    " quality of life. Blood glucose levels and symptoms were assessed in women and men with disease"
    " or cancer. A total of 65 patients aged over 40 years were included between January and June."
    " The risk of cardiovascular disease was significantly associated with age and with treatment,"
    " compared with the control group (p = 0.05). Conclusions: our findings suggest that health care"
    " should consider cells, expression of proteins, tissue, mice and acute outcomes after surgery."
)
NETWORK = (
    "We propose a neural network that learns representations of images and language. The model is"
    " trained with gradient descent on a large dataset, and outperforms baselines on benchmarks of"
    " object detection. Our algorithm is a framework for robot learning with reinforcement, and the"
    " code of its attention architecture, its optimization and its inference is available."
)


def table_of(*abstracts):
    return phrases_of(read_corpus([Paper("?", text) for text in abstracts]))


def test_a_collection_is_read_by_the_table_of_its_field():
    computing, medicine = shipped_fields()
    assert table_of(*[NETWORK] * 20) is computing
    assert table_of(*[TRIAL] * 20) is medicine
    assert table_of(TRIAL) is computing  # too short to say
    assert table_of() is computing


def test_a_collection_of_two_fields_is_read_by_their_mean():
    table = table_of(*[NETWORK] * 30, *[TRIAL] * 20)
    keys = ["patient", "".join(stems("neural network"))]
    low, high = (field.shares(keys) for field in shipped_fields())
    assert table.shares(keys).tolist() == pytest.approx(((low + high) / 2).tolist(), rel=0.05)


@pytest.mark.parametrize(
    "phrase", ["control group", "confidence interval", "mean age", "hazard ratio", "follow-up time"]
)
def test_the_design_of_studies_is_discourse_in_medicine(phrase):
    _, medicine = shipped_fields()
    key = "".join(stems(phrase))
    assert medicine.shares([key])[0] > 0.0005
    assert medicine.title_ratios([key])[0] < 0.012
