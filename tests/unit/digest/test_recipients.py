"""Where secrets come from, who the recipients are, and that none of it is printed."""

import pytest

from sitegen.digest.recipients import Secrets, hash_address, parse_recipients
from sitegen.errors import ConfigError

LIST = """\
# The group.
ada@example.org
ben@example.org: Proofs, Graphs

Ada@Example.org: Twice
cleo+x@example.org:
"""


def test_a_line_has_an_address_and_perhaps_alerts():
    recipients = parse_recipients(LIST)
    assert [(r.line, r.address, r.alerts) for r in recipients] == [
        (2, "ada@example.org", None),
        (3, "ben@example.org", {"Proofs", "Graphs"}),
        (6, "cleo+x@example.org", frozenset()),
    ]
    assert str(recipients[0]) == "recipient 2"
    assert "ada" not in repr(recipients[0])


@pytest.mark.parametrize(
    "line",
    ["ada", "ada@", "a@b\x00c", "Ada <ada@x.org>", "ådå@x.org", "a b@x.org", "a@x.org>"],
)
def test_a_fault_is_named_by_its_line_and_not_quoted(line):
    with pytest.raises(ConfigError) as caught:
        parse_recipients(f"ok@example.org\n{line}\n")
    assert str(caught.value).startswith("recipients:2: is no address")
    assert line not in str(caught.value)


def test_secrets_come_from_variables_or_from_files_elsewhere(tmp_path):
    project = tmp_path / "papers"
    project.mkdir()
    (tmp_path / "list").write_text(LIST)
    environment = {
        "SITEGEN_SMTP_USER": "papers",
        "SITEGEN_SMTP_PASSWORD": "sesame\n",
        "SITEGEN_DIGEST_RECIPIENTS_FILE": str(tmp_path / "list"),
    }
    secrets = Secrets.read(environment, project)
    assert secrets == Secrets("papers", "sesame", "", LIST)
    assert repr(secrets) == "Secrets()"
    with pytest.raises(ConfigError, match="SITEGEN_DIGEST_KEY must be a secret of 16 characters"):
        secrets.check_key()


@pytest.mark.parametrize("name", ["papers/list", "list", "link"])
def test_a_file_in_the_project_or_its_repository_is_refused(tmp_path, name):
    project = tmp_path / "papers"
    project.mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "list").write_text(LIST)
    (project / "list").write_text(LIST)
    (tmp_path / "link").symlink_to(project / "list")
    with pytest.raises(ConfigError, match="must be outside the project") as caught:
        Secrets.read({"SITEGEN_DIGEST_RECIPIENTS_FILE": str(tmp_path / name)}, project)
    assert "ada" not in str(caught.value)


def test_a_file_that_can_not_be_read_is_a_fault(tmp_path):
    with pytest.raises(ConfigError, match="SITEGEN_SMTP_PASSWORD_FILE: can't be read"):
        Secrets.read({"SITEGEN_SMTP_PASSWORD_FILE": str(tmp_path / "none")}, tmp_path / "x")


def test_a_hash_depends_on_the_key_and_not_on_case():
    key = "k" * 16
    assert hash_address("Ada@x.org", key) == hash_address("ada@X.org", key)
    assert hash_address("ada@x.org", key) != hash_address("ada@x.org", "l" * 16)
    assert hash_address("ada@x.org", key) != hash_address("ben@x.org", key)
