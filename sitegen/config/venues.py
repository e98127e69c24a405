"""venues.toml: what the venues of a collection are, where sitegen does not know or is wrong.

One line per venue, by its short name or as it is printed. sitegen never writes the file.

    "Hat Meeting" = "conference"                  # journal, conference, preprint or series
    "JHS" = { name = "Journal of Hat Science", kind = "journal", also = ["Hat Sci."] }
    "NeurIPS" = { also = ["Neural Inf. Systems"] }    # one more name of a venue that sitegen knows
    "ICML" = { publisher = "PMLR" }               # of its papers whose sources name none
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, get_args

from sitegen.config.load import read_text
from sitegen.config.topics import check_lines, find_key_lines, parse_toml, plain_name, toml_string
from sitegen.errors import Diagnostic
from sitegen.venues import Venue, VenueKind, VenueTable, shipped_venues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitegen.venues import VenueCount

VENUE_KINDS: Final[tuple[VenueKind, ...]] = get_args(VenueKind)
_KIND_LIST: Final = ", ".join(VENUE_KINDS)
_FORM: Final = (
    f'must be a kind ({_KIND_LIST}) or {{ name = "Name", kind = "kind", also = ["Name"] }}'
)
_KEYS: Final = ("name", "kind", "also", "publisher")


@dataclass(frozen=True, slots=True)
class VenuesFile:
    """The curator's venues as a build read them.

    Attributes:
        path: of the file; None if the settings name none, or if there is no such file.
        text: what was read.
        venues: the curator's venues by the keys of their lines.
        table: these, then the shipped ones.
    """

    path: Path | None = None
    text: str = ""
    venues: dict[str, Venue] = field(default_factory=dict)
    table: VenueTable = field(default_factory=shipped_venues)

    @classmethod
    def read(cls, path: Path | None) -> VenuesFile:
        """Read a venues file; without one the table has the shipped venues alone.

        Raises:
            ConfigError: the file can't be read, or has faults.
        """
        if path is None or not path.is_file():
            return cls()
        text = read_text(path)
        venues = parse_venues(text, path)
        table = VenueTable((*venues.values(), *shipped_venues().venues))
        return cls(path, text, venues, table)

    def unused(self, printed: Iterable[str | None]) -> list[Diagnostic]:
        """Return a warning for each line that no paper agrees with.

        Args:
            printed: the venues of the papers, each as its source has it.
        """
        matches = {self.table.find(name) for name in set(printed) if name}
        lines = find_key_lines(self.text)
        return [
            Diagnostic(
                str(self.path), lines.get(key, 1), "",
                f"{key}: no paper has this venue", "warning",
            )
            for key, venue in self.venues.items() if venue not in matches
        ]  # fmt: skip


def parse_venues(text: str, path: Path) -> dict[str, Venue]:
    """Parse the text of a venues.toml.

    Returns:
        Key of a line -> venue.

    Raises:
        ConfigError: it has faults; the message lists all of them with lines.
    """
    venues: dict[str, Venue] = {}
    faults: list[tuple[str, str]] = []
    for key, value in parse_toml(text, path).items():
        table = {"kind": value} if isinstance(value, str) else value
        fault = _find_fault(key, table)
        if fault is None:
            venues[key] = _parse_venue(plain_name(key), table)
        else:
            faults.append((key, fault))
    faults += _find_shared_names(venues)
    check_lines(faults, text, path)
    return venues


def venue_line(count: VenueCount) -> str:
    """Return the line of a venues.toml for a venue; its kind is "?" where nothing says it."""
    kind, venue = toml_string(count.kind or "?"), count.venue
    if venue is None or venue.name == count.name:
        return f"{toml_string(count.name)} = {kind}"
    return f"{toml_string(count.name)} = {{ name = {toml_string(venue.name)}, kind = {kind} }}"


def _find_fault(key: str, table: Any) -> str | None:
    if not plain_name(key):
        return "the name is empty"
    if not isinstance(table, dict):
        return _FORM
    if unknown := next((name for name in table if name not in _KEYS), None):
        return f"there is no '{unknown}'; known are {', '.join(_KEYS)}"
    return _find_kind_fault(key, table) or _find_name_fault(table)


def _find_kind_fault(key: str, table: dict[str, Any]) -> str | None:
    if "kind" not in table and shipped_venues().find(plain_name(key)) is None:
        return f"lacks its kind; write one of {_KIND_LIST}"
    # A value may be of a type that has no hash.
    is_known = "kind" not in table or table["kind"] in list(VENUE_KINDS)
    return None if is_known else f"kind must be one of {_KIND_LIST}"


def _find_name_fault(table: dict[str, Any]) -> str | None:
    for key in ("name", "publisher"):
        if key in table and not _is_name(table[key]):
            return f"{key} must be a text in quotes"
    also = table.get("also", [])
    if not isinstance(also, list) or not all(map(_is_name, also)):
        return "also must be a list of names in quotes"
    return None


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(plain_name(value))


def _parse_venue(key: str, table: dict[str, Any]) -> Venue:
    """Return the venue of a line; what it does not say, the shipped venue of that name does."""
    known = shipped_venues().find(key)
    also = tuple(map(plain_name, table.get("also", ())))
    kind = table.get("kind") or (known.kind if known else VENUE_KINDS[0])
    publisher = plain_name(table.get("publisher", ""))
    if known and "name" not in table:
        return Venue(known.name, kind, known.short, (*known.also, *also, key), publisher)
    name = plain_name(table["name"]) if "name" in table else key
    return Venue(name, kind, "" if name == key else key, also, publisher)


def _find_shared_names(venues: dict[str, Venue]) -> Iterator[tuple[str, str]]:
    """Yield key and fault of each line with a name that an earlier line has."""
    owners: dict[str, str] = {}
    for key, venue in venues.items():
        for name in venue.names:
            owner = owners.setdefault(name.casefold(), key)
            if owner != key:
                yield key, f"the name “{name}” already belongs to {owner}"
                break
