"""Fixtures for ingestion: an empty record, and the real publications, where there are any, read once."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from ingest.documents import SourceDocument
from ingest.readers import read
from tests.ingest.making import Shelf

Load = Callable[[str], SourceDocument]


def _folder() -> Path:
    told = os.environ.get("NARAVARD_DOCUMENTS")  # noqa: TID251  # tests look for the publications before there are settings
    return Path(told) if told else Path(__file__).parents[3] / "shared" / "documents" / "office"


@cache
def _document(path: Path) -> SourceDocument:
    return read(path.name, path.read_bytes())


@pytest.fixture(scope="session")
def office() -> Load:
    """Return a reader of real office files by the start of their names; skip where there are none."""
    return _loader(_folder())


@pytest.fixture(scope="session")
def extracted() -> Load:
    """Return a reader of the real text files by the start of their names; skip where there are none."""
    return _loader(_folder().parent / "text")


def _loader(folder: Path) -> Load:
    def load(start: str) -> SourceDocument:
        found = sorted(folder.glob(f"{start}*"))
        if not found:
            pytest.skip(f"the publications are not here: no {start}* in {folder}")
        return _document(found[0])

    return load


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return an empty record that knows the catalogue."""
    with closing(Shelf(tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return an empty folder for sources."""
    (tmp_path / "sources").mkdir()
    return tmp_path / "sources"
