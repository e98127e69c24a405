"""Read damaged files: no uncaught exception, no hang, and no record that is lost in silence.

A record that the damage leaves whole has to be a paper, or counted by a diagnostic. A damaged one
has to be one of both, too, unless its bytes are gone.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sitegen.collection import collect
from sitegen.paper import EnrichedPaper
from sitegen.publish import Records, render_export
from sitegen.sources.reader import read_all
from tortures.samples import build_samples, load_fixtures
from tortures.variants import draw_variant
from tortures.workers import Pool

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from tortures.samples import Sample
    from tortures.variants import Variant

TIMEOUT_S = 5.0
_REPORTED = "please report it"
#: A part of a warning about text that may be a record without a start.
_DOUBT = "missing that starts a record"
_MAX_EXAMPLES = 8
#: Variants between two lines that say how far the run is.
_PROGRESS_STEP = 1_000


@dataclass
class Reading:
    """What a file gave: the titles of its papers, and the number of records in diagnostics."""

    titles: list[str] = field(default_factory=list)
    accounted: int = 0
    messages: list[str] = field(default_factory=list)
    missing: int = 0


@dataclass
class Outcome:
    """What one variant showed.

    Attributes:
        faults: (kind, detail) of each broken promise.
        collateral: whole records that were lost with a diagnostic.
    """

    faults: list[tuple[str, str]] = field(default_factory=list)
    collateral: int = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--variants", type=int, default=2_000, help="number of damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="number of processes")
    parser.add_argument("--only", help="samples whose names contain this text")
    parser.add_argument("--number", type=int, help="one variant; print it and what it gives")
    parser.add_argument("--verbose", action="store_true", help="list collateral losses")


def run(arguments: argparse.Namespace) -> int:
    samples = [s for s in [*build_samples(), *load_fixtures()] if (arguments.only or "") in s.name]
    if not samples:
        print(f"no sample has “{arguments.only}” in its name")
        return 1
    torture = Torture(samples, arguments.seed)
    for sample in torture.generated:
        count = len(torture.baselines[sample.name].titles)
        if count != len(sample.spans):
            print(f"{sample.name}: {count} of {len(sample.spans)} records are read undamaged")
            return 1
    if arguments.number is not None:
        return _show(torture, arguments.number)
    return _report(torture, arguments)


def _report(torture: Torture, arguments: argparse.Namespace) -> int:
    examples: dict[tuple[str, str], list[str]] = {}
    collateral: Counter[str] = Counter()
    start = time.monotonic()
    pool = Pool(torture.check, arguments.jobs, TIMEOUT_S)
    for number, outcome in _with_progress(pool.run(range(arguments.variants))):
        variant = torture.variant(number)
        name = f"{variant.name} ({variant.kind})"
        faults = [("hang", f"over {TIMEOUT_S:.0f} s")] if outcome is None else outcome.faults
        for fault in faults:
            examples.setdefault(fault, []).append(f"{name} --number {number}")
        if outcome and outcome.collateral:
            collateral[name] += outcome.collateral
            if arguments.verbose:
                print(f"collateral {outcome.collateral}: {name} --number {number}")
    for (kind, detail), names in sorted(examples.items(), key=lambda item: -len(item[1])):
        print(f"{kind}, {len(names)} times: {detail}")
        for name in names[:_MAX_EXAMPLES]:
            print(f"    {name}")
    for name, count in collateral.most_common(_MAX_EXAMPLES):
        print(f"whole records lost with a diagnostic: {count} in {name}")
    broken = sum(map(len, examples.values()))
    print(
        f"{arguments.variants} variants of {len(torture.samples)} samples, seed {arguments.seed}: "
        f"{broken} faults, {sum(collateral.values())} whole records lost with a diagnostic, "
        f"{time.monotonic() - start:.0f} s"
    )
    return int(broken > 0)


def _with_progress(results: Iterator[tuple[int, Outcome | None]]) -> Iterator[Any]:
    """Yield results, and print their number now and then."""
    for count, result in enumerate(results, start=1):
        yield result
        if count % _PROGRESS_STEP == 0:
            print(f"{count} variants", flush=True)


class Torture:
    """The samples, what they give undamaged, and their variants by number."""

    def __init__(self, samples: list[Sample], seed: int) -> None:
        self.samples = samples
        self.generated = [sample for sample in samples if sample.spans]
        self.seed = seed
        self.baselines = {s.name: read_bytes(s.name, s.data) for s in self.generated}

    def draw(self, number: int) -> tuple[Sample, Variant]:
        random = Random(f"{self.seed}-{number}")
        pool = self.generated if self.generated and random.random() < 0.6 else self.samples
        drawn = [random.choice(pool), random.choice(self.samples)]
        return drawn[0], draw_variant(drawn, random)

    def variant(self, number: int) -> Variant:
        return self.draw(number)[1]

    def check(self, number: int) -> Outcome:
        sample, variant = self.draw(number)
        outcome = Outcome()
        try:
            reading = read_bytes(variant.name, variant.data)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            outcome.faults.append(("exception", _kind_of(error)))
            return outcome
        for message in reading.messages:
            if _REPORTED in message:
                detail = re.sub(r".*can't be read: |; please report it", "", message)
                outcome.faults.append(("unexpected in a record", detail))
        if reading.missing:
            outcome.faults.append(("sum", "the counts don't add up"))
        if variant.edits is not None and sample.spans:
            self._check_losses(sample, variant, reading, outcome)
        return outcome

    def _check_losses(
        self, sample: Sample, variant: Variant, reading: Reading, outcome: Outcome
    ) -> None:
        titles = self.baselines[sample.name].titles
        is_whole = [_is_whole(span, variant.edits or ()) for span in sample.spans]
        whole = Counter(_key(t) for t, w in zip(titles, is_whole, strict=True) if w)
        lost = sum((whole - Counter(map(_key, reading.titles))).values())
        total = len(reading.titles) + reading.accounted
        expected = sum(is_whole)
        if not sample.is_free:
            expected += _remnant_count(sample, variant, is_whole)
        if not reading.titles and reading.messages:
            # The file was refused with a sentence.
            outcome.collateral = lost
        elif total < expected:
            detail = f"{variant.name}: {variant.kind}"
            outcome.faults.append(("silent loss", detail))
        else:
            outcome.collateral = lost


def _key(title: str) -> str:
    """Return a title without what another encoding changes."""
    return re.sub(r"[^a-z0-9]", "", title.lower())


def _is_whole(span: tuple[int, int], edits: tuple[tuple[int, int], ...]) -> bool:
    start, end = span
    return all(right <= start if left < start else left >= end for left, right in edits)


def _is_covered(start: int, end: int, edits: tuple[tuple[int, int], ...]) -> bool:
    return any(left <= start and right >= end for left, right in edits)


def _remnant_count(sample: Sample, variant: Variant, is_whole: list[bool]) -> int:
    """Return how many damaged records can't have vanished: 1 for neighbours, which may be joined."""
    count, is_joined = 0, False
    for (start, end), whole in zip(sample.spans, is_whole, strict=True):
        if whole:
            is_joined = False
            continue
        if sample.is_unquoted and _is_covered(start - 1, start + 1, variant.edits or ()):
            is_joined = True
        removed = sum(min(r, end) - max(left, start) for left, r in variant.edits or ()
                      if left < end and r > start)  # fmt: skip
        # Of a record that lacks most of its bytes, nothing may be left that looks like one.
        if removed * 2 < end - start and not is_joined:
            count, is_joined = count + 1, True
    return count


