"""Scripts that pass the index on, and pagefind.js as a classic script."""

import gzip
import json
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import BuildError
from sitegen.search.offline import (
    remove_all_but_scripts,
    to_classic,
    volume_scripts,
    write_offline,
)
from sitegen.search.volumes import Base, VolumeCache
from tests.unit.search.pagefind_index import read_tree
from tests.unit.search.script_text import decode_bytes

EXPORTS = "createInstance,filters,init,mergeIndex,options,search"
MODULE = (
    "let a=import.meta.url,b=import.meta.url,c=import.meta.url,d=import.meta.url;"
    f"fetch(a);fetch(b);export{{{EXPORTS}}};"
)
VOLUMES = "export const sitegenVolumes=3,sitegenVolume=50;"


def test_a_module_becomes_a_classic_script():
    assert to_classic(MODULE).splitlines() == [
        "/*! Pagefind 1.5, https://pagefind.app, MIT licence: see LICENSE */",
        "sitegenOffline.engine=(function(fetch){let a=sitegenOffline.script,b=sitegenOffline.script,c=sitegenOffline.script,d=sitegenOffline.script;fetch(a);fetch(b);",
        f"return{{{EXPORTS}}};}})(sitegenOffline.fetch);",
    ]


@pytest.mark.parametrize("end", ["", "\n", f"\n{VOLUMES}\n", VOLUMES])
def test_the_exports_may_be_followed_by_the_layout_of_the_volumes(end):
    assert to_classic(MODULE + end) == to_classic(MODULE)


def test_all_exports_are_returned_sorted():
    script = to_classic(MODULE.replace("export{", "export{zoom,"))
    assert f"return{{{EXPORTS},zoom}};" in script


@pytest.mark.parametrize("text", ["an import of things", "fetched(x);exporter", "prefetch(x)"])
def test_the_same_words_elsewhere_are_no_fault(text):
    assert text in to_classic(f"'{text}';{MODULE}")


@pytest.mark.parametrize(
    "module",
    [
        "",
        MODULE.replace("export{", "export default {"),
        *(MODULE.replace(name, "x") for name in EXPORTS.split(",")),
        MODULE.replace("import.meta.url,b", "1,b"),
        f"import.meta.url;{MODULE}",
        MODULE.replace("fetch(b)", "get(b)"),
        f"fetch(c);{MODULE}",
        f"import x from 'y';{MODULE}",
        f"import('y');{MODULE}",
        f"export const x=1;{MODULE}",
        f"{MODULE}let x",
    ],
)
def test_another_structure_is_refused_with_a_remedy(module):
    with pytest.raises(BuildError, match=r"\[search\] offline = false"):
        to_classic(module)


def write_volume(folder, fragments):
    for name in ("index", "filter", "fragment/abc"):
        (folder / name).mkdir(parents=True)
    entry = {"languages": {"en": {"hash": "en_1", "wasm": "en", "page_count": 1}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))
    for name in ("pagefind.en_1.pf_meta", "index/en_2.pf_index", "filter/en_3.pf_filter"):
        (folder / name).write_bytes(f"{name}\0\xff".encode("latin-1"))
    for number, text in enumerate(fragments):
        page = {"content": text, "anchors": [{"element": "h1"}]}
        data = gzip.compress(b"pagefind_dcd" + json.dumps(page).encode())
        (folder / "fragment" / "abc" / f"{number}.pf_fragment").write_bytes(data)


def write_engine(folder):
    (folder / "pagefind.js").write_text(MODULE)
    for name in ("wasm.en.pagefind", "wasm.unknown.pagefind", "words.json", "titles.json"):
        (folder / name).write_bytes(name.encode())


def index(folder, fragments):
    write_volume(folder, fragments)
    write_engine(folder)


def taken(script):
    """Return the name of what a script passes on, and its bytes."""
    text = script.read_text("utf-8")
    name, content = re.fullmatch(r'sitegenOffline.take\("([^"]+)","([^"]*)"\);\n', text).groups()
    return name, decode_bytes(content)


def pages_of(script):
    """Return the name of a script's fragments, and the texts of these."""
    name, data = taken(script)
    return name, [page["content"] for page in json.loads(zlib.decompress(data))]


@given(st.lists(st.text(max_size=30), max_size=30), st.integers(1, 13))
def test_every_file_and_every_fragment_is_passed_on(tmp_path_factory, texts, size):
    folder = tmp_path_factory.mktemp("index")
    index(folder, texts)
    write_offline(folder, pack_size=size)
    passed, fragments = {}, {}
    for script in (folder / "offline").iterdir():
        if script.name.startswith("fragments-abc-"):
            name, pages = pages_of(script)
            number = name.removeprefix("fragments/")
            assert script.name == f"fragments-abc-{number}.js"
            first = size * int(number)
            fragments |= dict(enumerate(pages, first))
        elif script.name not in ("pagefind.js", "LICENSE"):
            name, passed[name] = taken(script)[0], taken(script)[1]
            assert script.name == f"{name.replace('/', '-')}.js"
    assert fragments == dict(enumerate(texts))
    assert passed == {
        name: data
        for name, data in read_tree(folder).items()
        if not name.startswith(("offline/", "fragment/", "pagefind.js", "wasm.unknown"))
    }


def test_fragments_have_no_anchors(tmp_path):
    index(tmp_path, ["a"])
    write_offline(tmp_path)
    _, data = taken(tmp_path / "offline" / "fragments-abc-0.js")
    assert json.loads(zlib.decompress(data)) == [{"content": "a", "anchors": []}]


