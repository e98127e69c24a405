"""``sitegen fetch``: what it prints, and its exit codes."""

import json

import pytest
from click.testing import CliRunner

from sitegen.cli.commands import cli
from sitegen.fetch.outcomes import EntryReport, Outcome
from tests.unit.fetch.services import Reply, Service, atom


@pytest.fixture(scope="module")
def service():
    service = Service()
    yield service
    service.close()


@pytest.fixture
def folder(tmp_path, monkeypatch, service):
    monkeypatch.chdir(tmp_path)
    service.reset()
    entries = (
        f'[[fetch]]\nname = "{name}"\nurl = "{service.url("/" + name)}"\nwait = 0.001\n'
        'local_hosts = ["localhost"]\n'
        for name in ("a", "b")
    )
    (tmp_path / "sitegen.toml").write_text("\n".join(entries))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, ["fetch", *arguments])


def test_each_entry_has_a_line_and_the_gravest_outcome_the_code(folder, service):
    service.play("/a", atom([1, 2]))
    service.play("/b", Reply(status=404))
    result = run()
    first, second = result.stdout.splitlines()
    assert first.startswith("a: new papers (2 of 2 papers) -> sources/a/")
    assert second.startswith(f"b: failed: {service.url('/b')}: answers with status 404; check")
    assert result.exit_code == 1


def test_machines_read_one_object_per_line(folder, service):
    service.play("/a", atom([]))
    result = run("a", "--log-format", "json")
    entry, end = map(json.loads, result.stdout.splitlines())
    assert entry.pop("time")
    assert entry["notes"][0].startswith("the source has no papers for ")
    assert (entry["event"], entry["entry"], entry["outcome"]) == ("entry", "a", "nothing")
    assert (end["event"], end["exit_code"], end["new"]) == ("end", 3, 0)
    assert result.exit_code == 3


def test_requests_are_printed_on_demand(folder, service):
    service.play("/a", atom([1]))
    result = run("a", "--verbose")
    assert f"GET {service.url('/a')}" in result.stderr
    assert result.exit_code == 0


def test_each_outcome_has_a_code_and_an_order():
    assert {o.name: o.exit_code for o in Outcome} == {
        "NEW": 0, "FAILED": 1, "NOTHING": 3, "STALE": 4, "PARTIAL": 5,
    }  # fmt: skip
    assert [o.name for o in sorted(Outcome, key=lambda o: o.gravity)] == [
        "NOTHING", "NEW", "STALE", "PARTIAL", "FAILED",
    ]  # fmt: skip
    assert Outcome.gravest([]) is Outcome.NOTHING


def test_a_report_is_one_sentence():
    report = EntryReport("a", Outcome.PARTIAL, 30, 2, ("sources/a/1.xml",), ("it broke",))
    assert str(report) == (
        "a: only a part (2 of 30 papers): it broke; what came is saved; run it again "
        "-> sources/a/1.xml"
    )


def test_without_an_entry_there_is_nothing_to_fetch(folder):
    (folder / "sitegen.toml").write_text("")
    result = run()
    assert result.exit_code == 3
    assert "sitegen.toml has no [[fetch]]" in result.stderr
    assert "there are no entries" in str(run("a").exception)


def test_what_a_service_says_stays_on_its_line(folder, service):
    error = "<entry><id>http://arxiv.org/api/errors#x</id><summary>a\n\x1b[2Jb</summary></entry>"
    service.play("/a", atom([], extra=error.replace("\x1b", "\x9b")))
    settings = folder / "sitegen.toml"
    settings.write_text(
        settings.read_text().replace('name = "a"', 'name = "a"\nkind = "arxiv"\nquery = "x"')
    )
    assert run("a").stdout.splitlines() == [
        "a: failed: arXiv answers: a <U+009B>[2Jb; correct the query, or run it again later"
    ]
