"""The index of a small site: its files, their order, and what a later build reuses."""

import json
import os

import numpy as np
import pytest

from sitegen.errors import BuildError
from sitegen.search import IndexOptions, index_site
from sitegen.search.format import read_entry, read_fragment, read_meta
from sitegen.search.word_index import Tokens
from tests.unit.search.pagefind_index import read_tree

NAMES = ["new.html", "middle.html", "old.html"]


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    for name in NAMES:
        text = f"<html><body><p data-pagefind-body>{name}</p></body></html>"
        (folder / name).write_text(text)
    return folder


def index(site, names=NAMES, digest="1", **options):
    pages = dict.fromkeys(names, digest)
    result = index_site(site, pages, "en", site.parent / "memory", IndexOptions(**options))
    return result, read_tree(site / "pagefind")


def urls(folder):
    """Return the URLs of a volume's pages, in the order of their numbers."""
    (language,) = read_entry(folder)["languages"].values()
    entries = read_meta(folder, language["hash"])[1]
    return [
        read_fragment(folder / "fragment" / f"{name}.pf_fragment")["url"] for name, _ in entries
    ]


def test_the_last_page_has_number_0(site):
    assert index(site)[0] == []
    assert urls(site / "pagefind") == ["/old.html", "/middle.html", "/new.html"]


def test_ranks_by_title_are_in_the_order_of_numbers(site):
    _, files = index(site, by_title=["middle.html", "new.html"])
    assert files["titles.json"] == b"[3,0,1]"


def test_words_and_engine_lie_beside_the_index(site):
    _, files = index(site, words=["graph", "model"], volume=2)
    assert files["words.json"] == b'["graph","model"]'
    names = {name for name in files if "/" not in name and not name.endswith(".pf_meta")}
    assert names == {
        "pagefind.js", "wasm.en.pagefind", "wasm.unknown.pagefind",
        "pagefind-entry.json", "titles.json", "words.json",
    }  # fmt: skip
    layout = files["pagefind.js"].decode().splitlines()[-1]
    assert layout == "export const sitegenVolumes=2,sitegenVolume=2;"
    assert urls(site / "pagefind" / "v1") == ["/new.html"]


@pytest.mark.parametrize("packed", [False, True])
def test_the_index_of_words_says_where_the_data_of_pages_is(site, packed):
    no_words = Tokens(
        words=[], word=np.zeros(0, np.int32), paper=np.zeros(0, np.int32),
        is_title=np.zeros(0, np.bool_), urls=NAMES, names=[[], [], []], is_complete=True,
    )  # fmt: skip
    _, files = index(site, volume=2, tokens=no_words, packed=packed)
    text = files["words/index.js"].decode().removeprefix("sitegenWords.open(")
    layout = json.loads(text.removesuffix(");\n"))["layout"]
    assert (layout["size"], layout["pack"]) == (2, 12)
    first, second = layout["folders"]
    assert first.startswith("fragment/")
    assert second.startswith("v1/fragment/")
    if packed:
        edition = second.rpartition("/")[2]
        script = files[f"offline/v1-fragments-{edition}-0.js"].decode()
        assert script.startswith('sitegenOffline.take("v1/fragments/0","')
    else:
        metas = {name for name in files if name.endswith(".pf_meta")}
        assert len(metas) == 2
        assert set(layout["files"]) == {"wasm.en.pagefind"} | metas
        urls = [
            read_fragment(site / "pagefind" / first / f"{n}.pf_fragment")["url"] for n in (0, 1)
        ]
        assert urls == ["/old.html", "/middle.html"]


def test_search_from_disk_is_optional(site):
    unmarked, files = index(site)
    assert unmarked == []
    assert b"sitegenVolumes:1,sitegenVolume:8000" in files["offline/pagefind.js"]
    _, files = index(site, offline=False)
    assert not any(name.startswith("offline/") for name in files)


@pytest.mark.parametrize("offline", [True, False])
def test_a_packed_index_has_scripts_only(site, offline):
    _, files = index(site, packed=True, offline=offline)
    assert {name.split("/")[0] for name in files} == {"offline"}


def test_a_large_index_has_scripts_of_few_pages_only(site):
    _, small = index(site)
    _, large = index(site, is_large=True)
    assert {name.split("/")[0] for name in large} == {"offline"}
    assert b"sitegenOffline.pack=4;" in large["offline/pagefind.js"]
    # Neither finds the other's volumes in the cache.
    assert index(site)[1] == small
    _, files = index(site, is_large=True, offline=False)
    assert not any(name.startswith("offline/") for name in files)


def test_an_index_replaces_the_previous_one(site):
    (site / "pagefind").mkdir()
    (site / "pagefind" / "old.pf_meta").touch()
    assert "old.pf_meta" not in index(site)[1]


def test_a_later_build_with_the_same_pages_links_the_same_files(site):
    _, first = index(site, volume=2)
    volumes = site.parent / "memory" / "volumes"
    cached = {path.name for path in volumes.iterdir()}
    assert len(cached) == 2
    inode = (site / "pagefind" / "v1" / "pagefind-entry.json").stat().st_ino
    _, second = index(site, volume=2)
    assert second == first
    assert (site / "pagefind" / "v1" / "pagefind-entry.json").stat().st_ino == inode
    # Other digests of pages in which Pagefind reads the same.
    _, third = index(site, digest="2", volume=2)
    assert third == first
    assert cached == {path.name for path in volumes.iterdir()}
    # Other documents: all volumes are written again, and the old ones leave the cache.
    for name in NAMES:
        page = site / name
        page.write_text(page.read_text().replace(name, f"{name} again"))
    index(site, digest="3", volume=2)
    assert cached.isdisjoint(path.name for path in volumes.iterdir())


def test_a_packed_build_fills_the_cache_for_an_unpacked_one(site):
    _, whole = index(site)
    index(site, digest="2", packed=True)
    assert index(site, digest="2")[1] == whole


def test_a_text_is_part_of_a_pages_key(site):
    index(site)
    _, files = index(site, texts={"old.html": "zygomorphic"})
    fragment = next((site / "pagefind" / "fragment").rglob("0.pf_fragment"))
    assert read_fragment(fragment)["content"] == "old.html. zygomorphic."
    assert json.loads(files["titles.json"]) == [3, 3, 3]


def test_the_index_is_the_same_with_any_number_of_jobs(site):
    _, one = index(site, jobs=1)
    _, many = index(site, digest="2", jobs=os.cpu_count(), shard=1)
    assert one == many


def test_a_page_without_the_mark_is_left_out_also_when_it_alone_is_new(site):
    (site / "own.html").write_text("<html><body>zygomorphic</body></html>")
    result, _ = index(site, [*NAMES, "own.html"])
    assert result == ["own.html"]
    files = read_tree(site / "pagefind")
    (site / "own.html").write_text("<html><body>zygomorphic again</body></html>")
    pages = {**dict.fromkeys(NAMES, "1"), "own.html": "2"}
    result = index_site(site, pages, "en", site.parent / "memory", IndexOptions())
    assert result == ["own.html"]
    assert read_tree(site / "pagefind") == files


def test_a_site_without_any_mark_is_refused(site):
    for name in NAMES:
        (site / name).write_text("<html><body>text</body></html>")
    with pytest.raises(BuildError, match="no page can be searched"):
        index(site)