def read_bytes(name: str, data: bytes) -> Reading:
    """Read a file as ``export`` does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        result, _ = read_all([str(path)])
    enriched = [EnrichedPaper(entry, (), ()) for entry in collect(result.papers).entries]
    b"".join(render_export("jsonl", Records.of(enriched)))
    return Reading(
        [paper.title for paper in result.papers],
        sum(d.record_count or _DOUBT in d.message for d in result.diagnostics),
        [str(diagnostic).replace(f"{folder}/", "") for diagnostic in result.diagnostics],
        result.missing_count,
    )


def _kind_of(error: Exception) -> str:
    traceback = error.__traceback__
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    code = traceback.tb_frame.f_code if traceback else None
    position = (
        f" in {Path(code.co_filename).name}:{traceback.tb_lineno}" if code and traceback else ""
    )
    return f"{type(error).__name__}: {str(error)[:100]}{position}"


def _show(torture: Torture, number: int) -> int:
    sample, variant = torture.draw(number)
    print(f"{variant.name}: {variant.kind}, {len(variant.data)} bytes, edits {variant.edits}")
    for start, end in variant.edits or ():
        context = sample.data[max(0, start - 60) : start], sample.data[start:end][:200]
        print(f"  {context[0]!r} [{context[1]!r}] {sample.data[end : end + 60]!r}")
    path = Path(tempfile.gettempdir(), f"torture-{number}-{variant.name}")
    path.write_bytes(variant.data)
    print(f"written to {path}")
    reading = read_bytes(variant.name, variant.data)
    print(f"{len(reading.titles)} papers, {reading.accounted} records in diagnostics")
    print("\n".join(message[:400] for message in reading.messages))
    outcome = torture.check(number)
    print(outcome)
    return int(bool(outcome.faults))
