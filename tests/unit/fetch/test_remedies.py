"""Each failure of a source says what to do."""

import ast
from pathlib import Path

import sitegen.fetch


def messages():
    """Yield the place and the written parts of each message of a FetchError."""
    folder = Path(sitegen.fetch.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FetchError":
                parts = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                calls = [n for n in ast.walk(node.args[0]) if isinstance(n, ast.Call)]
                yield f"{path.name}:{node.lineno}", "".join(map(str, parts)), calls


def test_messages_have_a_fault_and_a_remedy():
    places = []
    for place, text, calls in messages():
        places.append(place)
        # What another function has written ends in its remedy; so does the start of an answer.
        is_whole = not text.strip(": ") or any(getattr(c.func, "id", "") == "_start" for c in calls)
        assert is_whole or text.count("; ") >= 1 or text.endswith("records came"), (place, text)
    assert len(places) > 25
