"""The page of a draft's bibliography."""

from sitegen.pages.kinds.draft import KIND
from tests.unit.pages.builders import positions, render


def test_the_page_takes_files_and_has_room_for_what_the_script_says():
    (page,) = render(KIND, [])
    assert page.src_uri == "draft.md"
    assert positions(page.text, "data-sg-draft", 'type="file" multiple', "sg-draft__report")
