"""Exceptions and diagnostics. Messages name the place, the fault and the remedy."""

from __future__ import annotations

import errno
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

#: Code of an error, for machines -> what happened. ``--log-format json`` prints the code, and
#: docs/machines.md lists all of them.
ERROR_CODES: Final = {
    "usage": "The command line is not valid.",
    "settings": "`sitegen.toml`, a file beside it, or an environment variable can't be used.",
    "source": "A source can't be read at all.",
    "build": "A stage failed, or a file can't be written.",
    "strict": "A record or a page has a fault, and `--strict` is set.",
    "papers-lost": "The site would lose more papers than `--max-loss` allows; the old site stays.",
    "release": "A worker runs another version of sitegen, of Python or of a package.",
    "busy": "Another sitegen works in the same folder.",
    "no-days": "No paper has a day on which it was first seen.",
    "no-recipients": "There is nobody to send a digest to.",
    "mail-server": "The mail server can't be used: certificate, encryption, name or password.",
    "not-sent": "An email was not sent, or nobody knows whether it was.",
    "ledger": "The ledger of emails is damaged, and nothing is sent.",
    "memory": "There is not enough memory.",
    "internal": "A fault of sitegen.",
    "stopped": "A signal or Ctrl+C stopped the command.",
    "error": "Anything else; the message says what.",
}
#: From this number of seconds on, an estimate is in minutes.
_MAX_SECONDS: Final = 90


class SitegenError(Exception):
    """A file, a setting or a folder can't be used. The build stops; the previous site stays.

    Attributes:
        code: of ``ERROR_CODES``.
    """

    code = "error"

    def __init__(self, message: str = "", *, code: str = "") -> None:
        """Keep a message, and the code if it is not that of the class."""
        super().__init__(message)
        if code:
            self.code = code


class SourceError(SitegenError):
    """A whole source can't be read, as opposed to one of its records."""

    code = "source"


class ConfigError(SitegenError):
    """sitegen.toml can't be used. The message lists all its faults."""

    code = "settings"


class BuildError(SitegenError):
    """A stage failed, or the site could not be written."""

    code = "build"


#: Controls and directions of text, which would rewrite what a terminal shows -> symbols. C0 and
#: delete have pictures in Unicode; the others are shown by their numbers. Line ends stay.
_SYMBOLS: Final = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"}
    | {0x7F: "\u2421"}
    | {
        code: f"<U+{code:04X}>"
        for code in (
            *range(0x80, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F),
            *range(0x2066, 0x206A),
        )
    }
)  # fmt: skip
_LINE_SYMBOLS: Final = _SYMBOLS | {ord("\n"): "\u240a", ord("\t"): " "}
#: Characters of a record that a diagnostic shows.
_MAX_RECORD_CHARS: Final = 60
#: A text is cut at a word only if that leaves more than this share of the width.
_MIN_WORDS_SHARE: Final = 0.6
#: Characters of an unexpected exception's message; some quote all their input.
_MAX_REASON_CHARS: Final = 300


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A fault of one record; the other records of its file are read.

    Attributes:
        path: the source as the user named it.
        line: 1-based line where the record starts.
        record: a part of the record by which to recognise it, or empty.
        message: the fault and the remedy.
        severity: "error" if the record is rejected, "warning" if it lacks a part of its data,
            "notice" for what is no fault, such as files of other kinds in a folder.
        records: number of records that have no paper because of it. An error stands for one at
            least, a warning or a notice for those that a rule leaves out.
    """

    path: str
    line: int
    record: str
    message: str
    severity: Literal["error", "warning", "notice"] = "error"
    records: int = 0

    @property
    def record_count(self) -> int:
        """Number of records that it accounts for."""
        return self.records or int(self.severity == "error")

    def __str__(self) -> str:
        # ``path:line:`` is the form that editors and terminals turn into a link.
        record = f" “{shorten(self.record, _MAX_RECORD_CHARS)}”:" if self.record else ""
        return printable(f"{self.path}:{self.line}:{record} {self.message}", is_line=True)


def printable(text: str, *, is_line: bool = False) -> str:
    """Return a text with symbols in place of characters that control a terminal.

    Args:
        text: what is to be printed; names and records in it come from anywhere.
        is_line: whether line ends get symbols too, so that a record can't add lines.
    """
    # Most texts have none.
    if text.isprintable():
        return text
    return text.translate(_LINE_SYMBOLS if is_line else _SYMBOLS)


def count_of(count: int, noun: str) -> str:
    """Return a number with its noun: "1 page", "2 pages"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def about_duration(seconds: float) -> str:
    """Return a time that is estimated: "about 40 s", "about 3 min"."""
    if seconds > _MAX_SECONDS:
        return f"about {round(seconds / 60)} min"
    return f"about {max(1, round(seconds))} s"


