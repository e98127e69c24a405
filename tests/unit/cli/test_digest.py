"""The command that sends what is new; no address is in its output, in the state, or in the site."""

import json
from email import message_from_bytes, policy

import pytest
from click.testing import CliRunner

from sitegen.cli.commands import cli
from tests.unit.digest.mail_server import mail_server

RECORDS = [
    {"id": "a", "title": "Deep hats", "abstract": "On hats."},
    {"id": "b", "title": "Wide shoes", "abstract": "On shoes."},
]
SETTINGS = """\
[site]
url = "https://example.org/x"
sources = ["papers.jsonl"]
[state]
record = true
[related]
method = "lexical"
[search]
offline = false
[digest]
sender = "Papers <papers@example.org>"
server = "127.0.0.1"
security = "none"
port = {port}
[[alert]]
name = "Hats"
query = "hat"
"""
ADA, BEN = "ada@example.org", "ben@example.org"


@pytest.fixture
def project(tmp_path, monkeypatch):
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "list").write_text(f"{ADA}\n{BEN}\n")
    monkeypatch.chdir(project)
    monkeypatch.setenv("SITEGEN_DIGEST_RECIPIENTS_FILE", str(tmp_path / "list"))
    monkeypatch.setenv("SITEGEN_DIGEST_KEY", "k" * 16)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")  # 2025-11-25
    write(project)
    return project


def write(project, port=1, records=RECORDS, settings=SETTINGS):
    (project / "papers.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    (project / "sitegen.toml").write_text(settings.format(port=port))


def run(*args):
    result = CliRunner().invoke(cli, ("digest", *args))
    assert not isinstance(result.exception, (AttributeError, TypeError, KeyError)), result.exception
    for address in (ADA, BEN):
        assert address not in result.output + str(result.exception)
    return result


def test_emails_are_sent_once_and_an_unknown_one_on_demand(project):
    with mail_server() as (mailbox, port):
        write(project, port)
        mailbox.rules = {BEN: ["drop DATA"]}
        result = run()
        assert "recipient 1: sent (250)" in result.output
        assert "recipient 2: unknown (the connection broke)" in result.output
        assert "only --resend" in str(result.exception)
        message = message_from_bytes(mailbox.taken[0][1], policy=policy.default)
        assert message["Subject"] == "Papers: 2 new papers, 19–25 November 2025"
        text = message.get_body(("plain",)).get_content()
        assert "Hats (1)" in text
        result = run()
        assert result.exit_code == 0
        assert (
            "recipient 2: unknown (nobody knows whether an earlier email arrived); --resend"
            in result.output
        )
        assert "nothing new for 2 recipients" in result.output
        assert run("--resend", "--to", BEN).exit_code == 0
        write(project, port, [*RECORDS, {"id": "c", "title": "Long scarves"}])
        assert run().exit_code == 0
        assert mailbox.counts == {ADA: 2, BEN: 3}
        text = message_from_bytes(mailbox.taken[-1][1], policy=policy.default).get_body(("plain",))
        assert "Long scarves" in text.get_content()
        assert "Deep hats" not in text.get_content()
    for path in project.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"ada@" not in content, path
            assert b"k" * 16 not in content, path
    assert (project / "state" / "digest" / "2025-11.txt").is_file()


def test_a_dry_run_writes_files(project):
    result = run("--dry-run")
    assert result.exit_code == 0, result.output
    folder = project / ".sitegen" / "digest"
    assert sorted(p.name for p in folder.iterdir()) == [".gitignore", "1.eml", "2.eml"]
    assert "1.eml: 2 new papers, 19–25 November 2025" in result.output
    message = message_from_bytes((folder / "2.eml").read_bytes(), policy=policy.default)
    assert message["To"] == BEN
    assert not (project / "state" / "digest").exists()


def test_who_names_an_alert_that_there_is_not_is_listed(project):
    (project.parent / "list").write_text(f"{ADA}: Hats\n{BEN}: Hats, Shoes\n")
    output = run("--dry-run").output
    assert "recipient 2: names an alert that sitegen.toml does not have; correct the line" in output
    assert "recipient 1:" not in output


def test_a_dry_run_without_recipients_is_for_the_sender(project, monkeypatch):
    monkeypatch.delenv("SITEGEN_DIGEST_RECIPIENTS_FILE")
    monkeypatch.delenv("SITEGEN_DIGEST_KEY")
    assert run("--dry-run", "-o", "out", "--since", "2025-01-01").exit_code == 0
    message = message_from_bytes((project / "out" / "1.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "papers@example.org"
    assert "there are no recipients" in str(run().exception)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("record = true", "", "no paper has a day"),
        ('url = "https://example.org/x"', "", r"set url in \[site\]"),
        ('server = "127.0.0.1"', "", "set server"),
    ],
)
def test_what_a_digest_needs(project, old, new, message):
    write(project, settings=SETTINGS.replace(old, new))
    with pytest.raises(Exception, match=message):
        raise run().exception


def test_a_digest_needs_a_key(project, monkeypatch):
    monkeypatch.setenv("SITEGEN_DIGEST_KEY", "short")
    assert "SITEGEN_DIGEST_KEY must be a secret" in str(run().exception)
