"""What starts a build, and what a failed one leads to."""

import threading
import urllib.error
import urllib.request

import pytest

from sitegen.errors import BuildError, SitegenError
from sitegen.serve import Builder, serve_site, watched_paths
from sitegen.serve import server as module
from tests.unit.builds import make_config
from tests.unit.workspace.test_guard import wait_until


def test_sources_settings_theme_and_paths_of_the_settings(tmp_path):
    config = make_config(
        tmp_path, theme={"logo": tmp_path / "logo.svg", "overrides": tmp_path / "missing"},
        pages={"docs": tmp_path / "docs"}, related={"model": tmp_path / "model"},
    )  # fmt: skip
    sources = [str(tmp_path / "a.jsonl"), str(tmp_path / "gone")]
    watched = watched_paths(sources, tmp_path / "sitegen.toml", config)
    names = [path.name for path in watched]
    assert names[:3] == ["a.jsonl", "gone", "sitegen.toml"]
    assert {"docs", "logo.svg", "missing", "theme"} <= set(names)
    assert "model" not in names


class Rebuilds:
    """A builder that does what a list says, one item per change of a file."""

    def __init__(self, folder, steps):
        self.folder, self.steps, self.shown = folder, list(steps), []
        self.watched = folder / "source"
        self.watched.write_text("")

    def build(self):
        step = self.steps.pop(0)
        if isinstance(step, BaseException):
            raise step
        (self.folder / "site" / "index.html").write_text(step)

    def change(self):
        self.watched.write_text(self.watched.read_text() + "x")

    def show_changes(self):
        if self.shown:
            raise self.shown.pop()
        return False

    def builder(self):
        return Builder(self.build, self.show_changes, lambda: [self.watched])


def get(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def serve(folder, steps, monkeypatch, ending=KeyboardInterrupt):
    """Serve until a build raises KeyboardInterrupt; return what was shown after each step."""
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("first")
    rebuilds, servers = Rebuilds(folder, [*steps, ending()]), []
    create = module.SiteServer

    def remember(*arguments):
        servers.append(create(*arguments))
        return servers[0]

    monkeypatch.setattr(module, "SiteServer", remember)
    shown = []

    def visit():
        wait_until(lambda: servers)
        first = servers[0]._epoch
        for _ in steps:
            rebuilds.change()
            wait_until(lambda: servers[0]._epoch - first > len(shown))
            shown.append(get(servers[0].url))
        rebuilds.change()

    visitor = threading.Thread(target=visit)
    visitor.start()
    serve_site(rebuilds.builder(), folder / "site", host="127.0.0.1", port=0)
    visitor.join()
    return shown


def test_any_failure_is_shown_and_the_next_good_build_too(tmp_path, monkeypatch, caplog):
    caplog.set_level("INFO", "sitegen")
    steps = [
        SitegenError("a.bib:3: <b> is not good"),
        ZeroDivisionError("division"),
        SystemExit(3),
        RecursionError(),
        "mended",
    ]
    shown = serve(tmp_path, steps, monkeypatch)
    assert "a.bib:3: &lt;b&gt; is not good" in shown[0]
    assert "internal error: ZeroDivisionError: division" in shown[1]
    assert "SystemExit" in shown[2]
    assert "RecursionError" in shown[3]
    assert shown[4].startswith("mended")
    assert "sitegen: a.bib:3: <b> is not good" in caplog.text
    assert "Traceback" not in caplog.text
    assert caplog.messages[-1] == "Stopped."


def test_a_preview_that_fails_is_left_to_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(Rebuilds, "show_changes", lambda _self: 1 / 0)
    assert serve(tmp_path, ["built"], monkeypatch)[0].startswith("built")


def test_a_preview_is_shown_before_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(Rebuilds, "show_changes", lambda _self: True)
    shown = []
    monkeypatch.setattr(module.SiteServer, "show", lambda *arguments: shown.append(arguments[1:]))
    rebuilds = Rebuilds(tmp_path, [SitegenError("x"), KeyboardInterrupt()])
    timers = [threading.Timer(delay, rebuilds.change) for delay in (0.5, 2)]
    for timer in timers:
        timer.start()
    serve_site(rebuilds.builder(), tmp_path, host="127.0.0.1", port=0)
    assert shown == [(), ("x",), ()]


def test_an_address_that_is_no_address_of_this_machine_is_an_error(tmp_path):
    rebuilds = Rebuilds(tmp_path, [])
    with pytest.raises(BuildError, match=r"192\.0\.2\.1:0: can't be served"):
        serve_site(rebuilds.builder(), tmp_path, host="192.0.2.1", port=0)
