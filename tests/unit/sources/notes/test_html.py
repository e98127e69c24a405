"""Notes of Zotero as Markdown."""

from sitegen.sources.notes.html import note_text


def test_paragraphs_items_and_headings_stay_apart():
    html = "<h2>Why</h2><p>Lakes &amp; ice,<br/>snow.</p><ul><li>one</li><li><b>two</b></li></ul>"
    assert note_text(html) == "## Why\n\nLakes & ice,\n\nsnow.\n\n- one\n- two"
    assert note_text("1 &lt; 2") == "1 < 2"
