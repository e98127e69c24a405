"""The command damage of tools/torture.py, on few variants."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_damaged_files_lose_nothing_in_silence():
    command = [sys.executable, "tools/torture.py", "damage", "--variants", "1000", "--seed", "2"]
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1000 variants" in result.stdout
    assert "0 faults" in result.stdout
