"""Sniffers and refusals look at hostile heads in linear time."""

import time

import pytest

from sitegen.sources.refusals import find_refusal
from sitegen.sources.registry import load_formats

HEAD_CHARS = 65_536
UNITS = ["\n", " \n", "\t", "#\n", "- ", "- \n", "a: \n", "a:\n", "[x]\n", "TY\n", "a\n", "A B, ",
         "%T \n", "\\\n", "from ", "(2001)", "1. ", "<!-- ", "---\n", "PT J\n", "title:\n  ", "a: b\n\t"]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("end", ["", "TY", "title: x\nauthor:"])
def test_no_head_takes_long(unit, end):
    head = unit * (HEAD_CHARS // len(unit)) + end
    for name, look in [
        *((entry.name, entry.sniff) for entry in load_formats()),
        ("refusal", lambda text: find_refusal(text, "x", None)),
    ]:
        start = time.process_time()
        look(head)
        assert time.process_time() - start < 1, name
