"""Which modules may reach other hosts: those of ``sitegen fetch``, of the digest, and of the preview."""

import ast
from pathlib import Path

import sitegen

#: Modules of Python and of libraries by which hosts are reached -> who may import them.
USERS = {
    "http.client": {"fetch"},
    "socket": {"fetch", "serve"},
    "ssl": {"fetch", "digest"},
    "smtplib": {"digest"},
    "http.server": {"serve"},
    "socketserver": {"serve"},
    # With [related] network = true, a model that the settings name is downloaded.
    "huggingface_hub": {"enrich"},
    "urllib.request": {"fetch"},
    "asyncio": set(),
    "ftplib": set(),
    "httpx": set(),
    "poplib": set(),
    "requests": set(),
    "urllib3": set(),
    "webbrowser": set(),
}


def network_imports():
    """Yield the part of sitegen and the network module of each import."""
    folder = Path(sitegen.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                module = next((m for m in USERS if name == m or name.startswith(f"{m}.")), None)
                if module:
                    yield path.relative_to(folder).parts[0], module


def test_only_fetch_and_the_digest_reach_other_hosts():
    imports = set(network_imports())
    assert {(part, module) for part, module in imports if part not in USERS[module]} == set()
    assert {("fetch", "http.client"), ("digest", "smtplib"), ("serve", "http.server")} <= imports
