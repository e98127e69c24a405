"""The reading list: stars, notes, visits, export, import, two tabs, refused storage."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

LISTED = ["evil", "1706.03762", "french"]
NOTE = "Section 3 & <b>4</b>\nagain"
#: The storage of a browser that refuses to store.
REFUSALS = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
    "blocked": "Object.defineProperty(window, 'localStorage', "
    "{ get() { throw new DOMException('', 'SecurityError'); } })",
}


@pytest.fixture
def site(address_of, records_site):
    return address_of(records_site)


def star_of(page, paper_id):
    row = page.locator(".sg-list li", has=page.locator(f'a[href="papers/{paper_id}.html"]'))
    return row.locator(".sg-star")


def fill_list(page, site):
    page.goto(f"{site}papers.html")
    for paper_id in LISTED:
        star_of(page, paper_id).click()
    page.goto(f"{site}list.html")
    page.get_by_role("button", name=re.compile("^Add a note: Attention")).click()
    page.locator("#sg-papers textarea").fill(NOTE)
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".sg-reading__note")).to_have_text(NOTE)


def listed_ids(page):
    # The list is rendered in the frame after a change.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    links = page.locator("#sg-papers .sg-list__title")
    return [re.search(r"papers/(.*)\.html", a.get_attribute("href"))[1] for a in links.all()]


def downloaded(page, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value.path().read_text("utf-8")


def test_a_list_comes_back_from_its_file_and_from_its_address(page, site):
    fill_list(page, site)
    page.reload()
    assert listed_ids(page) == LISTED[::-1]
    expect(page.locator(".sg-reading__note")).to_have_text(NOTE)
    expect(page.locator(".sg-header__list")).to_have_attribute(
        "aria-label", "Reading list, 3 papers"
    )
    files = {
        name: downloaded(page, name) for name in ("List with notes", "BibTeX", "RIS", "CSL-JSON")
    }
    page.on("dialog", lambda dialog: dialog.accept())
    for text in files.values():
        page.get_by_role("button", name="Clear the list …").click()
        expect(page.locator("#sg-papers .sg-list__title")).to_have_count(0)
        page.locator("#sg-file").set_input_files(
            {"name": "list", "mimeType": "text/plain", "buffer": text.encode()}
        )
        expect(page.locator("#sg-offer")).to_contain_text(
            "list: 3 of 3 references are on this site."
        )
        page.get_by_role("button", name="Add 3 papers").click()
        expect(page.locator("#sg-papers .sg-list__title")).to_have_count(3)
        assert listed_ids(page) == LISTED[::-1]
        expect(page.locator(".sg-reading__note")).to_have_count(
            int(text is files["List with notes"])
        )
    page.get_by_role("button", name="Clear the list …").click()
    page.goto(f"{site}list.html#ids={','.join([*LISTED, 'no%2Csuch'])}")
    expect(page.locator("#sg-offer")).to_contain_text("This address: 3 of 4 references")
    expect(page.locator("#sg-offer ul").first).to_have_text("no,such")
    # An address alone adds nothing.
    assert listed_ids(page) == []
    page.get_by_role("button", name="Add 3 papers").click()
    assert sorted(listed_ids(page)) == sorted(LISTED)
    expect(page).not_to_have_url(re.compile("#"))


def test_an_import_says_what_is_not_on_the_site(page, site):
    page.goto(f"{site}list.html")
    page.locator("#sg-text").fill(
        "@string{x = {Attention is all}}\n"
        '@article{a, title = x # " {Y}ou need", year = 2017}\n'
        "@article{b, title = {Broken, journal = {J}\n"
        "@misc{c, title = {{\\'E}tude}, eprint = {1706.03762v2}}\n"
        "@misc{d, title = {Une {\\'e}tude des r{\\'e}seaux de neurones}}\n"
        "@misc{e, title = {Same title}, year = 1999}\n"
        "@comment{@misc{f, title = {No}}}\n"
    )
    page.get_by_role("button", name="Match").click()
    offer = page.locator("#sg-offer")
    expect(offer).to_contain_text("The text: 3 of 5 references are on this site.")
    assert offer.locator("ul").first.locator("li").all_inner_texts() == [
        "Broken, journal = J", "Same title"
    ]  # fmt: skip
    page.get_by_role("button", name="Add 2 papers").click()
    assert listed_ids(page) == ["1706.03762", "french"]
    page.locator("#sg-text").fill('{"format": "other"}')
    page.get_by_role("button", name="Match").click()
    expect(page.locator("#sg-fault")).to_contain_text("The text holds no references")


def test_visits_are_apart_from_stars(page, site):
    page.goto(f"{site}papers/french.html")
    page.goto(f"{site}papers/evil.html")
    star = page.get_by_role("button", name=re.compile("^Add to reading list: <script>"))
    star.focus()
    page.keyboard.press("Space")
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site}list.html")
    assert listed_ids(page) == ["evil"]
    page.get_by_role("button", name="Visited", exact=True).click()
    assert listed_ids(page) == ["evil", "french"]
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget visits …").click()
    expect(page.locator("#sg-papers .sg-list__title")).to_have_count(0)
    page.get_by_role("button", name="Starred").click()
    assert listed_ids(page) == ["evil"]
    assert page.evaluate("localStorage.length") == 1


def test_a_click_is_not_lost_when_the_list_is_rendered_meanwhile(page, site):
    page.goto(f"{site}papers.html")
    for paper_id in LISTED:
        star_of(page, paper_id).click()
    page.goto(f"{site}list.html")
    page.get_by_role("button", name=re.compile("^Add a note: Attention")).click()
    page.locator("#sg-papers textarea").fill(NOTE)
    box = page.get_by_role("button", name="Done").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    # The field loses the focus and saves, so that the list is rendered in the next frame.
    page.mouse.down()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.mouse.up()
    expect(page.locator(".sg-reading__note")).to_have_text(NOTE)


def test_order_and_search(page, site):
    fill_list(page, site)
    for order, ids in [
        ("title", ["evil", "1706.03762", "french"]),
        ("year", ["evil", "1706.03762", "french"]),
        ("hand", LISTED[::-1]),
    ]:
        page.locator("#sg-order").select_option(order)
        assert listed_ids(page) == ids
    page.get_by_role("button", name=re.compile("^Down: Une")).click()
    assert listed_ids(page) == ["1706.03762", "french", "evil"]
    page.get_by_role("button", name=re.compile("^To the top: <script>")).click()
    assert listed_ids(page) == ["evil", "1706.03762", "french"]
    page.reload()
    page.locator("#sg-order").select_option("hand")
    assert listed_ids(page) == ["evil", "1706.03762", "french"]
    page.locator("#sg-find").fill("SECTION etude")
    expect(page.locator("#sg-papers")).to_have_text("No paper of the list has all of these words.")
    page.locator("#sg-find").fill("SECTION vaswani")
    expect(page.locator("#sg-status")).to_have_text("1 of 3 papers")


def test_tabs_do_not_lose_each_others_changes(open_page, site):
    one, two = open_page(), open_page()
    for tab in (one, two):
        tab.goto(f"{site}papers.html")
    stale = one.evaluate("JSON.stringify(sitegenStars.read('french'))")
    star_of(one, "french").click()
    star_of(two, "evil").click()
    for tab in (one, two):
        expect(star_of(tab, "french")).to_have_attribute("aria-pressed", "true")
        expect(star_of(tab, "evil")).to_have_attribute("aria-pressed", "true")
        expect(tab.locator(".sg-header__list")).to_have_text("2")
    # The second tab wrote a note before it knew of the star.
    two.evaluate(
        """stale => {
          const key = Object.keys(localStorage).find(key => key.endsWith(" french"));
          localStorage.setItem(key, JSON.stringify({ ...JSON.parse(stale), note: ["N", Date.now()] }));
        }""",
        stale,
    )
    read = "sitegenStars.valueOf(sitegenStars.read('french'), 'note') + sitegenStars.isStarred(sitegenStars.read('french'))"
    for tab in (one, two):
        # A function: the page's policy forbids to evaluate a text.
        tab.wait_for_function(f"() => ({read}) === 'Ntrue'")


def test_sites_of_one_host_have_lists_of_their_own(page, serve, records_site, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(records_site)
    host = serve(tmp_path)
    page.goto(f"{host}a/papers.html")
    star_of(page, "french").click()
    page.goto(f"{host}b/list.html")
    assert listed_ids(page) == []
    page.goto(f"{host}a/list.html")
    assert listed_ids(page) == ["french"]


@pytest.mark.parametrize(
    ("refusal", "reason"), [("full", "is full"), ("blocked", "stores nothing")]
)
def test_a_refusal_of_the_storage_is_said(page, site, refusal, reason):
    page.add_init_script(REFUSALS[refusal])
    page.goto(f"{site}papers.html")
    star = star_of(page, "french")
    star.click()
    expect(page.get_by_role("alert")).to_contain_text(
        f"Not saved: {'the storage' if refusal == 'full' else 'your browser'}"
    )
    expect(page.get_by_role("alert")).to_contain_text(reason)
    expect(star).to_have_attribute("aria-pressed", "false")
    page.goto(f"{site}list.html#ids=french")
    page.get_by_role("button", name="Add 1 paper").click()
    expect(page.locator("#sg-fault")).to_contain_text(reason)


def test_what_another_program_stored_costs_itself(page, site):
    fill_list(page, site)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    entries = [
        "", "null", "[]", "5", '"text"', "{", '{"star":1}', '{"star":[1]}', '{"star":[1,"x"]}',
        '{"star":[1e300,1]}', '{"star":[9e15,1],"seen":[9e15,1]}', '{"star":[1,9e15]}',
        '{"star":[5,1],"paper":["year",1],"note":[{"a":1},1],"place":[{},1]}',
        '{"star":[6,1],"paper":[null,1]}', '{"star":[7,1],"paper":[{"title":5,"when":[]},1]}',
    ]  # fmt: skip
    page.evaluate(
        """entries => entries.forEach((text, i) =>
          localStorage.setItem(`sitegen.list.1 ${sitegenStars.base} x${i}`, text))""",
        entries,
    )
    page.reload()
    assert listed_ids(page) == ["x9", "x10", *LISTED[::-1], "x14", "x13", "x12", "x11"]
    for papers in ("[null]", "[[null]]", '{"a":1}', "5"):
        page.evaluate(
            "text => sessionStorage.setItem('sitegen.list', text)", f'{{"papers":{papers}}}'
        )
        page.goto(f"{site}papers/french.html")
        expect(page.locator(".sg-star").first).to_be_visible()
    assert faults == []


def test_two_thousand_papers_take_less_than_a_second(page, records_address):
    page.goto(f"{records_address}list.html")
    page.evaluate(
        """() => {
          for (let i = 1; i <= 2000; i += 1) {
            const paper = { title: `Paper ${i} of many`, who: "Ada Lee, Bo Li", when: `ICRA ${1990 + i % 30}` };
            localStorage.setItem(`sitegen.list.1 ${sitegenStars.base} many${i}`,
              JSON.stringify({ star: [i, i], paper: [paper, i] }));
          }
        }"""
    )
    session = page.context.new_cdp_session(page)
    # The time of the thread itself: other programs take none of it.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def cpu_seconds():
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "TaskDuration")

    start = cpu_seconds()
    page.reload()
    expect(page.locator("#sg-status")).to_have_text("2,000 papers")
    expect(page.locator("#sg-papers .sg-list__title")).to_have_count(2000)
    page.locator("#sg-find").fill("icra 2019")
    expect(page.locator("#sg-status")).to_have_text("66 of 2,000 papers")
    assert cpu_seconds() - start < 1


def test_stars_need_scripts_and_have_the_size_of_a_finger(chromium, records_address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{records_address}papers.html")
    expect(page.locator(".sg-star, .sg-header__list")).to_have_count(0)
    page.goto(f"{records_address}list.html")
    expect(page.get_by_text("The reading list needs JavaScript.")).to_be_visible()
    expect(page.locator("#sg-reading")).to_be_hidden()
    context.close()
    context = chromium.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    for path in ("papers.html", "papers/1706.03762.html"):
        page.goto(records_address + path)
        sizes = [star.bounding_box() for star in page.locator(".sg-star:visible").all()]
        assert sizes
        assert all(box["width"] >= 44 and box["height"] >= 44 for box in sizes)
    context.close()


# ---- Properties ---------------------------------------------------------------------------------

FIELD = st.tuples(st.one_of(st.integers(-2, 2), st.text(max_size=3)), st.integers(0, 3)).map(list)
ENTRY = st.fixed_dictionaries({}, optional=dict.fromkeys(["star", "note", "seen", "place"], FIELD))
PROPERTY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def script_page(chromium, records_address):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{records_address}list.html")
    page.wait_for_function("() => window.sitegenReferences && window.sg && window.sg.citations")
    yield page
    context.close()


@PROPERTY
@given(entries=st.lists(ENTRY, min_size=3, max_size=3))
def test_merging_does_not_depend_on_the_order(script_page, entries):
    assert script_page.evaluate(
        """([a, b, c]) => {
          const { merge } = sitegenStars;
          const same = (x, y) => JSON.stringify(x) === JSON.stringify(y);
          return same(merge(a, b), merge(b, a)) && same(merge(merge(a, b), c), merge(a, merge(b, c)))
            && same(merge(a, a), merge(a, {}));
        }""",
        entries,
    )


@PROPERTY
@given(
    text=st.one_of(st.text(), st.text('@{}=",#a1 \\\n'), st.text("TYER -\n"), ENTRY.map(json.dumps))
)
def test_any_text_gives_references_or_none_and_any_entry_is_read(script_page, text):
    assert script_page.evaluate(
        """text => {
          const read = sitegenReferences.read(text);
          const entry = sitegenStars.parse(text);
          return (read === null || read.every(r => typeof r.title === "string" && Array.isArray(r.names)))
            && Object.values(entry).every(pair => pair.length === 2);
        }""",
        text,
    )


@pytest.mark.parametrize(
    "text",
    [
        "@a{x," + " " * 300_000 + "}",
        "@a{" + "}" * 300_000 + "x}",
        "a" + " " * 300_000 + "b",
        "@string{a0={xxxxxxxxxx}}\n" + "".join(f"@string{{a{n + 1}=a{n}#a{n}}}\n" for n in range(60))
        + "@a{k,title=a60}",
        "@a{x,title={" + "{" * 300_000,
        "TY  - " + " " * 300_000 + "\nER  - ",
    ],
    ids=["blanks", "braces", "line", "macros", "open", "ris"],
)  # fmt: skip
def test_a_file_of_any_size_is_read_at_once(script_page, text):
    script = """text => {
      const start = performance.now();
      const read = sitegenReferences.read(text) || [];
      return [performance.now() - start, Math.max(0, ...read.map(r => r.title.length))];
    }"""
    milliseconds, longest = script_page.evaluate(script, text)
    # Without a limit, or in square time, these take minutes.
    assert milliseconds < 5_000
    assert longest <= 300_002


#: The build writes the BibTeX of titles with braces and TeX, see sitegen/citation/scripted.py.
TITLE = st.text("abcXYZéßñ%&_ -", min_size=3).filter(lambda text: re.search("[a-zA-Z]", text))
ITEM = st.fixed_dictionaries(
    {"id": st.just("x"), "citation-key": st.just("k"), "type": st.just("article"), "title": TITLE,
     "DOI": st.from_regex(r"10\.[1-9]{4}/[a-z0-9]{1,8}", fullmatch=True),
     "issued": st.tuples(st.integers(1000, 2999), st.sampled_from([[], [6, 2]])).map(
         lambda date: {"date-parts": [[date[0], *date[1]]]}
     ),
     "custom": st.just({"kind": "article", "url": "papers/x.html"})}
)  # fmt: skip


@PROPERTY
@given(
    items=st.lists(ITEM, min_size=1, max_size=3),
    format_name=st.sampled_from(["bibtex", "ris", "csl"]),
)
def test_what_is_exported_is_read_back(script_page, items, format_name):
    references = script_page.evaluate(
        "([format, items]) => sitegenReferences.read(sg.citations.write(format, items))",
        [format_name, items],
    )
    assert [reference["year"] for reference in references] == [
        str(item["issued"]["date-parts"][0][0]) for item in items
    ]
    fold = "titles => titles.map(sitegenReferences.fold)"
    titles = script_page.evaluate(fold, [item["title"] for item in items])
    assert script_page.evaluate(fold, [reference["title"] for reference in references]) == titles
    for reference, item in zip(references, items, strict=True):
        assert item["DOI"] in reference["names"]
