"""Scripts that pass the index on, and pagefind.js as a classic script."""

import json
import re

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
from sitegen.search.volumes import VolumeCache
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
    for name, data in fragments.items():
        (folder / "fragment" / "abc" / f"{name}.pf_fragment").write_bytes(data)


def write_engine(folder):
    (folder / "pagefind.js").write_text(MODULE)
    for name in ("wasm.en.pagefind", "wasm.unknown.pagefind", "words.json", "titles.json"):
        (folder / name).write_bytes(name.encode())


def index(folder, fragments):
    write_volume(folder, fragments)
    write_engine(folder)


def taken(script):
    """Return the bytes that a script passes on, by the path of each file."""
    lines = re.findall(r'sitegenOffline.take\("([^"]+)","([^"]*)"\);\n', script.read_text("utf-8"))
    return {name: decode_bytes(text) for name, text in lines}


@given(st.dictionaries(st.integers(0, 99), st.binary(max_size=30), max_size=60))
def test_every_file_is_passed_on_byte_for_byte(tmp_path_factory, fragments):
    folder = tmp_path_factory.mktemp("index")
    index(folder, fragments)
    write_offline(folder)
    scripts = list((folder / "offline").iterdir())
    passed = {}
    for script in scripts:
        for name, data in taken(script).items():
            passed[name] = data
            if name.startswith("fragment/"):
                number = int(name.removeprefix("fragment/abc/").removesuffix(".pf_fragment"))
                assert script.name == f"fragments-{number // 12}.js"
            else:
                assert script.name == f"{name.replace('/', '-')}.js"
    assert passed == {
        name: data
        for name, data in read_tree(folder).items()
        if not name.startswith(("offline/", "pagefind.js", "wasm.unknown"))
    }


def test_the_first_script_has_the_sizes_of_packs_and_volumes(tmp_path):
    index(tmp_path, {})
    write_volume(tmp_path / "v1", {})
    write_offline(tmp_path, 2, 50)
    header, script = (tmp_path / "offline" / "pagefind.js").read_text("utf-8").split("\n", 1)
    assert header == (
        "sitegenOffline.pack=12;sitegenOffline.volumes={sitegenVolumes:2,sitegenVolume:50};"
    )
    assert script == to_classic(MODULE)
    licence = (tmp_path / "offline" / "LICENSE").read_text("utf-8")
    assert licence.startswith("MIT License\n\nCopyright (c) 2022 Pagefind")


def test_one_volume_of_one_page_is_the_default(tmp_path):
    index(tmp_path, {})
    write_offline(tmp_path)
    script = (tmp_path / "offline" / "pagefind.js").read_text("utf-8")
    assert "{sitegenVolumes:1,sitegenVolume:1}" in script


def test_without_a_language_the_engine_is_unknown(tmp_path):
    index(tmp_path, {})
    entry = {"languages": {"unknown": {"hash": "en_1", "wasm": None, "page_count": 1}}}
    (tmp_path / "pagefind-entry.json").write_text(json.dumps(entry))
    write_offline(tmp_path)
    names = {path.name for path in (tmp_path / "offline").glob("wasm*")}
    assert names == {"wasm.unknown.pagefind.js"}


SHARED = {
    "LICENSE", "pagefind.js", "words.json.js", "titles.json.js", "wasm.en.pagefind.js",
}  # fmt: skip
FIRST = [
    "filter-en_3.pf_filter.js", "fragments-0.js", "index-en_2.pf_index.js",
    "pagefind-entry.json.js", "pagefind.en_1.pf_meta.js",
]  # fmt: skip
SECOND = [
    "v1-filter-en_3.pf_filter.js", "v1-fragments-0.js", "v1-fragments-1.js",
    "v1-index-en_2.pf_index.js", "v1-pagefind-entry.json.js", "v1-pagefind.en_1.pf_meta.js",
]  # fmt: skip


@pytest.fixture
def two_volumes(tmp_path):
    folder = tmp_path / "index"
    index(folder, {0: b"a", 11: b"b"})
    write_volume(folder / "v1", {11: b"c", 12: b"d"})
    write_offline(folder, 2, 50)
    return folder


def test_each_volume_has_scripts_of_its_files_only(two_volumes):
    assert [path.name for path in volume_scripts(two_volumes, 0)] == FIRST
    assert [path.name for path in volume_scripts(two_volumes, 1)] == SECOND
    assert list(volume_scripts(two_volumes, 2)) == []
    names = {path.name for path in (two_volumes / "offline").iterdir()}
    assert names == {*FIRST, *SECOND, *SHARED}
    fragments = taken(two_volumes / "offline" / "v1-fragments-1.js")
    assert fragments == {"v1/fragment/abc/12.pf_fragment": b"d"}


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
