"""Recipients and secrets: they come from the environment or from files outside the project.

A secret has an environment variable with its value, such as ``SITEGEN_SMTP_PASSWORD``, or one with
the path of a file that holds it: ``SITEGEN_SMTP_PASSWORD_FILE``. Nothing here is ever printed.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.config.digest import is_mail_address
from sitegen.errors import ConfigError, read_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.config.digest import AlertSettings

USER: Final = "SITEGEN_SMTP_USER"
PASSWORD: Final = "SITEGEN_SMTP_PASSWORD"  # noqa: S105  - the name of a variable
RECIPIENTS: Final = "SITEGEN_DIGEST_RECIPIENTS"
KEY: Final = "SITEGEN_DIGEST_KEY"
_MIN_KEY_CHARS: Final = 16
_HASH_CHARS: Final = 16


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets the digest.

    Attributes:
        line: of the list of recipients, 1-based: how messages name the recipient.
        address: of email; never printed.
        alerts: names of the alerts to show; None for all.
    """

    line: int
    address: str = field(repr=False)
    alerts: frozenset[str] | None = None

    def __str__(self) -> str:
        return f"recipient {self.line}"


@dataclass(frozen=True, slots=True)
class Secrets:
    """Secrets of a digest, each empty if it is not set.

    Attributes:
        user: name at the mail server.
        password: for it.
        key: of the hashes that stand for addresses.
        recipients: the list's text.
    """

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    recipients: str = field(default="", repr=False)

    @classmethod
    def read(cls, environment: Mapping[str, str], folder: Path) -> Secrets:
        """Read all secrets.

        Args:
            environment: of the process.
            folder: of the project, which may hold none of them.

        Raises:
            ConfigError: a file can't be read, or is in the project or its repository.
        """
        user, password, key, recipients = (
            _read_secret(name, environment, folder) for name in (USER, PASSWORD, KEY, RECIPIENTS)
        )
        return cls(user.strip(), password.strip(), key.strip(), recipients)

    def check_key(self) -> None:
        """Check that there is a key.

        Raises:
            ConfigError: it is missing or too short.
        """
        if len(self.key) < _MIN_KEY_CHARS:
            raise ConfigError(
                f"{KEY} must be a secret of {_MIN_KEY_CHARS} characters or more, the same in each "
                "run; make one with: python -c 'import secrets; print(secrets.token_hex())'"
            )


def _read_secret(name: str, environment: Mapping[str, str], folder: Path) -> str:
    path_text = environment.get(f"{name}_FILE", "")
    if not path_text:
        return environment.get(name, "")
    try:
        path = Path(path_text).expanduser().resolve()
        if path.is_relative_to(_repository_of(folder.resolve())):
            raise ConfigError(
                f"{name}_FILE: the file must be outside the project and its repository, so that "
                "nobody publishes it; move it"
            )
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(read_fault(f"{name}_FILE", error)) from error
    except RuntimeError as error:  # ~ of a user that there is not
        raise ConfigError(f"{name}_FILE: can't be read: write its whole path") from error


def _repository_of(folder: Path) -> Path:
    """Return the repository that a folder is in, else the folder."""
    return next((p for p in (folder, *folder.parents) if (p / ".git").exists()), folder)


def parse_recipients(text: str) -> list[Recipient]:
    """Parse a list of recipients, one per line: ``ADDRESS`` or ``ADDRESS: ALERT, ALERT``.

    Empty lines and what follows ``#`` at the start of a line are left out; of one address, the
    first line counts.

    Raises:
        ConfigError: lines have no valid address; the message has their numbers, not their text.
    """
    recipients: dict[str, Recipient] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), start=1):
        address, colon, names = line.partition(":")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not is_mail_address(address.strip()):
            faults.append(f"recipients:{number}: is no address of email of plain ASCII")
            continue
        alerts = frozenset(_names(names)) if colon else None
        recipient = Recipient(number, address.strip(), alerts)
        recipients.setdefault(recipient.address.casefold(), recipient)
    if faults:
        raise ConfigError("\n".join(faults))
    return [*recipients.values()]


def lost_recipients(
    recipients: Iterable[Recipient], alerts: Iterable[AlertSettings]
) -> list[Recipient]:
    """Return the recipients who name an alert that the settings don't have."""
    names = {alert.name.strip() for alert in alerts}
    return [recipient for recipient in recipients if not names >= (recipient.alerts or set())]


def _names(text: str) -> Iterator[str]:
    return (name.strip() for name in text.split(",") if name.strip())


def hash_address(address: str, key: str) -> str:
    """Return what stands for an address: an HMAC, of which the key can't be guessed.

    Case is left out: servers do not tell the addresses apart.
    """
    digest = hmac.new(key.encode(), address.casefold().encode(), hashlib.sha256)
    return digest.hexdigest()[:_HASH_CHARS]
