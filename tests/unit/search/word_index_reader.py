"""Read an index of words from its scripts, as words.js does."""

import json
import re

from tests.unit.search.script_text import decode_bytes

SCRIPT = re.compile(r'sitegenWords\.take\((\d+),("(?:[^"\\]|\\.)*"),"([^"]*)"\);\n')


def read_index(folder):
    """Return the header, and form -> [(number, level)]."""
    text = (folder / "words" / "index.js").read_text("utf-8")
    header = json.loads(text.removeprefix("sitegenWords.open(").removesuffix(");\n"))
    postings = {}
    for number in range(len(header["starts"])):
        script = (folder / "words" / header["version"] / f"{number}.js").read_text("utf-8")
        name, forms, content = SCRIPT.fullmatch(script).groups()
        assert int(name) == number
        values = list(_numbers(decode_bytes(content)))
        for term in json.loads(forms).split("|"):
            count, page, entries = values.pop(0), 0, []
            for value in values[:count]:
                page += value >> header["bits"]
                entries.append((page, value & (2 ** header["bits"] - 1)))
            del values[:count]
            for form in term.split(" "):
                assert header["starts"][number] <= form[:3]
                assert form not in postings
                postings[form] = entries
        assert values == []
    return header, postings


def _numbers(data):
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
