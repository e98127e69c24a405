"""axe-core reports no violations on any kind of page, light and dark, narrow and wide."""

import pytest

KINDS = [
    "index.html", "papers.html", "tags.html", "tags-by-letter.html", "tags/bert.html",
    "search.html?q=bert&tag=BERT", "404.html", "downloads.html", "draft.html", "go.html#doi:10.9/none",
    # With a row, and with papers to import.
    "list.html#ids=bert-pre-training-of-deep-bidirectional-transformers-for-language-3dzv,other",
]  # fmt: skip

#: Kinds of pages that need authors and years.
RECORD_KINDS = [
    "authors.html", "authors/noam-shazeer.html", "years.html", "years/2017.html", "venues.html",
    "venues/neurips.html",
]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_violation(chromium, root_address, records_address, axe, scheme, width):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce",
        has_touch=width < 500, is_mobile=width < 500,
    )  # fmt: skip
    page = context.new_page()
    paper = "papers/1706.03762.html"
    addresses = [root_address + kind for kind in KINDS]
    addresses += [records_address + path for path in (paper, *RECORD_KINDS)]
    violations = []
    for address in addresses:
        page.goto(address)
        if "search" in address:
            page.wait_for_load_state("networkidle")
        if address.endswith("papers.html"):
            page.locator(".sg-star").first.click()
        if "#ids" in address:
            page.get_by_role("button", name="Add 1 paper").wait_for()
            page.locator("#sg-order").select_option("hand")
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in result["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            violations.append((address.rsplit("/", 1)[1], violation["id"], nodes))
    context.close()
    assert violations == []
