"""The organisation's accept list: phrases that nothing is to be marked in, one a line in a text file."""

from dataclasses import dataclass
from pathlib import Path

from ingest.masking import mask

FILE_NAME = "godkanda-ord.txt"
"""In the data folder. Lines that begin with # are comments."""
MOST_CHARACTERS = 120
"""The longest phrase: a name, not a sentence."""

_HEAD = "# Ord och namn som granskningen lämnar i fred, ett per rad.\n"


class PhraseRefused(ValueError):
    """A phrase cannot be accepted. The message is Swedish."""


@dataclass(frozen=True, slots=True)
class AcceptList:
    """The phrases in a data folder. Nothing is kept between calls: an editor may change the file by hand."""

    folder: Path

    def phrases(self) -> tuple[str, ...]:
        """Return the accepted phrases, in the order they were added."""
        path = self.folder / FILE_NAME
        if not path.is_file():
            return ()
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))

    def add(self, phrase: str) -> tuple[str, ...]:
        """Accept a phrase and return all of them; one that is there already changes nothing.

        Raises:
            PhraseRefused: When it is empty, too long, of several lines, or holds personal data.
        """
        wanted = phrase.strip()
        if not wanted or wanted.startswith("#") or "\n" in wanted or len(wanted) > MOST_CHARACTERS:
            raise PhraseRefused(
                f"Ange ett ord eller namn på en rad, högst {MOST_CHARACTERS} tecken långt, utan # först."
            )
        if mask(wanted)[1]:
            raise PhraseRefused("Ordet innehåller personuppgifter och har inte sparats. Ta bort dem.")
        known = self.phrases()
        if wanted not in known:
            self._write((*known, wanted))
        return self.phrases()

    def remove(self, phrase: str) -> bool:
        """Take a phrase off the list; False when it is not there."""
        known = self.phrases()
        if phrase.strip() not in known:
            return False
        self._write(tuple(kept for kept in known if kept != phrase.strip()))
        return True

    def _write(self, phrases: tuple[str, ...]) -> None:
        """Write the file whole and put it in place in one step."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{FILE_NAME}.ny"
        draft.write_text(_HEAD + "".join(f"{phrase}\n" for phrase in phrases), encoding="utf-8")
        draft.replace(self.folder / FILE_NAME)
