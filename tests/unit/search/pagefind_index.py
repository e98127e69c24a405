"""Write small indexes in the format of Pagefind 1.5."""

import gzip
import json
import zlib

import cbor2


def write_packed(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(b"pagefind_dcd" + cbor2.dumps(content), mtime=0))


def write_entry(folder, page_count):
    folder.mkdir(parents=True, exist_ok=True)
    entry = {"languages": {"en": {"hash": "en_m", "wasm": "en", "page_count": page_count}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))


def differences(postings):
    """Yield postings sorted by page, each page as the difference from the previous one."""
    last = 0
    for posting in sorted(postings):
        yield [posting[0] - last, *posting[1:]]
        last = posting[0]


def page_text(page):
    return json.dumps({**page, "tags": sorted(page["tags"])}, sort_keys=True).encode()


def write_index(folder, pages):
    """Write pages, ``(URL, {"words": …, "fields": …, "tags": …})``, with two words per chunk."""
    for name in ("index", "filter", "fragment"):
        (folder / name).mkdir(parents=True)
    fields = sorted({field for _, page in pages for field in page["fields"]})
    postings, tags = {}, {}
    # As Pagefind's names do, these hash the content with 7 digits and add some to be unique.
    fragments = [
        f"en_{zlib.crc32(page_text(page)) % 16**7:07x}{n}" for n, (_, page) in enumerate(pages)
    ]
    for number, (_, page) in enumerate(pages):
        for word in {*page["words"], *page["fields"].values()}:
            positions = [-25, *sorted(page["words"].get(word, []))]
            meta = []
            for field, value in sorted(page["fields"].items()):
                if value == word:
                    meta += [-1 - fields.index(field), 3]
            postings.setdefault(word, []).append([number, positions, meta])
        for tag in page["tags"]:
            tags.setdefault(tag, []).append(number)
        (folder / "fragment" / f"{fragments[number]}.pf_fragment").write_bytes(page_text(page))
    words = [[word, list(differences(postings[word])), []] for word in sorted(postings)]
    chunks = []
    for start in range(0, len(words), 2):
        chunk = words[start : start + 2]
        write_packed(folder / "index" / f"en_{start}.pf_index", [chunk])
        chunks.append([chunk[0][0], chunk[-1][0], f"en_{start}"])
    write_packed(folder / "filter" / "en_f.pf_filter", ["tag", list(tags.items())])
    entries = [[fragment, 7] for fragment in fragments]
    meta = ["1.5.2", entries, chunks, [["tag", "en_f"]], [["date", [0]]], fields]
    write_packed(folder / "pagefind.en_m.pf_meta", meta)
    write_entry(folder, len(pages))


def read_tree(folder):
    """Return the bytes of each file, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
