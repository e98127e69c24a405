"""The topics that the filter knows."""

import json

from sitegen.pages import context as context_module
from sitegen.pages.kinds.topic_names import KIND
from sitegen.paper import Tag
from tests.unit.pages.builders import paper, render

MODELS = Tag("language-models", "language models", also=("LM",))
SLAM = Tag("slam", "SLAM </script>")


def topics(members):
    (page,) = render(KIND, members)
    assert (page.src_uri, page.kind) == ("tags.js", "topic-names")
    assert "<" not in page.text
    return json.loads(page.text.removeprefix("sitegenTopics(").removesuffix(");\n"))


def test_each_topic_has_its_number_its_address_and_other_names():
    members = [paper("a", MODELS, SLAM), paper("b", MODELS)]
    assert topics(members) == [["language models", 2, "", "LM"], ["SLAM </script>", 1, "slam"]]


def test_a_topic_without_a_page_has_a_mark(monkeypatch):
    monkeypatch.setattr(context_module, "_MAX_SMALL_PAPERS", 1)
    assert topics([paper("a", SLAM), paper("b")]) == [["SLAM </script>", 1, "?"]]


def test_without_topics_there_is_no_script():
    assert render(KIND, [paper("a")]) == []
