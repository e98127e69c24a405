"""Compare the time that a function takes for inputs of two sizes."""

import gc
import time
from collections.abc import Iterable

FACTOR = 4
#: Linear functions come near FACTOR, quadratic ones near its square, 16.
MAX_RATIO = 8
ROUNDS = 3
#: A function that is not linear fails each time; noise of the machine passes.
ATTEMPTS = 3


def assert_linear(make, function, size):
    """Assert that an input of FACTOR times the size takes at most MAX_RATIO times as long.

    Args:
        make: return an input of a size; not timed.
        function: what is timed; an iterator that it returns is exhausted.
        size: the smaller size.
    """
    ratio = MAX_RATIO
    for _ in range(ATTEMPTS):
        ratio = _seconds(function, make(FACTOR * size)) / _seconds(function, make(size))
        if ratio < MAX_RATIO:
            break
    assert ratio < MAX_RATIO, f"{FACTOR} times the input took {ratio:.1f} times as long"


def _seconds(function, argument):
    """Return the shortest CPU time of several rounds: interruptions only ever add to it."""
    times = []
    # The garbage collector walks all objects alive, those of other tests too.
    gc.disable()
    for _ in range(ROUNDS):
        start = time.process_time()
        result = function(argument)
        if isinstance(result, Iterable):
            list(result)
        times.append(time.process_time() - start)
    gc.enable()
    return min(times)