def test_scripts_of_pages_that_are_the_same_are_linked(tmp_path):
    base, later = tmp_path / "base", tmp_path / "later"
    index(base, ["a", "b", "c", "d", "e"])
    write_offline(base, pack_size=2)
    folder = tmp_path / "cache" / "key"
    folder.mkdir(parents=True)
    (base / "offline").rename(folder / "scripts")
    cache = VolumeCache(None, ["key"])
    # The second page has changed, and the last one is new.
    cache._bases[0] = Base(folder, [True, False, True, True, True])
    index(later, ["a", "B", "c", "d", "e", "f"])
    write_offline(later, cache=cache, pack_size=2)
    scripts = [later / "offline" / f"fragments-abc-{n}.js" for n in range(3)]
    assert [pages_of(script)[1] for script in scripts] == [["a", "B"], ["c", "d"], ["e", "f"]]
    is_linked = [script.stat().st_nlink > 1 for script in scripts]
    assert is_linked == [False, True, False]
    linked = {path.name for path in (later / "offline").iterdir() if path.stat().st_nlink > 1}
    # Names of chunks and filters stand for their content; those of other files may not.
    assert linked == {scripts[1].name} | {
        f"{path.relative_to(later).as_posix().replace('/', '-')}.js"
        for name in ("index", "filter")
        for path in (later / name).iterdir()
    }


def test_the_first_script_has_the_sizes_of_packs_and_volumes(tmp_path):
    index(tmp_path, [])
    write_volume(tmp_path / "v1", [])
    write_offline(tmp_path, 2, 50)
    header, script = (tmp_path / "offline" / "pagefind.js").read_text("utf-8").split("\n", 1)
    assert header == (
        "sitegenOffline.pack=12;sitegenOffline.volumes={sitegenVolumes:2,sitegenVolume:50};"
    )
    assert script == to_classic(MODULE)
    licence = (tmp_path / "offline" / "LICENSE").read_text("utf-8")
    assert licence.startswith("MIT License\n\nCopyright (c) 2022 Pagefind")


def test_one_volume_of_one_page_is_the_default(tmp_path):
    index(tmp_path, [])
    write_offline(tmp_path)
    script = (tmp_path / "offline" / "pagefind.js").read_text("utf-8")
    assert "{sitegenVolumes:1,sitegenVolume:1}" in script


def test_without_a_language_the_engine_is_unknown(tmp_path):
    index(tmp_path, [])
    entry = {"languages": {"unknown": {"hash": "en_1", "wasm": None, "page_count": 1}}}
    (tmp_path / "pagefind-entry.json").write_text(json.dumps(entry))
    write_offline(tmp_path)
    names = {path.name for path in (tmp_path / "offline").glob("wasm*")}
    assert names == {"wasm.unknown.pagefind.js"}


SHARED = {
    "LICENSE", "pagefind.js", "words.json.js", "titles.json.js", "wasm.en.pagefind.js",
}  # fmt: skip
FIRST = [
    "filter-en_3.pf_filter.js", "fragments-abc-0.js", "index-en_2.pf_index.js",
    "pagefind-entry.json.js", "pagefind.en_1.pf_meta.js",
]  # fmt: skip
SECOND = [
    "v1-filter-en_3.pf_filter.js", "v1-fragments-abc-0.js", "v1-fragments-abc-1.js",
    "v1-index-en_2.pf_index.js", "v1-pagefind-entry.json.js", "v1-pagefind.en_1.pf_meta.js",
]  # fmt: skip


@pytest.fixture
def two_volumes(tmp_path):
    folder = tmp_path / "index"
    index(folder, ["a", "b"])
    write_volume(folder / "v1", [*"abcdefghijklm"])
    write_offline(folder, 2, 50)
    return folder


def test_each_volume_has_scripts_of_its_files_only(two_volumes):
    assert [path.name for path in volume_scripts(two_volumes, 0)] == FIRST
    assert [path.name for path in volume_scripts(two_volumes, 1)] == SECOND
    assert list(volume_scripts(two_volumes, 2)) == []
    names = {path.name for path in (two_volumes / "offline").iterdir()}
    assert names == {*FIRST, *SECOND, *SHARED}
    script = two_volumes / "offline" / "v1-fragments-abc-1.js"
    assert pages_of(script) == ("v1/fragments/1", ["m"])


def test_without_scripts_a_volume_has_none(two_volumes):
    (two_volumes / "offline").rename(two_volumes / "elsewhere")
    assert list(volume_scripts(two_volumes, 0)) == []


def test_scripts_of_cached_volumes_are_linked(two_volumes, tmp_path):
    cache = VolumeCache(tmp_path / "cache", ["first", "second"])
    script = tmp_path / "v1-cached.js"
    script.write_text("cached")
    cache.save(1, two_volumes / "v1", [script])
    (two_volumes / "offline" / "old.js").touch()
    write_offline(two_volumes, 2, 50, cache)
    names = {path.name for path in (two_volumes / "offline").iterdir()}
    assert names == {*FIRST, "v1-cached.js", *SHARED}


def test_a_packed_index_is_its_scripts(two_volumes):
    scripts = read_tree(two_volumes / "offline")
    remove_all_but_scripts(two_volumes)
    assert [path.name for path in two_volumes.iterdir()] == ["offline"]
    assert read_tree(two_volumes / "offline") == scripts
