"""Scripts that hold values."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.scripts import render_call


@given(st.text(st.characters(), max_size=40))
def test_a_value_can_be_read_and_ends_neither_line_nor_script(text):
    script = render_call("f", [text])
    assert script.startswith("f(")
    assert script.endswith(");\n")
    assert json.loads(script[2:-3]) == [text]
    assert not set("<\u2028\u2029") & set(script)
    assert script.count("\n") == 1
    script.encode("utf-8")
