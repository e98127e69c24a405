"""Authors: folded names, pages of names and people, former addresses; with the keyboard too."""

import json

import pytest
from playwright.sync_api import expect

ORCIDS = ["0000-0002-1825-0097", "0000-0001-5109-3700"]


@pytest.fixture(scope="module")
def site(sitegen, tmp_path_factory):
    folder = tmp_path_factory.mktemp("authors")
    records = [
        {"id": f"p{n}", "title": f"Paper {n}", "year": 2018, "authors": [
            {"name": "Wei Wang", "orcid": ORCIDS[n % 2]}, {"name": "J. Smith"},
            *({"name": f"Some Name{chr(97 + m)}"} for m in range(10))]}
        for n in range(4)
    ]  # fmt: skip
    (folder / "p.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    (folder / "authors.toml").write_text('"J. Smith" = "John Smith"\n', "utf-8")
    run = sitegen("build", "p.jsonl", "-q", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "site"


@pytest.fixture(params=["http", "file"])
def address(request, site, serve):
    return serve(site) if request.param == "http" else f"{site.as_uri()}/"


def test_the_keyboard_unfolds_the_authors(page, address):
    page.goto(address + "papers/p0.html")
    names = page.locator(".sg-paper__authors a:not(.sg-orcid)")
    expect(names.nth(7)).to_be_visible()
    expect(names.nth(8)).to_be_hidden()
    page.get_by_role("button", name="and 4 more").focus()
    page.keyboard.press("Enter")
    expect(names.nth(8)).to_be_focused()
    expect(names.nth(11)).to_be_visible()


def test_a_name_leads_to_its_people_and_back(page, address):
    page.goto(address + "authors/wei-wang.html")
    expect(page.get_by_text("This name may be several people.")).to_be_visible()
    page.locator(".sg-author__people a").first.click()
    expect(page).to_have_url(address + f"authors/{ORCIDS[1]}.html")
    expect(page.locator(".sg-list li")).to_have_count(2)
    page.get_by_role("link", name="Wei Wang 4").click()
    expect(page).to_have_url(address + "authors/wei-wang.html")


def test_a_former_address_leads_on(page, address):
    page.goto(address + "authors/j-smith.html")
    expect(page).to_have_url(address + "authors/john-smith.html")


def test_the_list_of_authors_is_filtered(page, address):
    page.goto(address + "authors.html")
    page.get_by_label("Filter authors").fill("wei")
    expect(page.locator(".sg-tags--index a:visible")).to_have_count(1)
    expect(page.locator(".sg-filter__count")).to_have_text("1 of 12 authors")
