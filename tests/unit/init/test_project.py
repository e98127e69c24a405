"""The files of a new collection: valid, complete, and never in place of others."""

import re
import subprocess
import textwrap
import tomllib

import pytest
import yaml

from sitegen.config import read_config
from sitegen.errors import SitegenError
from sitegen.init import Choices, FetchChoices, create_project
from sitegen.init.project import HOSTS, render_files
from tests.conftest import ROOT

EVERYTHING = Choices(
    'Engines "of" any \\ kind',
    "<b>Ada's</b> *list*.",
    "https://example.org/engines/",
    FetchChoices(
        ("cs:cs:LG", "stat"), has_daily_papers=True, feeds=("https://example.org/a.xml",),
        contact="ada@example.org",
    ),
    HOSTS,
)  # fmt: skip


@pytest.fixture(scope="module")
def files():
    return dict(render_files(EVERYTHING))


def test_the_settings_are_what_was_chosen(tmp_path):
    names = [name for name, is_new in create_project(tmp_path, EVERYTHING) if is_new]
    assert "sources/.gitkeep" in names
    config = read_config(tmp_path / "sitegen.toml")
    assert (config.site.name, config.site.description) == (EVERYTHING.name, EVERYTHING.description)
    assert config.site.sources == [str(tmp_path / "sources")]
    assert [(e.name, e.kind, e.contact) for e in config.fetch] == [
        ("arxiv", "oai", "ada@example.org"),
        ("hugging-face", "hugging-face", "ada@example.org"),
        ("feed-1", "feed", "ada@example.org"),
    ]
    assert config.fetch[0].sets == ["cs:cs:LG", "stat"]
    assert config.pages.docs == tmp_path / "docs"


def test_answers_are_single_lines(tmp_path):
    choices = Choices("a\n[evil]\x1b", "b\r\nc", "", FetchChoices(("cs\nx",)))
    dict(create_project(tmp_path, choices))
    config = read_config(tmp_path / "sitegen.toml")
    assert (config.site.name, config.site.description) == ("a [evil]", "b c")
    assert config.fetch[0].sets == ["cs x"]


def test_nothing_that_is_there_is_changed(tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\nname = "Mine"\n')
    (tmp_path / ".gitignore").symlink_to("nowhere")
    written = dict(create_project(tmp_path, EVERYTHING))
    assert not written["sitegen.toml"]
    assert not written[".gitignore"]
    assert written["tags.toml"]
    assert (tmp_path / "sitegen.toml").read_text() == '[site]\nname = "Mine"\n'
    assert not any(is_new for _, is_new in create_project(tmp_path, EVERYTHING))


def test_what_can_not_be_written_or_set_is_said(tmp_path):
    (tmp_path / "docs").write_text("a file")
    with pytest.raises(SitegenError, match="docs: is a file, and has to be a folder"):
        list(create_project(tmp_path, EVERYTHING))
    with pytest.raises(SitegenError, match="must be a web address"):
        list(create_project(tmp_path / "b", Choices("A", url="nowhere")))


def test_without_a_source_to_fetch_an_example_is_shown():
    text = dict(render_files(Choices("A", hosts=())))["sitegen.toml"]
    assert "# [[fetch]]" in text
    shown = "\n".join(line.removeprefix("# ") for line in text.splitlines() if "=" in line)
    assert 'kind = "oai"' in shown
    assert "fetch" not in tomllib.loads(text)


def test_pages_have_no_markup_of_answers(files):
    assert "<b>" not in files["docs/about.md"]


# ---- Workflows -------------------------------------------------------------------------------------------


def steps_of(job):
    return [step.get("run") or step["uses"] for step in job["steps"]]


def test_the_workflow_of_github_builds_daily_and_stops_at_a_loss(files):
    workflow = yaml.safe_load(files[".github/workflows/site.yml"])
    triggers = workflow[True]  # YAML 1.1 reads "on" as true
    assert {"push", "schedule", "workflow_dispatch"} <= triggers.keys()
    assert workflow["concurrency"] == {"group": "site", "cancel-in-progress": False}
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    steps = steps_of(build)
    order = [
        next(i for i, step in enumerate(steps) if sign in step)
        for sign in ("cache/restore", "tar -xf", "sitegen fetch", "sitegen add", '--max-loss "$MAX_LOSS"',
                     "git push", "tar --posix", "cache/save", "upload-pages-artifact")
    ]  # fmt: skip
    assert order == sorted(order)
    assert build["steps"][-1]["with"] == {"path": "site", "include-hidden-files": True}
    assert deploy["needs"] == "build"
    uses = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert all(action.startswith("actions/") and "@v" in action for action in uses)
    assert workflow["permissions"] == {"contents": "read"}
    # A run by hand may let more papers go.
    default = triggers["workflow_dispatch"]["inputs"]["max_loss"]["default"]
    (variables,) = [step["env"] for step in build["steps"] if "MAX_LOSS" in step.get("env", {})]
    assert variables["MAX_LOSS"] == f"${{{{ inputs.max_loss || {default} }}}}"


def test_the_workflow_of_gitlab_has_the_same_steps(files):
    jobs = yaml.safe_load(files[".gitlab-ci.yml"])
    script = "\n".join(jobs["site"]["script"])
    signs = (
        "tar -xf",
        "sitegen fetch",
        "sitegen add",
        '--max-loss "$MAX_LOSS"',
        "tar --posix",
        "git push",
    )
    positions = [script.index(sign) for sign in signs]
    assert positions == sorted(positions)
    assert jobs["variables"]["MAX_LOSS"]["value"] == "20"
    assert jobs["site"]["resource_group"] == "site"
    assert jobs["site"]["pages"]["publish"] in jobs["site"]["artifacts"]["paths"]


def test_shell_scripts_of_workflows_have_no_faults(files):
    scripts = []
    for name in (".github/workflows/site.yml", ".gitlab-ci.yml"):
        workflow = yaml.safe_load(files[name])
        jobs = workflow.get("jobs") or {
            k: v for k, v in workflow.items() if k in {"site", "sources"}
        }
        for job in jobs.values():
            scripts += job.get("script", [])
            scripts += [step["run"] for step in job.get("steps", []) if "run" in step]
    assert len(scripts) > 10
    text = "\n".join(f"f{n}() {{\n{script}\n}}" for n, script in enumerate(scripts))
    subprocess.run(["bash", "-n"], input=text, text=True, check=True)


@pytest.mark.parametrize(
    ("code", "status"), [("", 0), ("0", 0), ("3", 0), ("4", 0), ("5", 1), ("1", 1)]
)
def test_the_run_is_red_if_a_source_failed(files, code, status):
    job = yaml.safe_load(files[".github/workflows/site.yml"])["jobs"]["sources"]
    script = job["steps"][0]["run"]
    result = subprocess.run(["bash", "-ec", script], env={"CODE": code}, capture_output=True)
    assert result.returncode == status


def test_the_settings_of_the_guide_are_valid_in_a_new_project(tmp_path):
    text = (ROOT / "docs" / "groups.md").read_text("utf-8")
    blocks = re.findall(r"(?:^    .*\n|^\n)+", text, re.MULTILINE)
    settings = [textwrap.dedent(block) for block in blocks if "    [" in block]
    assert len(settings) == 3
    for number, block in enumerate(settings):
        folder = tmp_path / str(number)
        list(create_project(folder, EVERYTHING))
        with (folder / "sitegen.toml").open("a") as stream:
            stream.write(block)
        assert read_config(folder / "sitegen.toml").alert or "[digest]" in block