def shorten(text: str, width: int) -> str:
    """Cut a text to at most ``width`` characters, ellipsis included, if possible after a word."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]  # one character for the ellipsis
    words = cut.rsplit(" ", 1)[0]
    # A text with a long last word, or without spaces (Chinese), is cut inside the word.
    return (words if len(words) > width * _MIN_WORDS_SHARE else cut).rstrip(" ,;:.–—-") + "…"


#: What the system says of a file that can't be written -> what to do; {} takes the option.
_WRITE_REMEDIES: Final = {
    errno.ENOENT: "its folder is missing; create it or choose another place{}",
    errno.ENOSPC: "the disk is full; make room or choose another place{}",
    errno.EDQUOT: "the disk quota is used up; make room or choose another place{}",
    errno.EROFS: "the disk is read-only; allow writing or choose another place{}",
    errno.EACCES: "you may not write there; allow it or choose another place{}",
    errno.EPERM: "you may not write there; allow it or choose another place{}",
    errno.EBUSY: "the folder is a mount point; choose a folder inside it{}",
    errno.EISDIR: "it is a folder; move it, or choose another name{}",
    errno.ENOTDIR: "a file stands where a folder is needed; move it, or choose another place{}",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one{}",
}
_READ_REMEDIES: Final = {
    errno.ENOENT: "there is no such file; check the name",
    errno.EACCES: "you may not read it; allow it",
    errno.EPERM: "you may not read it; allow it",
    errno.EISDIR: "it is a folder; name a file",
    errno.EIO: "the disk has a fault; take the file from a copy",
    errno.ELOOP: "its links lead in a circle; correct them",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ENOTDIR: "a file stands where a folder is needed; check the name",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n)",
    errno.ENXIO: "it is no regular file; name another",
}


def write_fault(path: object, error: OSError, option: str = "") -> str:
    """Return the sentence for what can't be written: path, fault and remedy.

    Args:
        path: of the file or folder.
        error: of the system.
        option: of the command line that chooses another place, if one does.
    """
    choice = f" with {option}" if option else ""
    remedy = _WRITE_REMEDIES.get(error.errno or 0, "").replace("{}", choice)
    return f"{path}: can't be written: {remedy or error.strerror or error}"


def read_fault(path: object, error: OSError | ValueError) -> str:
    """Return the sentence for what can't be read: path, fault and remedy."""
    if isinstance(error, OSError):
        return f"{path}: can't be read: {read_remedy(error)}"
    return f"{path}: can't be read: is not UTF-8; save it as UTF-8"


def read_remedy(error: OSError) -> str:
    """Return the fault and the remedy of what the system can't read, without the path."""
    reason = error.strerror or str(error)
    return _READ_REMEDIES.get(error.errno or 0) or f"{reason}; try again, or use a copy"


def describe_error(error: BaseException) -> str:
    """Return an unexpected exception in one line: its kind, its message, and where it was raised.

    The place is the last module of sitegen in the traceback, such as ``sources.fields:93``: it says
    more than a line of a library.
    """
    reason = " ".join(f"{type(error).__name__}: {error}".rstrip(": ").split())
    package = Path(__file__).parent
    frames = reversed(traceback.extract_tb(error.__traceback__))
    paths = ((Path(frame.filename), frame.lineno) for frame in frames)
    line = next(
        (f"{_module_name(path, package)}:{line}" for path, line in paths
         if package in path.parents), "",
    )  # fmt: skip
    return f"{shorten(reason, _MAX_REASON_CHARS)} (in {line})" if line else reason


def error_sentence(error: BaseException) -> str:
    """Return what a user reads of an error; one that is no SitegenError is a fault of sitegen."""
    if isinstance(error, SitegenError):
        return str(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory; close other programs, or build from fewer papers"
    if isinstance(error, RecursionError):
        fault = f"something is nested too deeply: {describe_error(error)}"
    else:
        fault = f"internal error: {describe_error(error)}"
    return (
        f"{fault}\nThe site in the output folder is whole. Please report this with the output of "
        "the same command with --debug."
    )


def error_code(error: BaseException) -> str:
    """Return the code of an error, one of ``ERROR_CODES``."""
    if isinstance(error, SitegenError):
        return error.code
    return "memory" if isinstance(error, MemoryError) else "internal"


def _module_name(path: Path, package: Path) -> str:
    return ".".join(path.relative_to(package).with_suffix("").parts)
