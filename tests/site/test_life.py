"""The life of a collection: papers come on three days, each time on a fresh machine.

The steps of a day are those of the workflow that ``sitegen init`` writes, run from its file: a clone of the
repository, the last site and the caches from an archive, fetch, add, build, commit, publish.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import lxml.etree
import pytest
import yaml

from tests.conftest import ROOT, need
from tests.site.test_build import tree
from tests.unit.digest.mail_server import mail_server
from tests.unit.fetch.services import Reply, Service

ATOM = "{http://www.w3.org/2005/Atom}"
#: Subject -> themes, one for each paper.
SUBJECTS = {
    "glacier": ("melting ice sheets", "satellite altimetry", "moraine deposits"),
    "violin": ("varnish acoustics", "bow resonance", "spruce tonewood"),
    "bee": ("waggle dances", "pollen foraging", "queen pheromones"),
    "kite": ("tether winches",),
    "saffron": ("crocus corms",),
    "basalt": ("lava columns",),
}
FIRST_SUBJECTS = ("glacier", "violin", "bee")
ADA, BEN = "ada@reader.example", "ben@reader.example"
SECRETS = {
    "SITEGEN_DIGEST_KEY": "a-key-that-nobody-knows",
}


def record(number, subject=None, **fields):
    """Return an invented paper; number and subject decide all of it."""
    subject = subject or FIRST_SUBJECTS[number % len(FIRST_SUBJECTS)]
    themes = SUBJECTS[subject]
    theme = themes[number // len(FIRST_SUBJECTS) % len(themes)]
    site = f"{chr(65 + number // 26)}amil{chr(97 + number % 26)}y"
    # No further words that papers share: topics and related papers of others stay as they are.
    return {
        "id": f"{subject}-{number}",
        "title": f"{theme.capitalize()} at {site}",
        "abstract": f"{theme.capitalize()} near {site}: {theme}.",
        "authors": [f"{given} {site}" for given in ("Ann", "Ben", "Cleo", "Dan", "Eve")],
        "year": 2020 + number % 6 if subject in FIRST_SUBJECTS else 2026,
        "venue": f"Journal of {subject.title()} Studies",
    } | fields


def git(folder, *arguments):
    result = subprocess.run(
        ["git", *map(str, arguments)], cwd=folder, capture_output=True, text=True
    )
    assert result.returncode == 0, (arguments, result.stdout, result.stderr)
    return result.stdout


def commit(clone, message):
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "-m", message)


def listing(papers):
    return "".join(json.dumps(paper) + "\n" for paper in papers)


def digest_job():
    """Return the job that docs/digest.md has for the workflow."""
    text = (ROOT / "docs" / "digest.md").read_text("utf-8")
    lines = text[text.index("    digest:\n") :].splitlines()
    end = next(n for n, line in enumerate(lines) if line and not line.startswith("    "))
    return yaml.safe_load("\n".join(lines[:end]))["digest"]


def with_defaults(step):
    """Return the script of a step with the defaults of inputs, which only runs by hand have."""
    script = step["run"]
    for name, value in step.get("env", {}).items():
        if default := re.fullmatch(r"\$\{\{ inputs\.\w+ \|\| (\d+) \}\}", value):
            script = script.replace(f'"${name}"', default[1])
    return script


class Group:
    """A group of readers: its repository, the cache of its workflow, its published pages, its emails."""

    def __init__(self, folder, sitegen, service, monkeypatch):
        self.folder = folder
        self.sitegen = sitegen
        self.service = service
        self.monkeypatch = monkeypatch
        self.repository, self.pages = folder / "repository.git", folder / "pages.git"
        self.cache = folder / "cache.tar"
        self.outputs = []
        self.inodes = {}
        for bare in (self.repository, self.pages):
            git(folder, "init", "--quiet", "--bare", "--initial-branch=main", bare)

    def set_day(self, day):
        moment = datetime(2026, 11, day, 6, tzinfo=UTC)
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))

    def clone(self, name):
        """Return a fresh copy of the repository."""
        git(self.folder, "clone", "--quiet", self.repository, self.folder / name)
        return self.folder / name

    def command(self, folder, *arguments, code=0):
        result = self.sitegen(*arguments, cwd=folder)
        assert result.returncode == code, (arguments, result.stdout, result.stderr)
        return result.stdout + result.stderr

    def add(self, clone, name, papers, *options):
        """Add papers as a person does, and push them."""
        (self.folder / name).write_text(listing(papers))
        output = self.command(clone, "add", self.folder / name, *options)
        commit(clone, f"Add {name}")
        return output

    def push(self, clone):
        git(clone, "push", "--quiet", "origin", "HEAD:main")

    # ---- The workflow --------------------------------------------------------------------------------

    def run_workflow(self, name, event="push"):
        """Run the jobs of the workflow as GitHub does; return the folder in which the site was built."""
        clone = self.folder / name
        workflow = yaml.safe_load(git(self.repository, "show", "main:.github/workflows/site.yml"))
        for step in (*workflow["jobs"]["build"]["steps"], *digest_job()["steps"]):
            is_digest = step in digest_job()["steps"]
            if step.get("id") != "fetch" or event != "push":
                self._run_step(step, self.folder / f"{name}-digest" if is_digest else clone)
        return clone

    def _run_step(self, step, folder):
        action, options = step.get("uses", "").partition("@")[0], step.get("with", {})
        if action == "actions/checkout":
            self.clone(folder.name)
        elif action == "actions/cache/restore":
            if self.cache.exists():
                shutil.copyfile(self.cache, folder / options["path"])
        elif action == "actions/cache/save":
            shutil.copyfile(folder / options["path"], self.cache)
        elif action == "actions/upload-pages-artifact":
            assert options["include-hidden-files"]
            self._publish(folder / options["path"])
        elif action == "actions/setup-python" or step.get("run", "").startswith("pip "):
            pass
        else:
            assert not action, action
            self._run_script(with_defaults(step), folder)

    def _run_script(self, script, folder):
        """Run a script; a line that is a command of sitegen is run by the launcher."""
        if script.startswith("sitegen ") and "\n" not in script:
            if script.startswith("sitegen build"):
                self.inodes = {p: p.stat().st_ino for p in (folder / "site").rglob("*.html")}
            self.outputs.append(self.command(folder, *script.split()[1:]))
            return
        variables = {
            "GITHUB_OUTPUT": str(self.folder / "output.txt"), "GITHUB_REF_NAME": "main",
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        result = subprocess.run(
            ["bash", "-e", "-c", script], cwd=folder, env=os.environ | variables,
            capture_output=True, text=True,
        )  # fmt: skip
        assert result.returncode == 0, (script, result.stdout, result.stderr)

    def _publish(self, site):
        """Put a site into a branch of a bare repository."""
        pages = (f"--git-dir={self.pages}", f"--work-tree={site}")
        git(site, *pages, "add", "--all", "--force", ".")
        git(site, *pages, "commit", "--quiet", "--allow-empty", "-m", "Site")

    # ---- What came of it -----------------------------------------------------------------------------

    def published(self, name):
        """Return the folder of what the bare repository has."""
        git(self.folder, "clone", "--quiet", self.pages, self.folder / name)
        shutil.rmtree(self.folder / name / ".git")
        return self.folder / name

    def shared_pages(self):
        """Return the share of pages that the last build took over from the site before."""
        pages = [path for path in self.inodes if path.exists()]
        return sum(path.stat().st_ino == self.inodes[path] for path in pages) / len(self.inodes)


def entries(site):
    """Return id of a paper -> what readers of feeds go by, in the order of the site's feed."""
    elements = lxml.etree.parse(site / "feed.xml").getroot().iter(f"{ATOM}entry")
    return {
        Path(entry.find(f"{ATOM}link").get("href")).stem: tuple(
            entry.findtext(f"{ATOM}{name}") for name in ("id", "published", "updated", "title")
        )
        for entry in elements
    }


