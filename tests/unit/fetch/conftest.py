"""A project whose entry asks the local server, with a clock that does not wait."""

import pytest

from sitegen.config.fetch_entries import FetchEntry
from sitegen.config.load import default_config
from sitegen.fetch.client import Client
from sitegen.fetch.connections import Limits
from sitegen.fetch.run import fetch_entries
from tests.unit.fetch.services import FakeClock, Service


@pytest.fixture(scope="session")
def running_service():
    service = Service()
    yield service
    service.close()


@pytest.fixture
def service(running_service):
    running_service.reset()
    return running_service


@pytest.fixture
def clock():
    return FakeClock()


class Project:
    """A folder with entries, and the reports of its runs."""

    def __init__(self, folder, service, clock):
        self.folder = folder
        self.service = service
        self.clock = clock
        self.entries = []
        self.limits = Limits(silence_s=5, total_s=5)

    def add(self, kind, path, name="daily", **settings):
        url = self.service.url(path) if path.startswith("/") else path
        settings = {"local_hosts": ["localhost"], "wait": 0.0, **settings}
        self.entries.append(FetchEntry(name=name, kind=kind, url=url, **settings))

    def fetch_all(self, *names):
        from dataclasses import replace

        config = replace(default_config(self.folder), fetch=tuple(self.entries))
        return list(fetch_entries(config, names, Client(self.clock, self.limits)))

    def fetch(self):
        (report,) = self.fetch_all()
        return report

    def files(self, name="daily"):
        return sorted(path.name for path in (self.folder / "sources" / name).glob("*"))

    def memory(self, name="daily"):
        path = self.folder / "state" / "fetch" / f"{name}.txt"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def project(tmp_path, service, clock):
    return Project(tmp_path, service, clock)
