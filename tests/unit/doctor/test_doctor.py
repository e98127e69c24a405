"""Findings on the installation and on projects."""

from datetime import date

import pytest
from click.testing import CliRunner

from sitegen.cli.commands import cli
from sitegen.config.fetch_entries import FetchEntry
from sitegen.config.load import default_config, read_config
from sitegen.doctor import Severity, examine_project, installation
from sitegen.doctor.installation import examine_indexer, examine_libraries
from sitegen.doctor.project import examine_entry


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795766400")  # 2026-11-27
    (tmp_path / "sitegen.toml").write_text(
        '[site]\nsources = ["sources"]\n[[fetch]]\nname = "a"\nkind = "oai"\ncontact = "a@b.org"\n'
    )
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/a.bib").write_text("@misc{a, title={A}}")
    (tmp_path / "state/fetch").mkdir(parents=True)
    (tmp_path / "state/fetch/a.txt").write_text("day 2026-11-26\n")
    return tmp_path


def extend(folder, text):
    with (folder / "sitegen.toml").open("a") as settings:
        settings.write(text)


def findings(folder):
    found = examine_project(folder / "sitegen.toml", folder / "site")
    return {f.subject: f for f in found}


def test_a_healthy_project_has_no_doubts(folder):
    assert {f.severity for f in findings(folder).values()} == {Severity.FINE}


@pytest.mark.parametrize(
    ("change", "subject", "severity", "text"),
    [
        (lambda f: (f / "sitegen.toml").unlink(), "settings", "DOUBTFUL", "there is no "),
        (lambda f: (f / "sitegen.toml").write_text("[sight]"), "settings", "FAULTY", "no section 'sight'"),
        (lambda f: (f / "sources/b.bib").touch(), "sources", "FAULTY", "b.bib: is empty"),
        (lambda f: (f / "sources/a.bib").unlink(), "sources", "FAULTY", "there is no file in "),
        (lambda f: (f / "sources/b.txt").write_text("Dear all, see you on Monday."),
         "sources", "DOUBTFUL", "b.txt: the format is unknown"),
        (lambda f: (f / "sources/a.bib").write_text("Dear all, see you on Monday."),
         "sources", "FAULTY", "a.bib: the format is unknown"),
        (lambda f: (f / "tags.toml").write_text("<<<<<<< HEAD\n"), "topics", "FAULTY", "is not TOML"),
        (lambda f: (f / "authors.toml").write_text("x = ["), "authors", "FAULTY", "is not TOML"),
        (lambda f: (f / "venues.toml").write_text("x = 1"), "venues", "FAULTY", "venues.toml:1: x"),
        (lambda f: (f / "keys.toml").write_text("x = 1"), "keys", "FAULTY", "keys.toml:1: x"),
        (lambda f: extend(f, '[pages]\ndocs = "gone"\n'), "settings", "FAULTY", "there is no "),
        (lambda f: extend(f, '[[alert]]\nname = "a"\nquery = "b"\n'),
         "digest", "DOUBTFUL", "link to the site"),
        (lambda f: (f / "sitegen.toml").write_text(
            '[site]\nurl = "https://a.org/"\n[digest]\nsender = "a@b.org"\n'),
         "digest", "DOUBTFUL", "set server in [digest]"),
        (lambda f: ((f / "state/digest").mkdir(), (f / "state/digest/2026-11.txt").write_text("x\n")),
         "ledger", "FAULTY", "2026-11.txt:1: is no line of a ledger"),
        (lambda f: ((f / "site").mkdir(), (f / "site/mine.txt").touch()), "output", "FAULTY", "(mine.txt)"),
        (lambda f: extend(f, '[[alert]]\nname = "A"\nquery = "b"\n[[alert]]\nname = "a"\nquery = "b"\n'),
         "settings", "FAULTY", "'A' and 'a' have one address"),
        (lambda f: (f / "sitegen.toml").write_text("[site]"), "sources", "DOUBTFUL", "is empty"),
        (lambda f: (f / "state/fetch/a.txt").write_text("day 2026-11-26\n<<<<<<< HEAD\n"),
         "state", "DOUBTFUL", "a.txt:2"),
        (lambda f: (f / "state/fetch/a.txt").write_text("day 2026-11-01\n"),
         "fetch a", "DOUBTFUL", "no whole answer since 2026-11-01"),
        (lambda f: (f / "state/fetch/a.txt").unlink(), "fetch a", "DOUBTFUL", "no whole answer yet"),
    ],
)  # fmt: skip
def test_each_fault_is_found_with_a_remedy(folder, change, subject, severity, text):
    change(folder)
    finding = findings(folder)[subject]
    assert finding.severity is Severity[severity]
    assert text in finding.text
    assert bool(finding.remedy) == (finding.severity is not Severity.FINE)


