"""What shared builds say of how far a step is, and of the time that it still takes."""

import pytest

from sitegen.work import Chunk, progress


def announce(monkeypatch, chunks, seconds):
    """Return the sentences about chunks whose results come at some seconds after the start."""
    clock = iter([0, *seconds])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    texts = []
    results = ((chunk, number) for number, chunk in enumerate(chunks))
    given = chunks if isinstance(chunks, list) else iter(())
    yielded = list(progress.announce(results, given, lambda: "2 threads of workers", texts.append))
    assert [number for _, number in yielded] == list(range(len(texts)))
    return texts


def html_chunks(count):
    return [Chunk("html", str(n), int, bool) for n in range(count)]


def test_of_a_known_number_of_chunks_the_time_left_is_estimated(monkeypatch):
    assert announce(monkeypatch, html_chunks(4), [100, 120, 121]) == [
        "html: 1 of 4 chunks, 2 threads of workers, about 5 min left",
        "html: 2 of 4 chunks, 2 threads of workers, about 2 min left",
        "html: 3 of 4 chunks, 2 threads of workers, about 40 s left",
        "html: 4 of 4 chunks, 2 threads of workers",
    ]


@pytest.mark.parametrize(
    ("second", "text"), [(0, "1 s"), (0.4, "1 s"), (90, "90 s"), (91, "2 min")]
)
def test_an_estimate_is_rounded(monkeypatch, second, text):
    first, _ = announce(monkeypatch, html_chunks(2), [second])
    assert first.endswith(f"about {text} left")


def test_without_their_number_chunks_are_counted(monkeypatch):
    assert announce(monkeypatch, tuple(html_chunks(2)), []) == [
        "html: 1 chunk, 2 threads of workers",
        "html: 2 chunks, 2 threads of workers",
    ]
