"""Sequences of builds: whatever changed between them, the site equals that of a clean build."""

import json
import shutil

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.site.test_build import tree

METHODS = ("graph neural networks", "decision trees", "language models", "image segmentation")
PEOPLE = ("Ada Lovelace", "Alan Turing", "Grace Hopper")
VENUES = ("ICRA", "NeurIPS", "Journal of Small Results")
SETTINGS = (
    "",
    '[site]\nname = "Another name"\n',
    "[pages]\npage_size = 10\n[related]\ncount = 2\n",
    "[related]\nmethod = 'lexical'\n[search]\npacked = true\n",
)
NUMBERS = st.integers(0, 13)
#: What happens to a paper: it comes as version 0, is edited to another one, or is removed.
VERSIONS = st.sampled_from([0, 1, 2, None])
CHANGES = st.one_of(
    st.tuples(st.just("paper"), st.tuples(NUMBERS, VERSIONS)),
    st.tuples(st.just("settings"), st.sampled_from(range(len(SETTINGS)))),
    st.tuples(st.just("first"), NUMBERS),
)
SEQUENCES = st.lists(st.lists(CHANGES, min_size=1, max_size=4), min_size=2, max_size=4)

#: Each takes about five builds; the profile "fuzz" has more.
MAX_SEQUENCES = 2 if settings().derandomize else 200


def record(number, version):
    """Return a paper that shares method, people, venue and year with some others."""
    method = METHODS[(number + version) % len(METHODS)]
    return {
        "id": f"p{number}",
        "title": f"On {method}: part {number}" + " in $x^2$" * (version == 1),
        "abstract": f"We present {method} for task {number}. They learn from {METHODS[number % 3]}."
        + " All results are available." * version,
        "authors": [PEOPLE[number % 3], PEOPLE[(number + version + 1) % 3], f"Author {number}"],
        "venue": VENUES[(number // 3 + version) % len(VENUES)],
        "year": 2015 + (number + version) % 4,
    }


class Folder:
    """Sources and settings that change, and the site that is built from them."""

    def __init__(self, path, sitegen):
        self.path, self._sitegen = path, sitegen
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        self.versions = dict.fromkeys(range(10), 0)
        self.settings = 0

    def change(self, kind, value):
        if kind == "settings":
            self.settings = value
        elif kind == "first":
            # A paper that goes to the start of the listing changes the neighbours of four.
            version = self.versions.pop(value, None)
            self.versions = {value: version or 0, **self.versions}
        elif value[1] is None and len(self.versions) > 1:
            self.versions.pop(value[0], None)
        else:
            self.versions[value[0]] = value[1] or 0

    def build(self, site):
        """Write the sources and build them into a site; return its files."""
        lines = [json.dumps(record(*item)) for item in self.versions.items()]
        (self.path / "papers.jsonl").write_text("\n".join(lines), encoding="utf-8")
        (self.path / "sitegen.toml").write_text(SETTINGS[self.settings], encoding="utf-8")
        options = "-q", "-c", self.path / "sitegen.toml", "-o", self.path / site
        result = self._sitegen("build", self.path / "papers.jsonl", *options)
        assert result.returncode == 0, result.stderr
        return tree(self.path / site)


@given(SEQUENCES)
@settings(max_examples=MAX_SEQUENCES)
def test_after_any_sequence_of_changes_the_site_is_that_of_a_clean_build(
    sitegen, tmp_path_factory, sequence
):
    folder = Folder(tmp_path_factory.getbasetemp() / "sequences", sitegen)
    folder.build("site")
    for changes in sequence:
        for change in changes:
            folder.change(*change)
        files = folder.build("site")
    assert files == folder.build("clean")