@pytest.fixture
def group(tmp_path, sitegen, monkeypatch):
    need("git")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("SITEGEN_DIGEST_RECIPIENTS", f"{ADA}\n{BEN}: Bows\n")
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "sitegen"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m sitegen "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    service = Service()
    yield Group(tmp_path, sitegen, service, monkeypatch)
    service.close()


SETTINGS = """
[feeds]
entries = 100

[digest]
period = "day"
sender = "Papers <papers@group.example>"
server = "127.0.0.1"
security = "none"
port = {port}

[[alert]]
name = "Bows"
query = "violin bow"

[[fetch]]
name = "daily"
kind = "url"
url = "{url}"
wait = 0.001
local_hosts = ["localhost"]
"""


def start(group, port):
    project = group.folder / "started"
    group.command(
        group.folder,
        "init",
        project,
        "--yes",
        "--url",
        "https://papers.example/",
        "--name",
        "Papers",
    )
    with (project / "sitegen.toml").open("a") as settings:
        settings.write(SETTINGS.format(port=port, url=group.service.url("/daily")))
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "remote", "add", "origin", group.repository)
    commit(project, "Start")
    return project


def check_times(site, newest):
    """Check that feed, sitemap and home page agree on when papers were new."""
    feed = lxml.etree.parse(site / "feed.xml").getroot()
    assert feed.findtext(f"{ATOM}updated") == f"{newest}T00:00:00Z"
    sitemap = lxml.etree.parse(site / "sitemap.xml").getroot()
    days = {
        Path(entry.findtext("{*}loc")).stem: entry.findtext("{*}lastmod")
        for entry in sitemap
        if "/papers/" in entry.findtext("{*}loc")
    }
    assert days == {name: values[2][:10] for name, values in entries(site).items()}
    assert max(days.values()) == newest
    new = {name for name, day in days.items() if day == newest}
    shown = date.fromisoformat(newest)
    title = f"{len(new)} on {shown.day} {shown:%B %Y}"
    assert title in (site / "new.html").read_text("utf-8")
    _, newest_list = (site / "index.html").read_text("utf-8").split("id=papers-newest", 1)
    listed = dict.fromkeys(re.findall(r"papers/([a-z]+-\d+)\.html", newest_list))
    assert set([*listed][: min(3, len(new))]) <= new


