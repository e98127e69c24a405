"""Texts that repeat what a regular expression matches, and the growth of its time with them.

A pattern that backtracks takes long for a text that it nearly matches: a start, a part repeated many
times, and an end that is no match. The parts come from the pattern's syntax tree, so that a new
pattern needs no new text.
"""

import functools
import signal
import time
from contextlib import contextmanager
from itertools import permutations

from re import _compiler, _parser  # isort: skip
from re import _constants as op  # isort: skip

#: What no pattern matches at its end: a character, and one on another line, for ``.*$``.
_SUFFIXES = ("\0", "\n\0")
#: Characters by which classes are represented; those that patterns often share come first.
_CHARS = " a0A.,:-_\n\t()[]{}<>\"'\\/;=&|#@*+~$%^!?`é—一\0"
_MAX_CLASS_CHARS, _MAX_BRANCHES, _MAX_ALPHABET, _MAX_TEXTS = 3, 4, 6, 40
#: Fewer repetitions than this are bounded work.
_MIN_REPEATS = 8
#: How many times as long the longer of two texts is: it is read once, the shorter one so many times.
#: Both take the same time if a pattern is linear, whatever else the machine does meanwhile.
_FACTOR = 8
#: Characters of the longer text: first of a short trial, then where that leaves doubt.
_TRIAL_CHARS, _MAX_CHARS = 6_000, 32_000
#: A quadratic search takes longer than this for the trial: there are 18 million pairs.
_TRIAL_SECONDS = 0.001
#: Ratios of the two times: linear 1, quadratic 8. The trial is lenient, as the linear part of a
#: time hides its quadratic part in short texts. Above the last ratio, longer texts tell no more.
_TRIAL_RATIO, _MAX_RATIO, _SURE_RATIO = 1.5, 3, 5
_MAX_SECONDS = 0.3
#: A busy machine adds to a time, but hardly to each of several.
_ATTEMPTS = 3


