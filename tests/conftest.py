"""Records that many tests read: a small one of our own words, the handbook, and the real publications where there are any."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.wiring import Owner, Reader, open_reader
from tests.running import Run
from tests.small_sources import write_sources

os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # noqa: TID251  # two tests at once must not spin for each other's cores


def ingested(settings: Settings, place: Path) -> Settings:
    """Ingest a place into a data folder that nobody holds afterwards."""
    with closing(Owner(settings)) as owner:
        report = owner.ingestion.run([place])
    assert report.failed == ()
    return settings


@pytest.fixture(scope="session")
def small_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a record of our own small sources; only read it."""
    folder = tmp_path_factory.mktemp("small")
    place = write_sources(folder / "sources")
    return ingested(Settings(data=folder / "data", catalogue=folder / "sources.toml"), place)


@pytest.fixture(scope="session")
def small(small_settings: Settings) -> Iterator[Reader]:
    """A reader of the small record."""
    with closing(open_reader(small_settings)) as reader:
        yield reader


@pytest.fixture
def own_settings(small_settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a copy of the small record that a test may change."""
    folder = shutil.copytree(small_settings.data, tmp_path / "own-data")
    return small_settings.model_copy(update={"data": folder})


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs commands, in a wide window and a working folder without data or configuration."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return Run(capsys)


@pytest.fixture(scope="session")
def handbook_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a record of the handbook; only read it. Takes half a minute to make: for slow tests."""
    place = Path(str(files("corpus").joinpath("handbok")))
    return ingested(Settings(data=tmp_path_factory.mktemp("handbook")), place)


@pytest.fixture(scope="session")
def handbook(handbook_settings: Settings) -> Iterator[Reader]:
    """A reader of the handbook."""
    with closing(open_reader(handbook_settings)) as reader:
        yield reader


@pytest.fixture(scope="session")
def publications() -> Path:
    """Folder of the real publications' office files; skips where there are none."""
    told = os.environ.get("NARAVARD_DOCUMENTS")  # noqa: TID251  # tests look for the publications before there are settings
    folder = Path(told) if told else Path(__file__).parents[2] / "shared" / "documents" / "office"
    if not folder.is_dir():
        pytest.skip(f"the publications are not here: no folder {folder}")
    return folder


@pytest.fixture(scope="session")
def published(publications: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the real publications. Takes half a minute to make: for slow tests."""
    settings = ingested(Settings(data=tmp_path_factory.mktemp("published")), publications)
    with closing(open_reader(settings)) as reader:
        yield reader
