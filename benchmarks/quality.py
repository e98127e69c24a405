"""How good tags and related papers are, by human judgements, beside published systems.

    python benchmarks/quality.py EVALUATION_FOLDER [--model FOLDER] [--yake]

EVALUATION_FOLDER holds evaluate_related.py, evaluate_tags.py and data/ with CSFCube's papers and
judgements (Mysore et al. 2021) and papers with their authors' keywords. Each method is a process of
its own, ``sitegen export``, scored by those scripts. CPU seconds are of a whole process, start and
reading included: once with lists of 8, what a site needs, once with the lists of 200 that are
scored. ``--model``: a sentence-transformer in ONNX for the method transformer; its vectors are
made for the first and come from their cache for the second.
``--yake``: also runs YAKE (pip install yake) on the papers with keywords.

SPECTER's figures are those of the ranking that its authors publish with the collection, MiniLM's of
its vectors alone; both were scored by the same script on the same half.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

TARGETS = {"lexical": (30, 51, 0.5), "static": (37, 58, 1), "transformer": (40, 61, 100)}
LONG = 200
BASELINES = (("SPECTER", 31.1, 49.4), ("MiniLM alone", 37.0, 57.9))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--yake", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        related(arguments.folder, arguments.model, Path(name))
        tags(arguments.folder, Path(name), with_yake=arguments.yake)


def related(folder: Path, model: Path | None, work: Path) -> None:
    papers = folder / "data" / "csfcube-papers.jsonl"
    size = len(papers.read_text(encoding="utf-8").splitlines())
    print(f"Related papers: CSFCube, {size} papers, development half; target in brackets")
    print(
        "method        MAP          NDCG%20      CPU s/1,000 lists of 8   of 200  largest  in none"
    )
    for name, mean_precision, gain in BASELINES:
        print(f"{name:12}  {mean_precision:4.1f}         {gain:4.1f}")
    for method, (map_wanted, gain_wanted, cost_wanted) in TARGETS.items():
        if method == "transformer" and model is None:
            print("transformer   not run: give --model FOLDER")
            continue
        settings = f'[related]\nmethod = "{method}"\nmodel = "{model.resolve() if model else ""}"\n'
        short, out = export(papers, work, settings, 8)
        largest, orphans = spread(out)
        long, out = export(papers, work, settings, LONG)
        gold = folder / "data" / "csfcube-dev.json"
        printed = script(folder / "evaluate_related.py", gold, out)
        found = dict(re.findall(r"(\S+) (\d+\.\d)", printed.splitlines()[-1]))
        print(
            f"{method:12}  {found['MAP']} ({map_wanted})    {found['NDCG%20']} ({gain_wanted})"
            f"    {1000 * short / size:6.2f} ({cost_wanted})"
            f" {1000 * long / size:15.2f} {100 * largest:7.1f}% {100 * orphans:7.2f}%"
        )


def spread(out: Path) -> tuple[float, float]:
    """Return the share of all lists that the most listed paper is in, and of papers in none."""
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    lists = Counter(entry["id"] for row in rows for entry in row["related"])
    return max(lists.values()) / len(rows), 1 - len(lists) / len(rows)


def tags(folder: Path, work: Path, *, with_yake: bool) -> None:
    papers = folder / "data" / "keywords-dev-papers.jsonl"
    gold = folder / "data" / "keywords-dev-gold.jsonl"
    size = len(papers.read_text(encoding="utf-8").splitlines())
    spent, out = export(papers, work, "", 0)
    print(f"\nTags: {size} papers with their authors' keywords")
    print(
        "targets: F1@5 22, 97% of papers with 3, under 8% of tags on one paper, 0 doubled, top 20%"
    )
    print(f"sitegen, {1000 * spent / size:.2f} CPU s/1,000 (1):")
    print(script(folder / "evaluate_tags.py", gold, out))
    if with_yake:
        print("YAKE, best 10 of each paper:")
        print(script(folder / "evaluate_tags.py", gold, yake_tags(papers, work / "yake.jsonl")))
    else:
        print("YAKE (README of the judgements): F1@5 14.5, 90% of tags on one paper, 1,092 doubled")


def yake_tags(papers: Path, out: Path) -> Path:
    import yake

    extractor = yake.KeywordExtractor(lan="en", n=3, top=10)
    with papers.open(encoding="utf-8") as file, out.open("w", encoding="utf-8") as written:
        for paper in map(json.loads, file):
            found = extractor.extract_keywords(f"{paper['title']}. {paper['abstract']}")
            written.write(json.dumps({"id": paper["id"], "tags": [k for k, _ in found]}) + "\n")
    return out


def export(papers: Path, work: Path, settings: str, count: int) -> tuple[float, Path]:
    """Return the CPU seconds of an export, and the file that it wrote."""
    config, out = work / "sitegen.toml", work / "out.jsonl"
    config.write_text(settings, encoding="utf-8")
    if count < LONG:
        (work / ".sitegen" / "vectors.sqlite").unlink(missing_ok=True)
    command = [sys.executable, "-m", "sitegen", "export", papers, "-c", config, "-q", "-o", out]
    command += ["--related", str(count)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: failed")
    return usage.ru_utime + usage.ru_stime, out


def script(path: Path, *arguments: Path) -> str:
    command = [sys.executable, path, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