class Pumps:
    """Collects the starts and the repeated parts of one pattern.

    Attributes:
        parts: pairs of a start and a part to repeat, without duplicates.
        suffixes: ends of texts.
    """

    def __init__(self, pattern):
        self._is_bytes = isinstance(pattern.pattern, bytes)
        flags = pattern.flags
        self._tree = _parser.parse(pattern.pattern, flags)
        self._flags = flags
        self._groups = {}
        self._alphabet = {}
        self._chars_of = {}
        self._parts = {}
        self._visit(self._tree, "")
        for sample in self._samples(self._tree):
            self._parts |= dict.fromkeys([("", sample), ("", sample[:-1]), ("", sample[1:])])
        alphabet = list(self._alphabet)[:_MAX_ALPHABET]
        self._parts |= dict.fromkeys(("", char) for char in alphabet)
        self._parts |= dict.fromkeys(("", "".join(pair)) for pair in permutations(alphabet, 2))
        self.parts = [part for part in self._parts if part[1]][:_MAX_TEXTS]
        # Only these treat the end of a line as another character.
        self.suffixes = _SUFFIXES if set(".$") & set(str(pattern.pattern)) else _SUFFIXES[:1]

    def _visit(self, tree, start):
        """Add the parts below a tree, of which ``start`` is the text before."""
        for operation, argument in tree:
            if operation in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
                _, most, body = argument
                if most >= _MIN_REPEATS:
                    for sample in self._samples(body):
                        pair = [(start, sample), ("", start), ("", start + sample)]
                        self._parts |= dict.fromkeys(pair)
                self._visit(body, start)
            elif operation is op.BRANCH:
                for branch in argument[1]:
                    self._visit(branch, start)
            elif operation is op.GROUPREF_EXISTS:
                self._visit(argument[1], start)
            else:
                self._visit(self._inner(operation, argument), start)
            start += self._sample((operation, argument), 0, is_full=False)

    @staticmethod
    def _inner(operation, argument):
        """Return the tree of a group or an assertion, nothing for characters."""
        if operation is op.SUBPATTERN:
            return argument[3]
        if operation is op.ATOMIC_GROUP:
            return argument
        return argument[1] if operation in {op.ASSERT, op.ASSERT_NOT} else ()

    def _samples(self, tree):
        """Return texts that a tree matches: the shortest ones, and ones with all options."""
        texts = [
            "".join(self._sample(item, choice, is_full=is_full) for item in tree)
            for is_full in (False, True)
            for choice in range(_MAX_BRANCHES)
        ]
        return [text for text in dict.fromkeys(texts) if text]

    def _sample(self, item, choice, *, is_full):
        """Return a text that an item of a tree matches."""
        operation, argument = item
        if operation in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            least, most, tree = argument
            count = min(max(least, int(is_full)), most, 40)
            return "".join(self._sample(each, choice, is_full=is_full) for each in tree) * count
        if operation in {op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY}:
            chars = self._chars(item)
            return chars[choice % len(chars)] if chars else ""
        if operation is op.BRANCH:
            tree = argument[1][choice % len(argument[1])]
        elif operation is op.SUBPATTERN:
            tree = argument[3]
            text = "".join(self._sample(each, choice, is_full=is_full) for each in tree)
            self._groups[argument[0]] = text
            return text
        elif operation is op.GROUPREF_EXISTS:
            tree = argument[1]
        elif operation is op.GROUPREF:
            return self._groups.get(argument, "")
        else:
            # A lookahead is sampled, as what follows it may be one character of many.
            tree = self._inner(operation, argument) if operation is op.ATOMIC_GROUP else ()
        return "".join(self._sample(each, choice, is_full=is_full) for each in tree)

    def _chars(self, item):
        """Return some of the characters that an item matches."""
        key = repr(item)
        if key not in self._chars_of:
            self._chars_of[key] = self._find_chars(item)
        self._alphabet |= dict.fromkeys(self._chars_of[key])
        return self._chars_of[key]

    def _find_chars(self, item):
        operation, argument = item
        literals = [argument] if operation is op.LITERAL else []
        if operation is op.IN:
            literals = [code for kind, code in argument if kind is op.LITERAL]
            literals += [code[0] for kind, code in argument if kind is op.RANGE]
        item_pattern = _compile_item(self._tree.state, item, self._flags)
        candidates = (
            [*_CHARS, *map(chr, literals)] if operation is not op.LITERAL else map(chr, literals)
        )
        chars = [char for char in candidates if item_pattern.fullmatch(self._encode(char))]
        return chars[:_MAX_CLASS_CHARS]

    def _encode(self, text):
        return text.encode("latin-1", "replace") if self._is_bytes else text

    def text(self, part, suffix, size):
        """Return a text of about ``size`` characters."""
        start, body = part
        return self._encode(start + body * (size // len(body)) + suffix)


def _compile_item(state, item, flags):
    return _compiler.compile(_parser.SubPattern(state, [item]), flags)


def find_slow_text(pattern, method):
    """Return a description of a text for which a pattern's time is not linear, or None.

    Args:
        pattern: a compiled pattern.
        method: ``match`` or ``fullmatch`` if the pattern is only used so; else ``finditer``, which
            searches from each place.
    """
    return _find_slow_text(pattern, method)


@functools.cache
def _find_slow_text(pattern, method):
    pumps = Pumps(pattern)
    for part in pumps.parts:
        for suffix in pumps.suffixes:
            if _is_slow(pattern, method, functools.partial(pumps.text, part, suffix)):
                return f"{part[0]!r} + n * {part[1]!r} + {suffix!r}"
    return None


def _is_slow(pattern, method, make_text):
    """Return whether the time grows faster than the text, in short texts or else in long ones."""
    trial = [make_text(_TRIAL_CHARS // _FACTOR), make_text(_TRIAL_CHARS)]
    # Most texts are done with here.
    if _seconds(pattern, method, trial[1]) < _TRIAL_SECONDS:
        return False
    ratio = _ratio(pattern, method, trial)
    if ratio < _TRIAL_RATIO:
        return False
    if ratio == float("inf") or _exceeds(pattern, method, trial, _SURE_RATIO):
        return True
    texts = [make_text(_MAX_CHARS // _FACTOR), make_text(_MAX_CHARS)]
    return _exceeds(pattern, method, texts, _MAX_RATIO)


def _exceeds(pattern, method, texts, limit):
    return all(_ratio(pattern, method, texts) > limit for _ in range(_ATTEMPTS))


def _ratio(pattern, method, texts):
    """Return the time for the longer text in relation to that for the shorter one, many times.

    It is infinite beyond the limit of a time.
    """
    long = _seconds(pattern, method, texts[1])
    if long > _MAX_SECONDS:
        return float("inf")
    # Clocks may tick slowly.
    return long / max(_seconds(pattern, method, texts[0], _FACTOR), _TRIAL_SECONDS)


def _seconds(pattern, method, text, count=1):
    """Return the CPU time for a text, more than the limit if it is stopped."""
    start = time.process_time()
    try:
        with _limit(_MAX_SECONDS):
            for _ in range(count):
                if method == "finditer":
                    for _match in pattern.finditer(text):
                        pass
                else:
                    getattr(pattern, method)(text)
    except TimeoutError:
        return 2 * _MAX_SECONDS
    return time.process_time() - start


@contextmanager
def _limit(seconds):
    """Stop a match that backtracks without end; the engine looks for signals."""
    previous = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def _stop(_number, _frame):
    raise TimeoutError
