"""Score tags and related papers by human judgements, next to published systems.

    python benchmarks/quality.py EVALUATION_FOLDER [--model FOLDER] [--yake] [--papers FILE]

EVALUATION_FOLDER contains evaluate_related.py, evaluate_tags.py, evaluate_reasons.py (which
requires wordfreq), and data/ with the papers and judgements of CSFCube (Mysore et al. 2021), papers
with their authors' keywords, and Inspec's abstracts with indexers' keywords (Hulth 2003). Each
method runs in a separate process, ``sitegen export``, and is scored by those scripts. CPU seconds
are those of the whole process, start and reading included: with lists of 8 papers, as a site has
them, and with the lists of 200 that are scored. ``--model``: a sentence-transformer in ONNX for the
method "transformer"; the first run computes its vectors, the second reads them from their cache.
``--yake``: also run YAKE (pip install yake) on the papers with keywords. ``--papers FILE``: another
collection, JSON lines with title and abstract by id, whose reasons are scored.

SPECTER's scores are those of the ranking that its authors publish with the collection, MiniLM's
those of its vectors without anything else; both come from the same script and the same half.
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

#: Method -> targets: MAP, NDCG%20, CPU seconds per 1,000 papers.
TARGETS = {"lexical": (30, 51, 0.5), "static": (37, 58, 1), "transformer": (40, 61, 100)}
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "hf-papers-transformers.txt"
#: Length of the lists that are scored; a site has 8.
LONG = 200
#: System, MAP, NDCG%20.
BASELINES = (("SPECTER", 31.1, 49.4), ("MiniLM alone", 37.0, 57.9))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--yake", action="store_true")
    parser.add_argument("--papers", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        score_related(arguments.folder, arguments.model, Path(name))
        score_tags(arguments.folder, Path(name), with_yake=arguments.yake)
        score_indexers(arguments.folder, Path(name))
        score_reasons(arguments.folder, arguments.papers, Path(name))


def score_related(folder: Path, model: Path | None, work: Path) -> None:
    papers = folder / "data" / "csfcube-papers.jsonl"
    size = len(papers.read_text(encoding="utf-8").splitlines())
    print(f"Related papers: CSFCube, {size} papers, development half; target in brackets")
    print(
        "method        MAP          NDCG%20      CPU s/1,000 lists of 8   of 200  largest  in none"
    )
    for name, mean_precision, gain in BASELINES:
        print(f"{name:12}  {mean_precision:4.1f}         {gain:4.1f}")
    for method, (map_target, gain_target, cost_target) in TARGETS.items():
        if method == "transformer" and model is None:
            print("transformer   not run; requires --model FOLDER")
            continue
        settings = f'[related]\nmethod = "{method}"\nmodel = "{model.resolve() if model else ""}"\n'
        short, out = export(papers, work, settings, 8)
        largest, orphans = measure_spread(out)
        long, out = export(papers, work, settings, LONG)
        gold = folder / "data" / "csfcube-dev.json"
        output = run_script(folder / "evaluate_related.py", gold, out)
        scores = dict(re.findall(r"(\S+) (\d+\.\d)", output.splitlines()[-1]))
        print(
            f"{method:12}  {scores['MAP']} ({map_target})    {scores['NDCG%20']} ({gain_target})"
            f"    {1000 * short / size:6.2f} ({cost_target})"
            f" {1000 * long / size:15.2f} {100 * largest:7.1f}% {100 * orphans:7.2f}%"
        )


def measure_spread(out: Path) -> tuple[float, float]:
    """Return the share of lists with the most frequent paper, and that of papers in no list."""
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    lists = Counter(entry["id"] for row in rows for entry in row["related"])
    return max(lists.values()) / len(rows), 1 - len(lists) / len(rows)


def score_tags(folder: Path, work: Path, *, with_yake: bool) -> None:
    papers = folder / "data" / "keywords-dev-papers.jsonl"
    gold = folder / "data" / "keywords-dev-gold.jsonl"
    size = len(papers.read_text(encoding="utf-8").splitlines())
    spent, out = export(papers, work, "", 0)
    print(f"\nTags: {size} papers with their authors' keywords")
    print(
        "targets: F1@5 22, 97% of papers with 3, under 8% of tags on one paper, 0 doubled, top 20%"
    )
    print(f"sitegen, {1000 * spent / size:.2f} CPU s/1,000 (1):")
    print(run_script(folder / "evaluate_tags.py", gold, out))
    if with_yake:
        print("YAKE, the 10 best of each paper:")
        print(
            run_script(
                folder / "evaluate_tags.py", gold, write_yake_tags(papers, work / "yake.jsonl")
            )
        )
    else:
        print("YAKE (README of the judgements): F1@5 14.5, 90% of tags on one paper, 1,092 doubled")


def score_indexers(folder: Path, work: Path) -> None:
    _, out = export(folder / "data" / "inspec-papers.jsonl", work, "", 0)
    print("\nTags: Inspec, indexers' keywords; targets: F1@5 14, 10% of tags on one paper")
    print(run_script(folder / "evaluate_tags.py", folder / "data" / "inspec-gold.jsonl", out))


def score_reasons(folder: Path, papers: Path | None, work: Path) -> None:
    print("\nReasons; targets: 85% specific or bridged, at most 5% generic, 3% repeated")
    # The example is a listing; its own export has the ids by which the script looks papers up.
    _, plain = export(EXAMPLE, work, "", 0)
    listed = plain.rename(work / "example.jsonl")
    collections = [("the example", EXAMPLE, listed)]
    collections += [(name, path, path) for name, path in reason_papers(folder, papers)]
    for name, source, texts in collections:
        _, out = export(source, work, "", 8)
        print(f"{name}: {run_script(folder / 'evaluate_reasons.py', texts, out)}")


def reason_papers(folder: Path, papers: Path | None) -> list[tuple[str, Path]]:
    """Return the names and files of the collections whose reasons are scored."""
    inspec = [("Inspec", folder / "data" / "inspec-papers.jsonl")]
    return inspec if papers is None else [(papers.stem, papers), *inspec]


def write_yake_tags(papers: Path, out: Path) -> Path:
    import yake

    extractor = yake.KeywordExtractor(lan="en", n=3, top=10)
    with papers.open(encoding="utf-8") as file, out.open("w", encoding="utf-8") as target:
        for paper in map(json.loads, file):
            keywords = extractor.extract_keywords(f"{paper['title']}. {paper['abstract']}")
            row = {"id": paper["id"], "tags": [keyword for keyword, _ in keywords]}
            target.write(json.dumps(row) + "\n")
    return out


def export(papers: Path, work: Path, settings: str, count: int) -> tuple[float, Path]:
    """Export papers with ``count`` related papers each; return the CPU seconds and the file."""
    config, out = work / "sitegen.toml", work / "out.jsonl"
    config.write_text(settings, encoding="utf-8")
    if count < LONG:
        # The first run of a method pays for its vectors.
        (work / ".sitegen" / "vectors.sqlite").unlink(missing_ok=True)
    command = [sys.executable, "-m", "sitegen", "export", papers, "-c", config, "-q", "-o", out]
    command += ["--related", str(count)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: failed")
    return usage.ru_utime + usage.ru_stime, out


def run_script(path: Path, *arguments: Path) -> str:
    command = [sys.executable, path, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
