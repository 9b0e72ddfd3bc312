"""The starter handbook: every paragraph says what it rests on, in plain Swedish and in our own words."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from ingest.catalogue import Catalogue
from ingest.readers import read

FOLDER = Path(str(files("corpus").joinpath("handbok")))
PAGES = sorted(FOLDER.glob("*.md"))
CATALOGUE = Catalogue.load()
MOST_LIX = 45
BORROWED = 12
"""Words in a row that make a sentence somebody else's."""

_SOURCE = re.compile(r"^Källa: (.+)$", re.MULTILINE)


def chunks(page: Path) -> list[str]:
    """Return what stands between blank lines, headings left out."""
    parts = re.split(r"\n\s*\n", page.read_text(encoding="utf-8").strip())
    return [part for part in parts if not part.startswith("#")]


def references(text: str) -> Iterator[str]:
    """Yield each reference of the text's source lines."""
    for line in _SOURCE.findall(text):
        yield from (part.strip() for part in re.split(r"; ", line))


def prose(page: Path) -> str:
    """Return the page's own words: no headings' marks, no source lines."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.lstrip("# ") for line in lines if not line.startswith("Källa:"))


def words(text: str) -> list[str]:
    """Return the words of a text, lower-cased."""
    return re.findall(r"[^\W_]+", text.lower())


def lix(text: str) -> float:
    """Return LIX (Björnsson 1968): words a sentence, plus the share of words over six letters in per cent."""
    found = words(text)
    sentences = [
        sentence
        for line in text.splitlines()
        for sentence in re.split(r"(?<=[.!?:])\s+(?=\S)", re.sub(r"^(?:[-*]|\d+\.)\s+", "", line))
        if words(sentence)
    ]
    return len(found) / len(sentences) + 100 * sum(len(word) > 6 for word in found) / len(found)


def test_the_handbook_is_large_enough_to_be_useful_alone() -> None:
    """A fresh installation answers out of it."""
    assert len(PAGES) >= 12
    assert sum(len(words(prose(page))) for page in PAGES) >= 4_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_paragraph_and_list_says_what_it_rests_on(page: Path) -> None:
    """A line that announces a list shares the list's source."""
    parts = chunks(page)

    bare = [
        part
        for number, part in enumerate(parts)
        if not _SOURCE.search(part.splitlines()[-1])
        and not (
            part.endswith(":") and number + 1 < len(parts) and re.match(r"[-*]|\d+\.", parts[number + 1])
        )
    ]
    assert bare == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_reference_leads_somewhere(page: Path) -> None:
    """A known publication with its place, the handbook's own words, or something outside that is named."""
    known = {entry.id for entry in CATALOGUE.entries if not entry.guide}

    lost = [
        reference
        for reference in references(page.read_text(encoding="utf-8"))
        if (reference != "handboken, egna ord" and reference.partition(", ")[0] not in known | {"extern"})
        or not reference.partition(", ")[2]
    ]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_is_easy_to_read(page: Path) -> None:
    """Staff read it between two visits."""
    assert lix(prose(page)) < MOST_LIX


def test_lix_is_counted_as_in_the_book() -> None:
    """Two sentences of four words, of which two are long: 4 + 25."""
    assert lix("Bara korta ord här.\n- Besöken upplevs som bra") == pytest.approx(4 + 25)


def test_the_glossary_is_labelled_as_our_own_words() -> None:
    """An explanation of a law must not be taken for the law."""
    glossary = next(page for page in PAGES if "ordlista" in page.stem)

    first = chunks(glossary)[0]
    assert "handbokens egna ord" in first
    assert "ingen juridisk vägledning" in first
    assert list(references(first)) == ["handboken, egna ord"]


def test_the_catalogue_knows_every_page_as_a_guide() -> None:
    """A page taken for a source would be quoted as one."""
    taken = [
        page.name for page in PAGES if not CATALOGUE.provenance(read(page.name, page.read_bytes())).guide
    ]

    assert taken == []


@pytest.mark.slow
def test_no_sentence_is_borrowed_from_the_publications(publications: Path) -> None:
    """Facts carry over, sentences do not; a definition in quotation marks is the exception."""
    theirs: set[tuple[str, ...]] = set()
    for path in sorted(path for path in publications.iterdir() if path.is_file()):
        theirs |= runs(read(path.name, path.read_bytes()).text)

    ours = {run: page.name for page in PAGES for run in runs(re.sub(r"”[^”]{1,250}”", "¤", prose(page)))}

    assert theirs
    assert {" ".join(run): page for run, page in ours.items() if run in theirs} == {}


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of so many words that would count as borrowed."""
    found = words(text)
    return {tuple(found[at : at + BORROWED]) for at in range(len(found) - BORROWED + 1)}
