"""Records made for a measurement: the real publications in one format, with or without distractors."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.settings import Settings
from assistant.wiring import Owner
from eval.cases import CaseFault

MIXED = "blandat"
"""Every file that is there; the record itself chooses the richest format."""

FORMATS: dict[str, tuple[str, ...]] = {
    MIXED: ("*.pptx", "*.docx", "*.html", "*.pdf"),
    "pptx": ("*.pptx", "*.docx", "*.html"),
    "pdf": ("*.pdf", "*.html"),
    "text": ("*.txt",),
}
"""File patterns of each variant: what a publication does not exist as is taken in the format it has."""


@contextmanager
def shelf(files: Sequence[Path], distractors: Sequence[str] = ()) -> Iterator[Owner]:
    """Yield a record of these files and of distractor texts, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="naravard-eval-") as folder:
        root = Path(folder)
        inbox = root / "inbox"
        inbox.mkdir()
        for path in files:
            shutil.copy(path, inbox / path.name)
        for number, text in enumerate(distractors):
            ending = "md" if text.startswith("# ") else "txt"
            (inbox / f"distractor-{number:04}.{ending}").write_text(text, encoding="utf-8")
        owner = Owner(Settings(data=root / "data"))
        try:
            owner.ingestion.run([inbox])
            yield owner
        finally:
            owner.close()


def publications(folder: Path, variant: str) -> tuple[Path, ...]:
    """Return the files of one variant; text files stand beside the office folder, in `text`."""
    place = folder.parent / "text" if variant == "text" else folder
    return tuple(sorted(path for pattern in FORMATS[variant] for path in place.glob(pattern)))


def distractor_texts(folder: Path) -> tuple[str, ...]:
    """Return the Markdown texts of a folder, in the order of their names.

    Raises:
        CaseFault: When it holds none.
    """
    texts = tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
    if not texts:
        raise CaseFault(
            f"Mappen {str(folder)!r} innehåller inga Markdownfiler med främmande texter. Ange en annan."
        )
    return texts


def swefaq_answers(path: Path) -> tuple[str, ...]:
    """Return the distinct answers of a SweFAQ file, in order.

    Raises:
        CaseFault: When it cannot be read as such a file.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        rows = [json.loads(line)["candidate_answers"] for line in lines if line.strip()]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CaseFault(
            f"Filen {str(path)!r} kan inte läsas som SweFAQ: JSON-rader med candidate_answers. Kontrollera sökvägen."
        ) from error
    return tuple(dict.fromkeys(answer for row in rows for answer in row))
