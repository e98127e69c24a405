"""The services: what is asked, how pages follow one another, what answers say."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from sitegen.config.fetch_entries import NEEDED_SETTINGS
from sitegen.fetch import Outcome
from sitegen.fetch.registry import load_fetch_kinds
from tests.unit.fetch.services import Reply, atom


def asked(service):
    """Return the parameters of each request."""
    return [
        {name: texts[-1] for name, texts in parse_qs(urlsplit(path).query).items()}
        for path in service.asked
    ]


def test_each_kind_of_the_settings_is_a_module():
    assert load_fetch_kinds().keys() == NEEDED_SETTINGS.keys()


# ---- arXiv -------------------------------------------------------------------------------------------


def play_arxiv(service, numbers, size):
    def answer(query, _headers):
        start = int(query["start"])
        return atom(numbers[start : start + size], total=len(numbers))

    service.play("/arxiv", answer)


def test_a_query_of_arxiv_has_a_range_of_days_and_pages(project, service):
    play_arxiv(service, list(range(1, 6)), 2)
    project.add("arxiv", "/arxiv", query='cat:cs.LG AND ti:"engine"', since="2026-11-20")
    report = project.fetch()
    assert (report.outcome, report.papers) == (Outcome.NEW, 5)
    first, *others = asked(service)
    assert first["search_query"] == (
        '(cat:cs.LG AND ti:"engine") AND submittedDate:[202611200000 TO 202611272359]'
    )
    assert [first["start"], *(query["start"] for query in others)] == ["0", "2", "4"]
    assert first["sortBy"] == "submittedDate"


def test_max_ends_a_query_and_is_no_fault(project, service):
    play_arxiv(service, list(range(1, 10)), 2)
    project.add("arxiv", "/arxiv", query="submittedDate:[1 TO 2]", max=4)
    report = project.fetch()
    assert (report.outcome, report.papers) == (Outcome.NEW, 4)
    assert asked(service)[0]["search_query"] == "submittedDate:[1 TO 2]"


def test_an_empty_page_of_arxiv_is_asked_for_again(project, service, clock):
    service.play("/arxiv", atom([1, 2], total=4), atom([], total=4), atom([3, 4], total=4))
    project.add("arxiv", "/arxiv", query="all:engine")
    assert (project.fetch().papers, clock.waits) == (4, [3, 10])


def test_an_error_entry_of_arxiv_is_a_failure(project, service):
    error = (
        "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
        "<summary>malformed query</summary></entry>"
    )
    service.play("/arxiv", atom([], extra=error))
    project.add("arxiv", "/arxiv", query="all:(")
    report = project.fetch()
    assert (report.outcome, report.notes) == (
        Outcome.FAILED, ("arXiv answers: malformed query; correct the query, or run it again later",),
    )  # fmt: skip


# ---- OpenAlex -------------------------------------------------------------------------------------------


def work(number):
    return {
        "id": f"https://openalex.org/W{number}", "doi": f"https://doi.org/10.1/{number}",
        "display_name": f"On engines of the kind {number}", "publication_year": 2026,
        "publication_date": "2026-11-25", "type": "article",
        "authorships": [{"author": {"display_name": "Ada Lovelace"}}],
    }  # fmt: skip


def works(numbers, total, cursor=None):
    meta = {"count": total, "per_page": 100, "next_cursor": cursor}
    return Reply(json.dumps({"meta": meta, "results": [work(n) for n in numbers]}))


def test_openalex_is_paged_by_cursor_with_a_key(project, service, monkeypatch):
    monkeypatch.setenv("OPENALEX_KEY", "hush")
    service.play(
        "/works", works(range(100), 101, "n e x t"), works([100], 101, "end"), works([], 101)
    )
    project.add(
        "openalex", "/works", query="engine", filter="type:article", key="OPENALEX_KEY",
        contact="ada@example.org",
    )  # fmt: skip
    report = project.fetch()
    assert (report.outcome, report.papers) == (Outcome.NEW, 101)
    first, second, third = asked(service)
    assert first == {
        "search": "engine", "filter": "type:article,from_publication_date:2026-11-20",
        "sort": "publication_date:desc", "per_page": "100", "cursor": "*",
        "mailto": "ada@example.org", "api_key": "hush",
    }  # fmt: skip
    assert (second["cursor"], third["cursor"], second["api_key"]) == ("n e x t", "end", "hush")
    assert "hush" not in project.memory() + str(report)


def test_openalex_is_paged_by_number_without_a_key(project, service):
    service.play("/works", works(range(100), 101), works([100], 101))
    project.add("openalex", "/works", filter="topics.id:T10028")
    assert project.fetch().papers == 101
    assert [query["page"] for query in asked(service)] == ["1", "2"]


def test_a_key_that_is_not_set_is_a_failure(project, monkeypatch):
    monkeypatch.delenv("OPENALEX_KEY", raising=False)
    project.add("openalex", "/works", query="engine", key="OPENALEX_KEY")
    report = project.fetch()
    assert report.outcome is Outcome.FAILED
    assert "OPENALEX_KEY is not set" in report.notes[0]


# ---- Crossref and DBLP -------------------------------------------------------------------------------------


def items(numbers, total, cursor):
    records = [
        {
            "DOI": f"10.1/{n}", "title": [f"On engines of the kind {n}"], "type": "journal-article",
            "indexed": {"version": "1"}, "author": [{"given": "Ada", "family": "Lovelace"}],
            "issued": {"date-parts": [[2026, 11, 25]]},
        }
        for n in numbers
    ]  # fmt: skip
    message = {"total-results": total, "items": records, "next-cursor": cursor}
    return Reply(json.dumps({"status": "ok", "message": message}))


def test_crossref_is_paged_by_cursor(project, service):
    service.play("/works", items(range(100), 101, "a+b="), items([100], 101, "c"))
    project.add("crossref", "/works", query="engine", contact="ada@example.org")
    assert project.fetch().papers == 101
    first, second = asked(service)
    assert (first["cursor"], second["cursor"]) == ("*", "a+b=")
    assert first["filter"] == "from-created-date:2026-11-20"
    assert first["mailto"] == "ada@example.org"


def hits(numbers, total):
    hit = [
        {
            "@score": "1", "@id": str(n),
            "info": {"title": f"On engines of the kind {n}.", "key": f"journals/x/{n}",
                     "year": "2026", "authors": {"author": {"text": "Ada Lovelace"}},
                     "type": "Journal Articles"},
        }
        for n in numbers
    ]  # fmt: skip
    found = {
        "@total": str(total),
        "@sent": str(len(hit)),
        "@first": "0",
        **({"hit": hit} if hit else {}),
    }
    return Reply(json.dumps({"result": {"hits": found}}))


def test_dblp_is_paged_by_number(project, service):
    service.play("/api", hits([1, 2], 3), hits([3], 3))
    project.add("dblp", "/api", query="engine year:2026:")
    assert project.fetch().papers == 3
    assert [query["f"] for query in asked(service)] == ["0", "2"]


@pytest.mark.parametrize(
    ("kind", "empty"),
    [
        ("openalex", works([], 0)), ("crossref", items([], 0, "x")), ("dblp", hits([], 0)),
        ("arxiv", atom([], total=0)), ("feed", atom([])),
    ],
)  # fmt: skip
def test_no_results_are_nothing_new(project, service, kind, empty):
    service.play("/x", empty)
    project.add(kind, "/x", query="nothing at all")
    assert project.fetch().outcome is Outcome.NOTHING


@pytest.mark.parametrize(
    ("kind", "body", "fault"),
    [
        ("openalex", '{"error": "Invalid", "message": "no filter x"}', "OpenAlex answers: Invalid"),
        ("openalex", "[]", "has no list 'results'"),
        ("crossref", '{"status": "failed", "message": [{"value": "x"}]}', "Crossref answers: "),
        ("crossref", '{"message": {"items": 3}}', "has no list 'message.items'"),
        ("dblp", '{"result": []}', "has no number of hits"),
        ("hugging-face", '{"error": "Invalid date"}', "Hugging Face answers: Invalid date"),
        ("hugging-face", "<html>", "is no JSON: it starts with “<html>”"),
        ("hugging-face", "[" * 100_000, "is no JSON"),
        ("feed", "<html></html>", "is no feed, it starts with <html>"),
        ("feed", "", "is no XML"),
        ("arxiv", "<html></html>", "is no feed of arXiv"),
    ],
)
def test_what_a_service_says_in_another_form_is_a_failure(project, service, kind, body, fault):
    service.play("/x", Reply(body))
    project.add(kind, "/x", query="x", since="2026-11-27")
    report = project.fetch()
    assert report.outcome is Outcome.FAILED
    assert fault in report.notes[0]


def test_json_that_is_cut_off_is_asked_for_again(project, service, clock):
    whole = works([1], 1)
    service.play("/works", Reply(whole.body[:-30]), whole)
    project.add("openalex", "/works", query="x")
    assert (project.fetch().papers, clock.waits) == (1, [10])