def letters(mailbox):
    """Return (address, ids of papers that the text part names) of each email, and forget them."""
    taken = []
    for address, content in mailbox.taken:
        text = message_from_bytes(content, policy=policy.default).get_body(("plain",)).get_content()
        taken.append((address, set(re.findall(r"papers/([a-z]+-\d+)\.html", text))))
    mailbox.taken.clear()
    return sorted(taken)


def check_secrets(folder):
    """Check that no address and no secret is in any file that the days left, unpacked."""
    words = [word.encode() for word in (ADA, BEN, *SECRETS.values())]
    count = 0
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if data[:2] == b"\x1f\x8b":
                data = gzip.decompress(data)
            elif data[:1] == b"x" and "objects" in path.parts:
                data = zlib.decompress(data)
            assert not [word for word in words if word in data], path
            count += 1
    assert count > 1000


def ids(papers):
    return {paper["id"] for paper in papers}


def test_three_days_of_a_collection(group):
    # Below 60 papers, lists of related papers are filled up with what is far, and change each day.
    papers = [record(number) for number in range(64)]
    kites = [record(number, "kite") for number in (64, 65, 66)]
    saffron = [record(number, "saffron") for number in (67, 68, 69)]
    basalt = [record(number, "basalt") for number in (70, 71, 72)]
    with mail_server() as (mailbox, port):
        group.set_day(23)
        project = start(group, port)
        assert "64 papers, 64 new" in group.add(project, "first.jsonl", papers)
        group.push(project)
        site = group.run_workflow("day-1") / "site"
        first = entries(site)
        assert first.keys() == ids(papers)
        assert tree(group.published("pages-1")) == tree(site)
        assert letters(mailbox) == [(ADA, ids(papers)), (BEN, ids(papers))]
        check_times(site, "2026-11-23")

        group.set_day(24)
        # The list of the day says, too, that an older paper was withdrawn.
        group.service.play("/daily", Reply(listing([*kites, papers[1] | {"status": "withdrawn"}])))
        site = group.run_workflow("day-2", "schedule") / "site"
        second = entries(site)
        assert second.keys() - first.keys() == ids(kites)
        assert [name for name in first if first[name] != second[name]] == ["violin-1"]
        assert second["violin-1"][:3] == first["violin-1"][:3]
        assert "ithdrawn" in second["violin-1"][3]
        assert "ithdrawn" in (site / "papers" / "violin-1.html").read_text("utf-8")
        assert letters(mailbox) == [(ADA, ids(kites)), (BEN, ids(kites))]
        check_times(site, "2026-11-24")

        group.set_day(25)
        left, right = group.clone("left"), group.clone("right")
        group.add(left, "papers.jsonl", saffron)
        group.add(right, "others.jsonl", basalt)
        for clone in (left, right):
            group.command(clone, "tags", "--write")
            assert "tags.toml" in git(clone, "diff", "--stat")
            commit(clone, "Topics")
        git(left, "pull", "--quiet", "--no-rebase", right, "main")
        group.push(left)
        site = group.run_workflow("day-3") / "site"
        third = entries(site)
        assert third.keys() - second.keys() == ids([*saffron, *basalt])
        assert {name: third[name] for name in second} == second
        assert group.shared_pages() > 0.85
        assert letters(mailbox) == [(address, ids([*saffron, *basalt])) for address in (ADA, BEN)]
        check_times(site, "2026-11-25")
        assert tree(group.published("pages-3")) == tree(site)
    # On another day and another machine, without a cache.
    group.set_day(27)
    clean = group.clone("clean")
    group.command(clean, "build", "-o", "site")
    assert tree(clean / "site") == tree(site)
    check_secrets(group.folder)
