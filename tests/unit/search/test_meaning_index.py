"""The index of meaning: what is close stays close, and the same papers have the same bytes."""

import json

import numpy as np

from sitegen.search.meaning_index import DIMENSIONS, build_meaning_index
from sitegen.search.meaning_scripts import write_meaning_index
from sitegen.text.hashing import fnv1a
from tests.unit.search.script_text import decode_bytes

DIRECTIONS = np.random.default_rng(1).normal(size=(40, 320)).astype(np.float32)


def vectors_of(count):
    """Return papers around 40 directions."""
    noise = np.random.default_rng(2).normal(size=(count, 320)).astype(np.float32)
    return DIRECTIONS[np.arange(count) % 40] + noise / 4


def index_of(count):
    urls = [f"papers/{n}.html" for n in range(count)]
    numbers = {url: n for n, url in enumerate(urls)}
    return build_meaning_index(vectors_of(count), urls, numbers), urls, numbers


def test_small_collections_are_one_cluster():
    index, _, _ = index_of(80)
    assert len(index.centroids) == 1
    assert set(index.clusters) == {0}


def test_close_papers_share_a_cluster():
    index, _, _ = index_of(4000)
    assert len(index.centroids) == 26
    # All papers around one direction are in one cluster, or two.
    assert max(len(set(index.clusters[n::40])) for n in range(40)) <= 3


def test_rounded_vectors_keep_the_nearest_paper():
    index, _, _ = index_of(80)
    codes = index.codes.astype(float)
    unit = codes / np.linalg.norm(codes, axis=1, keepdims=True)
    cosines = unit @ unit.T - np.eye(80)
    assert (cosines.argmax(axis=1) == (np.arange(80) + 40) % 80).all()
    assert index.codes.shape == (80, DIMENSIONS)
    assert np.abs(index.codes).max() == 7


def test_papers_without_a_known_word_or_page_are_left_out(tmp_path):
    vectors = vectors_of(3)
    vectors[1] = 0
    urls = ["papers/a.html", "papers/b.html", "papers/c.html"]
    numbers = {"index.html": 0, "papers/a.html": 1, "papers/b.html": 2}
    index = build_meaning_index(vectors, urls, numbers)
    assert index.is_known.tolist() == [False, True, False]
    write_meaning_index(tmp_path, index, urls, numbers)
    scripts = read_scripts(tmp_path)
    # One paper, the distance to its number, its codes.
    assert scripts["c0.js"][:2] == b"\x01\x01"
    assert len(scripts["c0.js"]) == 2 + DIMENSIONS // 2
    # Readers learn that a paper without a known word has none like it, not that its id is unknown.
    entries = [
        (fnv1a(url) >> 8).to_bytes(3, "little") + numbers[url].to_bytes(3, "little") + b"\0\0"
        for url in ("papers/a.html", "papers/b.html")
    ]
    assert scripts["i0.js"] == b"".join(sorted(entries))


def test_a_collection_without_known_words_has_an_index(tmp_path):
    empty = np.zeros((2, 320), np.float32)
    numbers = {"papers/a.html": 0, "papers/b.html": 1}
    index = build_meaning_index(empty, list(numbers), numbers)
    assert write_meaning_index(tmp_path, index, list(numbers), numbers) > 0


def test_the_same_papers_have_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_meaning_index(tmp_path / name, *index_of(4000))
    first, second = (read_files(tmp_path / name) for name in ("a", "b"))
    assert first == second
    assert len(first) == 1 + 26 + 2  # index, clusters, addresses
    assert sum(map(len, first.values())) < 60 * 4000


def read_files(folder):
    paths = sorted(folder.rglob("*.js"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read_scripts(folder):
    text = (folder / "meaning" / "index.js").read_text("utf-8")
    arguments = text.removeprefix("sitegenMeaning.open(").removesuffix(");\n")
    # The second one is a text with characters that JSON refuses.
    header, centroids = json.loads(f"[{arguments}]", strict=False)
    assert len(decode_bytes(centroids)) % header["dimensions"] == 0
    scripts = (folder / "meaning" / header["version"]).iterdir()
    return {path.name: decode_bytes(path.read_text("utf-8").split('"')[3]) for path in scripts}
