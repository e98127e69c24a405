"""Fixtures of browser tests: servers of built sites, Chromium, Firefox and Node."""

import contextlib
import functools
import http.server
import json
import subprocess
import threading
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.conftest import need

HERE = Path(__file__).parent
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--process-per-site",
]  # fmt: skip
# Busy machines take their time; only tests that fail wait so long.
expect.set_options(timeout=20_000)
LAPTOP = {"width": 1280, "height": 900}
ALLOWED_URLS = ("http://127.0.0.1:", "file:", "data:", "blob:")
CHROME_ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FIREFOX_ON_MACOS = "/Applications/Firefox.app/Contents/MacOS/firefox"


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def serve():
    """Serve folders on free ports: a function from folder to URL, which ends with a slash."""
    servers = []

    def start(folder):
        handler = functools.partial(_QuietHandler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        # A server looks that often whether it is to end: with the default, 0.5 s each.
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def root_address(serve, example_site):
    return serve(example_site)


@pytest.fixture(scope="session")
def subpath_address(serve, example_site):
    """The site in a subfolder of a server, as on GitHub Pages."""
    return serve(example_site.parent) + "site/"


@pytest.fixture(scope="session")
def disk_address(example_site):
    return "file://" + quote(str(example_site)) + "/"


@pytest.fixture(scope="session")
def records_address(serve, records_site):
    return serve(records_site)


@pytest.fixture(scope="session")
def build_records(sitegen, tmp_path_factory):
    """Build a site of records: a function from a folder's name, records and settings to the site."""

    def build(name, records, settings="", tags=""):
        folder = tmp_path_factory.mktemp(name)
        text = "".join(json.dumps(record) + "\n" for record in records)
        (folder / "papers.jsonl").write_text(text, "utf-8")
        (folder / "sitegen.toml").write_text(settings, "utf-8")
        if tags:
            (folder / "tags.toml").write_text(tags, "utf-8")
        run = sitegen("build", "papers.jsonl", "-o", "site", "-q", cwd=folder)
        assert run.returncode == 0, run.stderr
        return folder / "site"

    return build


SCHEMES = ("http", "file")


def find_address(scheme, serve, folder):
    """Return the address of a site, on a server or from disk."""
    return serve(folder) if scheme == "http" else f"file://{quote(str(folder))}/"


@pytest.fixture(params=SCHEMES)
def address_of(request, serve):
    """Return a function from the folder of a site to its address, on a server and from disk."""
    return functools.partial(find_address, request.param, serve)


@pytest.fixture(scope="session")
def chromium_path():
    if Path(CHROME_ON_MACOS).exists():
        return CHROME_ON_MACOS
    return need(
        "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"
    )


@pytest.fixture(scope="session")
def firefox_path():
    if Path(FIREFOX_ON_MACOS).exists():
        return FIREFOX_ON_MACOS
    return need("firefox-esr", "firefox")


@pytest.fixture(scope="session")
def chromium(chromium_path):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium, serve, tmp_path_factory):
    """Browser contexts that live as long as the session: a function from options to a context.

    The first page of a process starts it, loads fonts and compiles scripts, which takes a second of
    CPU time. So each context has a page on a server and one from disk that stay open, and the pages
    of tests share their processes. Pages have their own history; storage is cleared after each test.
    """
    folder = tmp_path_factory.mktemp("empty")
    (folder / "index.html").write_text("<!doctype html><title>Empty</title>", "utf-8")
    addresses = (serve(folder), f"{folder.as_uri()}/index.html")
    opened = {}

    def find_context(options):
        key = repr(sorted(options.items()))
        if key not in opened:
            opened[key] = chromium.new_context(**options)
            for address in addresses:
                opened[key].new_page().goto(address)
        return opened[key]

    yield find_context
    for context in opened.values():
        context.close()


@contextlib.contextmanager
def watched_pages(contexts):
    """Give a function that opens pages; they fail on faults of scripts and requests to other hosts.

    Its options are those of ``new_context``. At the end, pages are closed and their storage cleared.
    """
    pages, origins, faults = [], set(), []

    def watch(request):
        address = urlsplit(request.url)
        origins.add(f"{address.scheme}://{address.netloc}")
        if not request.url.startswith(ALLOWED_URLS):
            faults.append(request.url)

    def open_one(**options):
        page = contexts({"viewport": LAPTOP, **options}).new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.on("request", watch)
        pages.append(page)
        return page

    yield open_one
    for page in pages:
        session = page.context.new_cdp_session(page)
        for origin in origins:
            stored = {"origin": origin, "storageTypes": "all"}
            session.send("Storage.clearDataForOrigin", stored)
        page.close()
    assert faults == []


@pytest.fixture
def open_page(contexts):
    with watched_pages(contexts) as open_one:
        yield open_one


@pytest.fixture
def page(open_page):
    """A page of the width of a laptop."""
    return open_page()


@pytest.fixture(scope="session")
def node():
    program = need("node")
    if not (HERE / "node_modules" / "puppeteer-core").is_dir():
        need("puppeteer-core (npm)")

    def run(script, *arguments, stdin=""):
        command = [program, HERE / script, *map(str, arguments)]
        result = subprocess.run(
            command, input=stdin, capture_output=True, text=True, timeout=180, check=False
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


@pytest.fixture(scope="session")
def axe():
    path = HERE / "node_modules" / "axe-core" / "axe.min.js"
    assert path.is_file(), "run tests/install-browsers"
    return path.read_text(encoding="utf-8")
