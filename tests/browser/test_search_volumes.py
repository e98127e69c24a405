"""An index of several volumes: a word that one of them lacks adds nothing from it."""

import shutil

import numpy as np
import pytest
from playwright.sync_api import expect

from sitegen.search import IndexOptions, index_site
from sitegen.search.word_index import Tokens

#: Pages are numbered from the last one: the first four papers are in the second volume.
TEXTS = [
    "Gaussian processes", "Gaussian mixtures", "Kernels of graphs", "Trees",
    "Games of two players", "Games of chance", "Gauges of MovieGrpah", "Gauss",
]  # fmt: skip


def tokens_of(urls):
    words = sorted({word for text in TEXTS for word in text.split()})
    pairs = [(words.index(word), n) for n, text in enumerate(TEXTS) for word in text.split()]
    word, paper = np.array(pairs, np.int32).T
    return Tokens(
        words=words, word=word, paper=paper, is_title=np.ones(len(pairs), np.bool_), urls=urls,
        names=[[] for _ in urls], is_complete=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def volumes_site(build_records, tmp_path_factory):
    """A site of eight papers whose index has two volumes of four."""
    records = [{"id": f"p{n}", "title": text, "year": 2020 - n} for n, text in enumerate(TEXTS)]
    site = build_records("volumes", records)
    urls = [f"papers/p{n}.html" for n in range(len(TEXTS))]
    shutil.rmtree(site / "pagefind")
    options = IndexOptions(volume=4, tokens=tokens_of(urls))
    index_site(site, dict.fromkeys(urls, "1"), "en", tmp_path_factory.mktemp("cache"), options)
    assert (site / "pagefind" / "v1").is_dir()
    return site


@pytest.fixture
def volumes(address_of, volumes_site):
    return address_of(volumes_site)


def titles(page, address, query):
    page.goto(f"{address}search.html?q={query}")
    expect(page.locator("#sg-count")).to_contain_text("aper")
    return sorted(page.locator("#sg-results .sg-list__title").all_inner_texts())


def test_results_come_from_all_volumes(page, volumes):
    assert len(titles(page, volumes, "ga")) == 6
    assert titles(page, volumes, "gam") == ["Games of chance", "Games of two players"]


@pytest.mark.parametrize("word", ["gaussian", "Gaussian", "gaussia"])
def test_a_volume_without_a_word_is_not_searched_by_its_first_letters(page, volumes, word):
    assert titles(page, volumes, word) == ["Gaussian mixtures", "Gaussian processes"]


def test_a_part_of_a_word_adds_nothing_from_volumes_without_it(page, volumes):
    # Pagefind divides "MovieGrpah"; the volume of "Kernels of graphs" has no "grpah".
    assert titles(page, volumes, "grpah") == ["Gauges of MovieGrpah"]
    titles(page, volumes, "grpah+kernels")
    expect(page.locator("#sg-count")).to_contain_text("No paper has all of these words")


def test_the_data_of_pages_of_the_second_volume_is_that_of_pagefind(page, volumes):
    sentence = "Which+gaussian+processes+have+games+of+chance%3F"
    found = titles(page, volumes, sentence)
    assert {"Gaussian processes", "Games of chance"} <= set(found)
    assert titles(page, volumes, f"{sentence}&from=1990") == found
