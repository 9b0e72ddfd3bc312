"""Where the real parts meet: who may open what, and what is left when something fails."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answers import Question
from assistant.making import load_catalogue, make_embedder
from assistant.settings import Settings
from assistant.wiring import Owner, open_reader
from ingest.embedding import BundledEmbedder, SentenceTransformerEmbedder
from ingest.errors import CatalogueError, LibraryDamaged, LibraryLocked
from ingest.records import FileResult, Role

pytestmark = pytest.mark.slow

QUESTION = Question(text="När serveras lunchen?")


def test_a_reader_answers_beside_the_owner(own_settings: Settings) -> None:
    """`ask` works while a server runs."""
    with closing(Owner(own_settings)) as owner, closing(open_reader(own_settings)) as reader:
        theirs, ours = owner.assistant.ask(QUESTION), reader.assistant.ask(QUESTION)

    assert theirs.answer == ours.answer == "”Lunchen serveras klockan tolv.” [1]\n"


def test_a_reader_sees_what_the_owner_brings_in_and_takes_away(own_settings: Settings) -> None:
    """One record, no restart."""
    with closing(Owner(own_settings)) as owner, closing(open_reader(own_settings)) as reader:
        report = owner.add("vaktmastare.md", "# Vaktmästaren\n\nVaktmästaren heter Olle.".encode())
        after_adding = reader.assistant.ask(Question(text="Vad heter vaktmästaren?"))
        assert report.document_id is not None
        receipt = owner.delete(report.document_id)
        after_deleting = reader.assistant.ask(Question(text="Vad heter vaktmästaren?"))

    assert (report.result, after_adding.outcome) == (FileResult.ADDED, "answered")
    assert receipt is not None
    assert (receipt.name, receipt.passages) == ("vaktmastare.md", 1)
    assert after_deleting.outcome == "unanswered"
    assert "Olle" not in str(after_deleting.to_json())


def test_a_second_owner_is_refused_and_the_first_goes_on(own_settings: Settings) -> None:
    """Two writers on one folder lose rows."""
    with closing(Owner(own_settings)) as owner:
        with pytest.raises(LibraryLocked, match="används redan"):
            Owner(own_settings)
        assert owner.assistant.ask(QUESTION).outcome == "answered"
    Owner(own_settings).close()


@pytest.mark.parametrize("content", [b"", b"this is no database at all, however long it is"])
def test_a_reader_of_no_record_is_told_what_to_do(tmp_path: Path, content: bytes) -> None:
    """A damaged file is not the same as none, and neither is a traceback."""
    with pytest.raises(LibraryDamaged, match="naravard ingest"):
        open_reader(Settings(data=tmp_path))
    (tmp_path / "library.sqlite").write_bytes(content)

    with pytest.raises(LibraryDamaged, match=r"kan inte öppnas|ingen kunskapsbas"):
        open_reader(Settings(data=tmp_path))


def test_opening_for_reading_makes_nothing(tmp_path: Path) -> None:
    """A misspelt folder must not come into being."""
    with pytest.raises(LibraryDamaged):
        open_reader(Settings(data=tmp_path / "felstavad"))

    assert list(tmp_path.iterdir()) == []


def test_a_failed_start_gives_the_folder_back(own_settings: Settings, tmp_path: Path) -> None:
    """A faulty catalogue must not lock the record until the process ends."""
    faulty = tmp_path / "fel.toml"
    faulty.write_text('[[source]]\nid = "x"\n', encoding="utf-8")

    with pytest.raises(CatalogueError):
        Owner(own_settings.model_copy(update={"catalogue": faulty}))

    Owner(own_settings).close()


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """The path is typed by hand."""
    (tmp_path / "data").write_text("x", encoding="utf-8")

    with pytest.raises(LibraryDamaged):
        Owner(Settings(data=tmp_path / "data"))


def test_readiness_tells_what_can_be_answered(own_settings: Settings, tmp_path: Path) -> None:
    """Alive is not the same as ready."""
    with closing(Owner(Settings(data=tmp_path / "empty"))) as owner:
        empty = owner.readiness()
    with closing(Owner(own_settings)) as owner:
        before = owner.readiness()
        owner.check_index_in_background().join(timeout=60)
        after = owner.readiness()

    assert (empty.ready, empty.documents, empty.passages) == (False, 0, 0)
    assert "naravard ingest" in empty.detail
    assert (before.ready, before.documents, before.index) == (True, 5, "exact")
    assert (after.ready, after.passages, after.index) == (True, before.passages, "chroma")


def test_questions_are_answered_while_the_index_is_checked_and_files_come_in(own_settings: Settings) -> None:
    """FastAPI asks from many threads."""
    answers: list[str] = []

    with closing(Owner(own_settings)) as owner:
        checking = owner.check_index_in_background()

        def ask_often() -> None:
            answers.extend(owner.assistant.ask(QUESTION).answer for _ in range(5))

        threads = [threading.Thread(target=ask_often) for _ in range(3)]
        for thread in threads:
            thread.start()
        owner.add("ny.md", b"# Ny\n\nEn ny sida om gardiner.")
        for thread in (*threads, checking):
            thread.join(timeout=60)

    assert len(answers) == 15
    assert set(answers) == {"”Lunchen serveras klockan tolv.” [1]\n"}


def test_the_settings_choose_the_embedder() -> None:
    """Its weights are loaded at first use, so a wrong name costs nothing here."""
    assert isinstance(make_embedder(Settings()), BundledEmbedder)
    assert isinstance(make_embedder(Settings(embedding_model="modeller/x")), SentenceTransformerEmbedder)


def test_an_organisations_catalogue_is_read_after_the_bundled_one(small_settings: Settings) -> None:
    """It adds, and may replace."""
    catalogue = load_catalogue(small_settings)

    assert catalogue.entry("presentation-sormland") is not None
    assert catalogue.entry("hembesok-orebro") is not None
    assert "byn" in {profile.id for profile in catalogue.profiles}


def test_what_an_interrupted_run_left_undone_is_done_at_the_next_start(own_settings: Settings) -> None:
    """A run that is killed before its end leaves copies that both speak."""
    text = "# Lunchen\n\n" + " ".join(
        f"Lunch nummer {number} serveras i matsal {number}." for number in range(20)
    )
    with closing(Owner(own_settings)) as owner:
        owner.add("matsedel.md", text.encode())
        owner.add("matsedel-kopia.md", f"{text}\n".encode())
        roles = {document.name: document.role for document in owner.documents()}
        owner.library.assign_roles({document.id: (Role.SEARCHED, None) for document in owner.documents()})

        owner.check_index_in_background().join()

        assert {document.name: document.role for document in owner.documents()} == roles
    assert Role.NEAR_COPY in roles.values()


def test_an_owner_may_be_closed_while_it_checks_its_index(own_settings: Settings) -> None:
    """A server that is stopped at once ends without a fault in its thread."""
    for _ in range(3):
        owner = Owner(own_settings)
        checking = owner.check_index_in_background()
        owner.close()
        too_late = owner.check_index_in_background()
        for thread in (checking, too_late):
            thread.join(timeout=30)
            assert not thread.is_alive()
