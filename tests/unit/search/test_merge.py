"""Indexes of any pages, shared out in any way, make the one index that holds all of them."""

import gzip
import json
import zlib
from itertools import pairwise

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import BuildError
from sitegen.search import merge as merging
from sitegen.search.format import read_meta, read_packed
from sitegen.search.merge import Part, merge

WORDS = st.sampled_from(["graph", "graphs", "grapheme", "attention", "a1", "zebra", "über", "日本"])
PAGE = st.fixed_dictionaries(
    {
        "words": st.dictionaries(WORDS, st.lists(st.integers(0, 300), min_size=1, max_size=4)),
        "fields": st.dictionaries(
            st.sampled_from(["title", "authors", "topics"]), st.sampled_from(["graph", "zebra"])
        ),
        "tags": st.sets(st.sampled_from(["NLP", "vision", "ünïcode"])),
    }
)
PAGES = st.lists(st.tuples(PAGE, st.integers(0, 2), st.booleans()), min_size=1, max_size=12)


def packed(path, content):
    path.write_bytes(gzip.compress(b"pagefind_dcd" + cbor2.dumps(content)))


def deltas(numbered):
    last = 0
    for posting in sorted(numbered):
        yield [posting[0] - last, *posting[1:]]
        last = posting[0]


def page_text(page):
    return json.dumps({**page, "tags": sorted(page["tags"])}, sort_keys=True).encode()


def write_index(folder, pages):
    """Write pages as Pagefind 1.5 does, two words a chunk."""
    for name in ("index", "filter", "fragment"):
        (folder / name).mkdir(parents=True)
    fields = sorted({field for _, page in pages for field in page["fields"]})
    postings, tags = {}, {}
    names = [
        f"en_{zlib.crc32(page_text(page)) % 16**7:07x}{n}" for n, (_, page) in enumerate(pages)
    ]
    for number, (_, page) in enumerate(pages):
        for word in {*page["words"], *page["fields"].values()}:
            places = [-25, *sorted(page["words"].get(word, []))]
            meta = []
            for field, told in sorted(page["fields"].items()):
                if told == word:
                    meta += [-1 - fields.index(field), 3]
            postings.setdefault(word, []).append([number, places, meta])
        for tag in page["tags"]:
            tags.setdefault(tag, []).append(number)
        (folder / "fragment" / f"{names[number]}.pf_fragment").write_bytes(page_text(page))
    words = [[word, list(deltas(found)), []] for word, found in sorted(postings.items())]
    chunks = []
    for start in range(0, len(words), 2):
        some = words[start : start + 2]
        packed(folder / "index" / f"en_{start}.pf_index", [some])
        chunks.append([some[0][0], some[-1][0], f"en_{start}"])
    packed(folder / "filter" / "en_f.pf_filter", ["tag", list(tags.items())])
    told = [[name, 7] for name in names]
    meta = ["1.5.2", told, chunks, [["tag", "en_f"]], [["date", [0]]], fields]
    packed(folder / "pagefind.en_m.pf_meta", meta)
    entry = {"languages": {"en": {"hash": "en_m", "wasm": "en", "page_count": len(pages)}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def parts_of(folder, pages, place):
    """Write pages into up to three indexes; one that is out of date has no name."""
    shared = {}
    for number, (page, *rest) in enumerate(pages):
        shared.setdefault(place(*rest), []).append((f"p{number}", page, rest[1]))
    for key, some in sorted(shared.items()):
        write_index(folder / str(key), [(name, page) for name, page, _ in some])
        yield Part(folder / str(key), ["" if stale else name for name, _, stale in some])


@settings(deadline=None)
@given(PAGES, st.integers(1, 30), st.integers(1, 14))
def test_who_was_indexed_with_whom_says_nothing(tmp_path_factory, pages, chunk, volume):
    names = [f"p{number}" for number in reversed(range(len(pages)))]
    made = []
    for place in (lambda shard, _: shard, lambda *_: 0):
        folder = tmp_path_factory.mktemp("parts")
        target = folder / "merged"
        target.mkdir()
        parts = list(parts_of(folder, pages, place))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(merging, "_CHUNK", chunk)
            count = merge(parts, names, target, volume=volume)
        made.append(tree(target))
    assert made[0] == made[1]
    shown = [int(name[1:]) for name in names if not pages[int(name[1:])][2]]
    assert count[:2] == (len(shown), max(1, -(-len(shown) // volume)))
    for place in range(count[1]):
        own = shown[place * volume : (place + 1) * volume]
        check(target / f"v{place}" if place else target, pages, own)


def check(target, pages, shown):
    """Read a volume as a search does, and find every page by each of its words and tags."""
    count = len(shown)
    (meta_name,) = [path.name.split(".")[1] for path in target.glob("*.pf_meta")]
    _, told, chunks, filters, sorts, fields = read_meta(target, meta_name)
    edition = told[0][0].partition("/")[0] if told else ""
    assert told == [[f"{edition}/{number}", 7] for number in range(count)]
    assert not sorts
    for number, page in enumerate(shown):
        fragment = target / "fragment" / edition / f"{number}.pf_fragment"
        assert fragment.read_bytes() == page_text(pages[page][0])
    found = {}
    assert not chunks or chunks[0][0] == ""
    assert all(before[1] == after[0] for before, after in pairwise(chunks))
    for low, high, name in chunks:
        for word, postings, _ in read_packed(target / "index" / f"{name}.pf_index")[0]:
            assert low <= word <= high
            number = 0
            for step, places, meta in postings:
                number += step
                names_in = [fields[-1 - place] for place in meta if place < 0]
                found.setdefault(number, {})[word] = (places[1:], names_in)
    for number, page in enumerate(shown):
        expected = pages[page][0]
        words = {*expected["words"], *expected["fields"].values()}
        assert set(found.get(number, {})) == words
        for word in words:
            in_fields = [f for f, told in sorted(expected["fields"].items()) if told == word]
            assert found[number][word] == (sorted(expected["words"].get(word, [])), in_fields)
    values = (
        dict(read_packed(target / "filter" / f"{dict(filters)['tag']}.pf_filter")[1])
        if filters
        else {}
    )
    for tag in ("NLP", "vision", "ünïcode"):
        expected = [n for n, page in enumerate(shown) if tag in pages[page][0]["tags"]]
        assert values.get(tag, []) == expected


def test_words_of_one_beginning_stay_together():
    def word(text, size):
        return [text, [[1, [0] * size, []]], []]

    words = [word("deep", 15_000), word("train", 6_000), word("trains", 9_000), word("tree", 1)]
    cut = [[entry[0] for entry in chunk] for chunk in merging._cut(words)]
    assert cut == [["deep", "train", "trains"], ["tree"]]
    many = [word(f"trans{n:03}", 9_000) for n in range(30)]
    assert max(len(chunk) for chunk in merging._cut(many)) < 9


@pytest.mark.parametrize("damage", [b"", b"pagefind", gzip.compress(b"something else", mtime=0)])
def test_a_damaged_index_is_told(tmp_path, damage):
    write_index(tmp_path / "one", [("p0", {"words": {"graph": [1]}, "fields": {}, "tags": set()})])
    next((tmp_path / "one").glob("*.pf_meta")).write_bytes(damage)
    (tmp_path / "merged").mkdir()
    with pytest.raises(BuildError, match=r"damaged|not as Pagefind"):
        merge([Part(tmp_path / "one", ["p0"])], ["p0"], tmp_path / "merged")
