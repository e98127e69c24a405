"""The development server: changed sources are rebuilt, and the pages reload."""

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


@pytest.fixture
def server(tmp_path):
    (tmp_path / "papers.jsonl").write_text('{"title": "First title", "abstract": "On graphs."}\n')
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "sitegen", "serve", "papers.jsonl", "--port", "0"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    output = ""
    while "Serving on" not in output:
        line = process.stdout.readline()
        assert line, output
        output += line
    yield re.search(r"Serving on (http://127\.0\.0\.1:\d+/)", output).group(1), tmp_path, process
    process.terminate()
    process.communicate(timeout=30)


def get(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.read().decode("utf-8")


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not true within {seconds} s"
        time.sleep(0.2)


def test_a_change_is_served_and_a_fault_is_shown_until_it_is_mended(server):
    address, folder, process = server
    home = get(address)
    assert "First title" in home
    assert "livereload" in home
    assert "livereload" not in (folder / "site" / "index.html").read_text("utf-8")
    (folder / "papers.jsonl").write_text('{"title": "Second title", "abstract": "On trees."}\n')
    wait_for(lambda: "Second title" in get(address))
    (folder / "papers.jsonl").write_text("broken {\n")
    line = ""
    while "no paper could be read" not in line:
        line = process.stdout.readline()
    wait_for(lambda: "<pre>no paper could be read. papers.jsonl:1: " in get(address))
    assert "Second title" in (folder / "site" / "index.html").read_text("utf-8")
    (folder / "papers.jsonl").write_text('{"title": "Third title", "abstract": "On forests."}\n')
    wait_for(lambda: "Third title" in get(address))
    # Settings that were not there when the server started, and sources that they name.
    settings = folder / "sitegen.toml"
    settings.write_text('[site]\nname = "Another name"\n')
    wait_for(lambda: "Another name" in get(address))
    settings.write_text("[site]\nname = 3\n")
    wait_for(lambda: "could not be built" in get(address))
    settings.unlink()
    wait_for(lambda: "<title>Papers</title>" in get(address))
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 128 + signal.SIGTERM


def test_an_edited_paper_is_shown_before_the_rest_is_built(server):
    address, folder, process = server
    source = folder / "papers.jsonl"
    source.write_text(
        '{"id": "a", "title": "One", "abstract": "On graphs."}\n'
        '{"id": "b", "title": "Two", "abstract": "On trees."}\n'
    )
    wait_for(lambda: "On trees" in get(f"{address}papers-by-title.html"))
    source.write_text(source.read_text().replace("On trees.", "On old oaks and young birches."))
    line = ""
    while "The edited paper is shown" not in line:
        line = process.stdout.readline()
    assert "young birches" in get(f"{address}papers/b.html")
    # The following build updates the lists.
    wait_for(lambda: "young birches" in get(f"{address}papers-by-title.html"))
    assert "young birches" in get(f"{address}papers/b.html")
