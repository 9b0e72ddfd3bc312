"""Clients of the written pages over real records."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.wiring import Reader
from tests.ui.real_app import apps
from ui.api.principals import Role
from ui.web import source_pages


@pytest.fixture(scope="module")
def clients(small: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Role, TestClient]]:
    """Clients of one application over real records, as an editor and as a reader."""
    roles = (Role.EDITOR, Role.READER)
    with apps(small, tmp_path_factory.mktemp("pages"), *roles) as (_, made):
        yield {
            role: TestClient(app, base_url="http://localhost") for role, app in zip(roles, made, strict=True)
        }


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the result of a file, however slow the machine: how a long work is followed is tested elsewhere."""
    monkeypatch.setattr(source_pages, "PATIENCE_SECONDS", 60)


@pytest.fixture
def client(clients: dict[Role, TestClient]) -> TestClient:
    """An editor's."""
    return clients[Role.EDITOR]
