"""The wheel: it contains all data files, and builds a site in an empty environment."""

import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import LISTING, ROOT


def installed_requirements(name, folders):
    """Return the names of the distributions that one in the folders requires, and those these do."""
    required, queue = set(), [next(metadata.distributions(name=name, path=map(str, folders)))]
    while queue:
        for requirement in map(Requirement, queue.pop().requires or ()):
            key = canonicalize_name(requirement.name)
            is_needed = not requirement.marker or requirement.marker.evaluate({"extra": ""})
            if is_needed and key not in required:
                required.add(key)
                queue.append(metadata.distribution(key))
    return required


def top_paths(distributions):
    """Return the files and folders of distributions in the folder of packages."""
    paths = set()
    for name in distributions:
        distribution = metadata.distribution(name)
        root = Path(distribution.locate_file(""))
        tops = {path.parts[0] for path in distribution.files} - {"..", "__pycache__"}
        paths |= {root / top for top in tops}
    return paths


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "-w", folder, ROOT],
        check=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_contains_theme_templates_and_word_lists(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "sitegen/theme/main.html",
        "sitegen/theme/assets/sitegen/sitegen.css",
        "sitegen/theme/assets/sitegen/fonts/inter-latin-400-normal.woff2",
        "sitegen/pages/templates/paper.md.j2",
        "sitegen/enrich/topics/words/stop.txt",
        "sitegen/init/files/github.yml",
        "sitegen/init/files/gitignore",
        "sitegen/enrich/related/static.vectors",
    ):
        assert needed in names
    sizes = {i.filename: i.compress_size for i in zipfile.ZipFile(wheel).infolist()}
    assert sizes.pop("sitegen/enrich/related/static.vectors") < 12_000_000
    assert sum(sizes.values()) < 2_600_000


def test_an_empty_environment_builds_a_site(wheel, tmp_path):
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    pip = [sys.executable, "-m", "pip", "--python", venv, "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-compile", "--no-deps", wheel], check=True)
    # What the wheel requires, and nothing else that is installed here.
    packages = next(venv.glob("lib/python*/site-packages"))
    requirements = installed_requirements("sitegen", [packages])
    assert {"mkdocs", "jinja2", "markupsafe"} <= requirements
    assert not {"pytest", "playwright", "pyarrow"} & requirements
    for path in top_paths(requirements):
        (packages / path.name).symlink_to(path)
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    result = subprocess.run(
        [venv / "bin" / "sitegen", "build", LISTING],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "site" / "papers").glob("*.html"))) == 119
    checked = subprocess.run([venv / "bin" / "sitegen", "check", "site"], cwd=tmp_path, check=False)
    assert checked.returncode == 0
