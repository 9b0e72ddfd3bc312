"""Whatever moment a process dies at, the record stays whole, and the next run goes on.

Only the process itself is killed: readers and probes that it had started outlive it for a moment, as they would.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from assistant.wiring import Owner
from ingest.doctor import examine
from ingest.embedding import BundledEmbedder
from ingest.language import lemmas
from ingest.library import FILE_NAME, Library
from ingest.readers import read
from ingest.records import FileResult
from tests.ingest.making import holding, settings_for, write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KILLS = 20
SUBJECTS = "vården omsorgen kommunen regionen tandvården".split()
RARE = "kvastskaften"
FINGERPRINT = BundledEmbedder().fingerprint


@contextmanager
def program(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Run a command of the product, and see to it that it has ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def finished(*arguments: str | Path) -> tuple[int, str, str]:
    """Run a command to its end; return exit code, output and errors."""
    with program(*arguments) as process:
        output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors


def killed_after(seconds: float, *arguments: str | Path) -> bool:
    """Kill a command after a while; tell whether it was still running."""
    with program(*arguments) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
    return False


@dataclass
class Sources:
    """A folder of five files that are all rewritten at once, and every text they have had."""

    folder: Path
    revision: int = 0

    def rewrite(self) -> None:
        """Give every file its next text."""
        self.revision += 1
        for subject in SUBJECTS:
            sections = [
                f"I läge {self.revision} är {subject} nära del {part}. Den {subject} planeras gång {self.revision}."
                for part in (1, 2)
            ]
            path = write(self.folder, f"{subject}.md", *sections)
            self._texts[path.name, read(path.name, path.read_bytes()).text] = self.revision

    def __post_init__(self) -> None:
        self._texts: dict[tuple[str, str], int] = {}

    def revision_of(self, name: str, text: str) -> int:
        """Return which revision a text is of; a text that no file ever had is a failure."""
        return self._texts[name, text]


def visible(data: Path, sources: Sources) -> Mapping[str, int]:
    """Return the revision of each visible document, each checked to be whole; none before there is a record."""
    if not (data / FILE_NAME).is_file() or not (data / FILE_NAME).stat().st_size:
        return {}
    with closing(Library(data)) as library:
        found = {}
        for document in library.documents():
            stored = library.text(document.id)
            assert stored is not None
            found[document.name] = sources.revision_of(document.name, stored.text)
            assert document.passages == len(library.passages_of(document.id)) == 2
        assert library.words.faults() == (0, 0)
        assert not library.vectors.lacking(FINGERPRINT)
        rows = library.database.reader.execute("SELECT count(*) FROM sentence_vectors").fetchone()
        assert rows[0] == 4 * len(found)
        assert library.database.faults() == ()
    return found


def complete(data: Path, sources: Sources) -> None:
    """Run to the end what was interrupted, and assert that record and index are sound."""
    with closing(Owner(settings_for(data))) as owner:
        report = owner.ingestion.run([sources.folder])
        assert not report.failed
        assert examine(owner.library, owner.embedder, owner.index, mend=False) == ()
        ids, matrix = owner.library.vectors.searched(owner.embedder.fingerprint, owner.embedder.dimension)
        owner.index.refresh()
        for row in (0, len(ids) - 1):
            best = np.argsort(-(matrix @ matrix[row]))[:3]
            assert {id_ for id_, _ in owner.index.search(matrix[row], limit=3)} == {ids[at] for at in best}
    assert visible(data, sources) == dict.fromkeys((f"{s}.md" for s in SUBJECTS), sources.revision)


def test_a_killed_ingest_loses_nothing_and_the_next_one_completes(tmp_path: Path) -> None:
    """Twenty kills, from the first tenth of a second to the last: nothing lost, nothing half, nothing unusable."""
    moments = random.Random(2026)  # noqa: S311  # the same moments each time
    data, sources = tmp_path / "data", Sources(tmp_path / "sources")
    sources.rewrite()
    started = perf_counter()
    assert finished("ingest", sources.folder, "--data", tmp_path / "trial")[0] == 0
    whole = perf_counter() - started

    landed = 0
    for kill in range(KILLS):
        before = visible(data, sources)
        sources.rewrite()
        share = moments.random() * (0.4 if kill % 4 == 0 else 1.0)
        landed += killed_after(0.1 + share * whole, "ingest", sources.folder, "--data", data)
        after = visible(data, sources)

        assert before.keys() <= after.keys()
        assert all(after[name] in {before.get(name), sources.revision} for name in after)
        if moments.random() < 0.6:
            complete(data, sources)
    complete(data, sources)
    assert landed > KILLS * 0.6


def test_a_killed_deletion_is_done_whole_or_not_at_all(tmp_path: Path) -> None:
    """What is gone leaves no word, even if the kill came between the deletion and the erasure."""
    data = tmp_path / "data"
    write(tmp_path / "sources", "kvar.md", "Vården är nära.")
    for share in (0.5, 0.75, 0.85, 0.95):
        with closing(Owner(settings_for(data))) as owner:
            owner.ingestion.run([tmp_path / "sources"])
            id_ = owner.add("bort.md", f"# Bort\n\nDet var {RARE} som flög.".encode()).document_id
        killed_after(share * _deletion_seconds(tmp_path), "sources", "delete", str(id_), "--data", data)

        with closing(Owner(settings_for(data))) as owner:
            owner.ingestion.run([tmp_path / "sources"])
            names = {document.name for document in owner.documents()}
            assert examine(owner.library, owner.embedder, owner.index, mend=False) == ()
        assert names in ({"kvar.md"}, {"kvar.md", "bort.md"})
        left = [word for word in (RARE, *lemmas(RARE)) if holding(data, word)]
        assert bool(left) == ("bort.md" in names)


def _deletion_seconds(tmp_path: Path) -> float:
    """Return how long the command takes when it finds nothing to delete: a little less than a deletion."""
    started = perf_counter()
    finished("sources", "delete", "okänd", "--data", tmp_path / "data")
    return (perf_counter() - started) * 1.6


def test_a_second_process_is_refused_and_asking_goes_on(tmp_path: Path) -> None:
    """One owner writes; `ask` reads beside it, and an intruder is told who the owner is."""
    data = tmp_path / "data"
    write(tmp_path / "sources", "mal.md", "Målet är att vården planeras tillsammans med den som behöver den.")
    with closing(Owner(settings_for(data))) as owner:
        owner.ingestion.run([tmp_path / "sources"])
        write(tmp_path / "sources", "mer.md", "Omsorgen är god.")
        code, _, errors = finished("ingest", tmp_path / "sources", "--data", data)

        assert code == 3
        assert "används redan av ett annat program (process " in errors
        assert "Traceback" not in errors
        assert [document.name for document in owner.documents()] == ["mal.md"]
        assert owner.index.engine == "chroma"
        code, output, errors = finished("ask", "--json", "Hur planeras vården?", "--data", data)
        assert (code, errors) == (0, "")
        assert json.loads(output)["evidence"][0]["document"] == "mal.md"
        assert owner.add("mer.md", b"Omsorgen finns.").result is FileResult.ADDED
    assert finished("ingest", tmp_path / "sources", "--data", data)[0] == 0


def test_the_folder_is_free_as_soon_as_its_owner_is_killed(tmp_path: Path) -> None:
    """The lock goes with the process; what it had started does not keep it."""
    sources = Sources(tmp_path / "sources")
    sources.rewrite()
    with program("ingest", sources.folder, "--data", tmp_path / "data") as process:
        while not (tmp_path / "data" / "owner.lock").exists():
            time.sleep(0.01)
        time.sleep(0.2)
        process.kill()
        process.wait()

    Owner(settings_for(tmp_path / "data")).close()
