"""Ask for all pages of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.fetch.answers import CutAnswerError
from sitegen.fetch.outcomes import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sitegen.fetch.answers import Page
    from sitegen.fetch.client import Client
    from sitegen.fetch.connections import Answer
    from sitegen.fetch.errands import Errand
    from sitegen.fetch.files import Stage

#: Attempts to get a page that is cut off.
_ATTEMPTS: Final = 3
_DELAY_S: Final = 10.0
_NOT_MODIFIED: Final = 304
#: Pages of one list at most, so that a list without an end has one.
_MAX_PAGES: Final = 2000
#: Share of a total that has to come: services count while records come and go, and the total of
#: OAI-PMH may be an estimate.
_MIN_SHARE: Final = 0.9


@dataclass(slots=True)
class Batch:
    """The pages of one day, or of one answer.

    Attributes:
        errand: that it is for.
        day: by which its files are named.
        stage: where its pages wait.
        count: number of records.
        fault: why a part is missing, or "".
        is_unchanged: whether the source says that it has nothing since the last answer.
        etag: of the last answer, or "".
        modified: header Last-Modified of the last answer, or "".
    """

    errand: Errand
    day: date
    stage: Stage
    count: int = 0
    fault: str = ""
    is_unchanged: bool = False
    etag: str = ""
    modified: str = ""

    def collect(
        self, client: Client, addresses: tuple[str, ...], conditions: Mapping[str, str]
    ) -> None:
        """Ask for all pages and stage them.

        Args:
            client: that asks.
            addresses: of the first pages of lists.
            conditions: headers of a conditional request.

        Raises:
            FetchError: not even one page came.
            SitegenError: a file can't be written.
        """
        for address in addresses:
            try:
                self._collect_list(client, address, conditions)
            except FetchError as error:
                if not self.count:
                    raise
                self.fault = str(error)
                break

    def _collect_list(self, client: Client, first: str, conditions: Mapping[str, str]) -> None:
        """Ask for all pages of one list.

        Raises:
            FetchError: a page did not come, or there are more than one run takes.
        """
        total: int | None = None
        count = 0
        address: str | None = first
        for _ in range(_MAX_PAGES):
            if address is None or self.count >= self.errand.max_papers:
                break
            answer, page = self._ask(client, address, conditions)
            if page is None:
                self.is_unchanged = True
                return
            if page.count:
                self.stage.add(answer.body, address)
            count += page.count
            self.count += page.count
            self.etag = answer.headers.get("etag", "")
            self.modified = answer.headers.get("last-modified", "")
            total = total if page.total is None else page.total
            address = page.next_address
        self._check_end(count, total, has_more=address is not None)

    def _check_end(self, count: int, total: int | None, *, has_more: bool) -> None:
        """Check that a list came as a whole, or as far as the entry wants it.

        Raises:
            FetchError: it did not.
        """
        limit = self.errand.max_papers
        if has_more and self.errand.kind.is_sliced:
            raise FetchError(f"there are more than {limit} papers; raise max, or set a later since")
        if not has_more and total is not None and count < min(total, limit) * _MIN_SHARE:
            raise FetchError(f"{count} of {total} records came")

    def _ask(
        self, client: Client, address: str, conditions: Mapping[str, str]
    ) -> tuple[Answer, Page | None]:
        """Return an answer and what it has; None if it is unchanged.

        Raises:
            FetchError: there is no answer, or it is cut off each time.
        """
        attempt = 1
        while True:
            answer = client.get(address, self.errand.manners, conditions)
            if conditions and answer.status == _NOT_MODIFIED:
                return answer, None
            try:
                return answer, self.errand.kind.inspect(answer.body, address, self.errand.entry)
            except CutAnswerError:
                if attempt == _ATTEMPTS:
                    raise
            client.clock.sleep(_DELAY_S * attempt)
            attempt += 1
