"""The command records of tools/torture.py: what it looks for, and that hostile records show none."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))

from tortures.records import visit

ATTACKS = {
    "script": ("<script>window.pwned = 1</script>", {"script"}),
    "handler": ("<img src=x.png alt=x onerror='window.pwned = 1'>", {"script", "handler"}),
    "dialog": ("<script>alert(1)</script>", {"dialog"}),
    "request": ("<img src=http://127.0.0.2:8009/x.png alt=x>", {"request"}),
    "frame": ("<iframe></iframe>", {"element"}),
    "address": ("<a href='java\tscript:window.pwned = 1'>x</a>", {"address"}),
    "width": ("<div style='width:5000px'>x</div>", {"width"}),
    "policy": (
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><script>1</script>",
        {"violation"},
    ),
}


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_each_kind_of_attack_is_seen_on_a_page_without_protection(browser, serve, tmp_path):
    for name, (attack, _) in ATTACKS.items():
        text = f"<!doctype html><title>{name}</title>{attack}<p>{name}"
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    report = visit(browser, serve(tmp_path), [f"{name}.html" for name in ATTACKS])
    kinds = {name: set() for name in ATTACKS}
    for address, fault in report:
        kinds[address.removesuffix(".html")].add(fault.partition(":")[0])
    assert {name for name, (_, expected) in ATTACKS.items() if not expected <= kinds[name]} == set()


def test_hostile_records_run_nothing():
    options = ["--count", "100", "--pages", "8", "--seed", "3"]
    result = subprocess.run(
        [sys.executable, "tools/torture.py", "records", *options],
        cwd=ROOT, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    for browser in ("chrome", "firefox"):
        for scheme in ("http", "file"):
            assert f"{browser}, {scheme}: 8 pages, 0 faults" in result.stdout