def test_a_recipient_of_an_alert_that_there_is_not_is_found(folder, monkeypatch):
    monkeypatch.setenv("SITEGEN_DIGEST_KEY", "k" * 16)
    text = (folder / "sitegen.toml").read_text().replace("[site]", '[site]\nurl = "https://a.org/"')
    (folder / "sitegen.toml").write_text(text + '[[alert]]\nname = "a"\nquery = "b"\n')
    for name, severity in (("a", Severity.FINE), ("c", Severity.DOUBTFUL)):
        monkeypatch.setenv("SITEGEN_DIGEST_RECIPIENTS", f"ada@example.org: {name}")
        assert findings(folder)["digest"].severity is severity


def test_damaged_days_are_found(folder):
    (folder / "state/first-seen").mkdir()
    (folder / "state/first-seen/2026-11.txt").write_text("2026-11-26 doi:10.1/a\nyesterday\n")
    assert "2026-11.txt:2" in findings(folder)["state"].text


def test_entries_without_a_contact_or_a_key_are_found(tmp_path, monkeypatch):
    config = default_config(tmp_path)
    monkeypatch.delenv("OPENALEX_KEY", raising=False)
    entry = FetchEntry(name="a", kind="openalex", query="x", key="OPENALEX_KEY")
    assert "OPENALEX_KEY is not set" in examine_entry(entry, config, date(2026, 11, 27)).text
    monkeypatch.setenv("OPENALEX_KEY", "x")
    assert "no contact" in examine_entry(entry, config, date(2026, 11, 27)).text


def test_a_folder_of_answers_that_no_build_reads_is_found(folder):
    path = folder / "sitegen.toml"
    path.write_text(path.read_text().replace('["sources"]', '["sources/b.bib"]'))
    assert read_config(path).fetch
    assert "a build does not read" in findings(folder)["sources"].text


def test_libraries_are_compared_with_what_is_required(monkeypatch):
    monkeypatch.setattr(
        installation.metadata, "requires",
        lambda _: ["click>=99", "no-such-library", "pytest; extra == 'dev'", "packaging"],
    )  # fmt: skip
    finding = examine_libraries()
    assert finding.severity is Severity.FAULTY
    assert "no-such-library is missing" in finding.text
    assert ", not >=99" in finding.text
    monkeypatch.undo()
    assert examine_libraries("no-such-distribution").severity is Severity.DOUBTFUL


def test_an_indexer_that_does_not_run_is_found(monkeypatch, tmp_path):
    assert examine_indexer().severity is Severity.FINE
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "pagefind")
    assert "does not run" in examine_indexer().text


def test_the_exit_code_says_whether_there_is_a_fault(folder):
    result = CliRunner().invoke(cli, ["doctor"])
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "0 faults, 0 to look at")
    (folder / "sources/a.bib").unlink()
    result = CliRunner().invoke(cli, ["doctor"])
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "1 fault, 0 to look at")
    assert len(result.stdout.splitlines()) < 25
