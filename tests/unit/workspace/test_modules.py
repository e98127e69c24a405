"""The modules of a package, also after its search path was extended."""

import sys
from types import ModuleType

from sitegen.sources import formats
from sitegen.workspace.modules import load_modules


def test_all_modules_are_loaded_in_alphabetical_order():
    names = [module.__name__.rpartition(".")[2] for module in load_modules(formats)]
    assert names == sorted(names)
    assert {"atom", "bibtex", "table"} <= set(names)


def test_a_package_that_is_extended_is_read_again(tmp_path):
    package = ModuleType("extended_package")
    package.__path__ = []
    sys.modules[package.__name__] = package
    try:
        assert load_modules(package) == ()
        (tmp_path / "b.py").write_text("VALUE = 2\n")
        (tmp_path / "a.py").write_text("VALUE = 1\n")
        package.__path__.append(str(tmp_path))
        modules = load_modules(package)
        assert [module.VALUE for module in modules] == [1, 2]
        assert load_modules(package) is modules
    finally:
        for name in [name for name in sys.modules if name.startswith(package.__name__)]:
            del sys.modules[name]
