"""Commands that make, show, mend and empty the record, through the door."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.wiring import Owner
from ingest.locking import FolderLock
from tests.running import Run
from tests.small_sources import write_sources


@pytest.fixture
def data(small_settings: Settings) -> Path:
    """Data folder of the small record; only read it."""
    return small_settings.data


@pytest.fixture
def own(own_settings: Settings) -> Path:
    """Data folder that a test may change."""
    return own_settings.data


@pytest.mark.parametrize(
    "command",
    [("ask", "Vad?"), ("sources",), ("sources", "delete", "x"), ("doctor",), ("serve",)],
)
def test_a_missing_data_folder_is_told_and_not_made(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Exit code 3, the folder's name and the remedy."""
    assert run(*command, "--data", tmp_path / "borta") == 3
    assert "borta" in run.err
    assert "naravard ingest" in run.err
    assert not (tmp_path / "borta").exists()


def test_a_broken_record_is_told(run: Run, own: Path) -> None:
    """Pages that went bad on disk give exit code 3, never a traceback."""
    record = own / "library.sqlite"
    content = bytearray(record.read_bytes())
    content[8192:] = b"\xff" * len(content[8192:])
    record.write_bytes(content)

    assert run("ask", "När serveras lunchen?", "--data", own) == 3
    assert "Kunskapsbasen" in run.err


@pytest.mark.parametrize("command", [("ingest",), ("doctor",), ("sources", "delete", "x")])
def test_a_held_data_folder_is_told(run: Run, own: Path, command: tuple[str, ...]) -> None:
    """A second writer is refused; what is there is kept."""
    with FolderLock(own):
        assert run(*command, "--data", own) == 3

    assert "används redan" in run.err


def test_ingest_reports_each_file(run: Run, tmp_path: Path) -> None:
    """A file that cannot be read fails alone, and the exit code says so; a second run changes nothing."""
    place = write_sources(tmp_path / "in", "matsalen.md")
    (place / "trasig.pdf").write_bytes(b"%PDF-1.7 nej")

    assert run("ingest", place, "--data", "data", "--json") == 1

    files = {file["name"]: file for file in run.json["files"]}
    assert files["matsalen.md"]["result"] == "added"
    assert files["trasig.pdf"]["result"] == "failed"
    assert "trasig.pdf" in files["trasig.pdf"]["error"]
    (place / "trasig.pdf").unlink()
    assert run("ingest", place, "--data", "data") == 0
    assert "1 oförändrad" in run.out


def test_ingesting_nothing_is_no_success(run: Run, tmp_path: Path) -> None:
    """An empty folder is a mistake that a script should notice."""
    (tmp_path / "tom").mkdir()

    assert run("ingest", "tom", "--data", "data") == 1
    assert run("ingest", "finns-inte", "--data", "data") == 2
    assert "'finns-inte' finns inte" in run.err


def test_sources_lists_what_is_loaded_and_what_is_missing(run: Run, data: Path) -> None:
    """Known but missing sources can be fetched."""
    assert run("sources", "--data", data, "--json") == 0

    assert {one["name"] for one in run.json["loaded"]} >= {"matsalen.md", "01-hembesok.md"}
    assert {"id", "name", "sha256", "provenance", "role", "passages"} <= set(run.json["loaded"][0])
    assert {one["id"] for one in run.json["missing"]} >= {"presentation-sormland", "budskap-orebro"}


def test_every_id_can_be_read_off_the_narrowest_window(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`sources delete` asks for it, so it may not be cut."""
    monkeypatch.setenv("COLUMNS", "60")
    run("sources", "--data", data, "--json")
    ids = [one["id"] for one in run.json["loaded"]]

    assert run("sources", "--data", data) == 0
    assert all(id_ in run.out for id_ in ids)


def test_a_deletion_gives_a_receipt_and_leaves_nothing(run: Run, own: Path) -> None:
    """Deleted means gone; a second time there is nothing to delete."""
    run("sources", "--data", own, "--json")
    canteen = next(one for one in run.json["loaded"] if one["name"] == "matsalen.md")

    assert run("sources", "delete", canteen["id"], "--data", own, "--json") == 0
    receipt = run.json
    assert set(receipt) == {
        "document_id",
        "name",
        "sha256",
        "passages",
        "vectors",
        "approved",
        "drafts",
        "deleted_at",
    }
    assert (receipt["name"], receipt["sha256"], receipt["passages"]) == ("matsalen.md", canteen["sha256"], 2)
    assert run("ask", "När serveras lunchen?", "--data", own, "--json") == 0
    assert "klockan tolv" not in run.out
    assert run("sources", "delete", canteen["id"], "--data", own) == 1
    assert canteen["id"] in run.err


def test_options_before_the_action_hold(run: Run, own: Path) -> None:
    """`sources --data X delete` must not delete from another folder."""
    run("sources", "--data", own, "--json")
    one = run.json["loaded"][0]

    assert run("sources", "--data", own, "--json", "delete", one["id"]) == 0
    assert run.json["name"] == one["name"]


def test_a_receipt_is_told_in_swedish(run: Run, own: Path) -> None:
    """With what was removed, and the file's fingerprint."""
    run("sources", "--data", own, "--json")
    one = run.json["loaded"][0]

    assert run("sources", "delete", one["id"], "--data", own) == 0
    assert f"{one['name']} är raderad" in run.out
    assert one["sha256"] in run.out


def test_fetching_an_unknown_source_names_the_known_ones(run: Run, tmp_path: Path) -> None:
    """Nothing is downloaded, and no data folder is made."""
    assert run("sources", "fetch", "månen", "--data", tmp_path / "data") == 2
    assert "'månen' finns inte i katalogen" in run.err
    assert "presentation-sormland" in run.err
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_the_doctor_finds_and_mends(run: Run, own: Path) -> None:
    """Looking changes nothing and says so by its code; mending leaves all well."""
    with closing(Owner(Settings(data=own))) as owner, owner.library.database.transaction() as writer:
        writer.execute("DELETE FROM lemma_index WHERE rowid = 1")

    assert run("doctor", "--check", "--data", own, "--json") == 1
    assert (run.json[0]["check"], run.json[0]["mended"]) == ("words", False)
    assert run("doctor", "--data", own) == 0
    assert "Lagat" in run.out
    assert run("doctor", "--check", "--data", own) == 0
    assert "Allt stämmer" in run.out
