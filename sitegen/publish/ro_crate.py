"""ro-crate-metadata.json: the site as a research object, for archives such as Zenodo.

Source: RO-Crate 1.1, https://w3id.org/ro/crate/1.1
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sitegen.text.licenses import license_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.paper import Download

FILE_NAME: Final = "ro-crate-metadata.json"
_VERSION: Final = "https://w3id.org/ro/crate/1.1"


def render_ro_crate(
    *, name: str, description: str, date: str, license_url: str, downloads: Sequence[Download]
) -> str:
    """Return the metadata file of a site.

    Args:
        name: of the site.
        description: of the site.
        date: on which its newest paper came or else was published, since the day of a build would
            change the file; may be empty.
        license_url: of the records; may be empty.
        downloads: the bulk files.
    """
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "datePublished": date,
        "license": {"@id": license_url} if license_url else None,
        "hasPart": [{"@id": download.address} for download in downloads],
    }
    files = [
        {
            "@id": download.address,
            "@type": "File",
            "name": download.title,
            "encodingFormat": download.media_type,
            "contentSize": str(download.size),
        }
        for download in downloads
    ]
    descriptor = {
        "@id": FILE_NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _VERSION},
        "about": {"@id": "./"},
    }
    crate = {
        "@context": f"{_VERSION}/context",
        "@graph": [
            descriptor,
            {k: v for k, v in root.items() if v},
            *files,
            *_licenses(license_url),
        ],
    }
    return json.dumps(crate, ensure_ascii=False, indent=2) + "\n"


def _licenses(url: str) -> list[dict[str, str]]:
    """Return the entity behind the licence's address: the specification asks for one."""
    if not url:
        return []
    description = "The licence of the records."
    return [
        {"@id": url, "@type": "CreativeWork", "name": license_name(url), "description": description}
    ]
