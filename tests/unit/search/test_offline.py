"""Scripts that hand over the index, and pagefind.js as a classic script."""

import base64
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import BuildError
from sitegen.search.offline import _PACK, to_classic, write_offline

MODULE = (
    "let a=import.meta.url,b=import.meta.url,c=import.meta.url,d=import.meta.url;"
    "fetch(a);fetch(b);export{createInstance,filters,init,mergeIndex,options,search};"
)


def test_a_module_becomes_a_classic_script():
    script = to_classic(MODULE)
    assert "import.meta" not in script
    assert "export" not in script
    assert "return{createInstance,filters,init,mergeIndex,options,search};" in script


@pytest.mark.parametrize(
    "module",
    [
        "",
        MODULE.replace("export{", "export default {"),
        MODULE.replace("mergeIndex,", ""),
        MODULE.replace("import.meta.url,b", "1,b"),
        MODULE.replace("fetch(b)", "get(b)"),
        f"import x from 'y';{MODULE}",
        f"import('y');{MODULE}",
        f"export const x=1;{MODULE}",
    ],
)
def test_another_shape_is_refused_with_a_remedy(module):
    with pytest.raises(BuildError, match=r"\[search\] offline = false"):
        to_classic(module)


def index(folder, fragments):
    (folder / "index").mkdir()
    (folder / "filter").mkdir()
    (folder / "fragment" / "abc").mkdir(parents=True)
    entry = {
        "version": "1.5.2",
        "languages": {"en": {"hash": "en_1", "wasm": "en", "page_count": 1}},
    }
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))
    (folder / "pagefind.js").write_text(MODULE)
    for name in ("wasm.en.pagefind", "wasm.unknown.pagefind", "pagefind.en_1.pf_meta",
                 "index/en_2.pf_index", "filter/en_3.pf_filter"):  # fmt: skip
        (folder / name).write_bytes(f"{name}\0\xff".encode("latin-1"))
    for name, data in fragments.items():
        (folder / "fragment" / "abc" / f"{name}.pf_fragment").write_bytes(data)


@given(st.dictionaries(st.integers(0, 99), st.binary(max_size=30), max_size=60))
def test_every_file_is_handed_over_byte_for_byte(tmp_path_factory, fragments):
    folder = tmp_path_factory.mktemp("index")
    index(folder, fragments)
    size = write_offline(folder)
    scripts = list((folder / "offline").iterdir())
    assert size == sum(path.stat().st_size for path in scripts)
    taken = {}
    pack = int(re.search(r"pack=(\d+)", (folder / "offline" / "pagefind.js").read_text())[1])
    assert pack == _PACK
    for script in scripts:
        for name, text in re.findall(r'take\("([^"]+)","([^"]*)"\)', script.read_text("utf-8")):
            taken[name] = base64.b64decode(text)
            if name.startswith("fragment/"):
                number = int(name.removeprefix("fragment/abc/").removesuffix(".pf_fragment"))
                assert script.name == f"fragments-{number // pack}.js"
            else:
                assert script.name == f"{name.replace('/', '-')}.js"
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if (
            path.is_file()
            and "offline/" not in name
            and not name.endswith(("find.js", "unknown.pagefind"))
        ):
            assert taken[name] == path.read_bytes()
