"""The catalogue: faults in its files, and recognising a document."""

from pathlib import Path

import pytest

from ingest.catalogue import Catalogue
from ingest.documents import BlockKind, MediaType, Properties, RawBlock, SourceDocument
from ingest.errors import CatalogueError

PUBLICATIONS = Path(__file__).parents[3] / "shared" / "documents" / "text"
EXPECTED = {
    "000_c119207a306ef488.txt": "fou-nara-halsa",
    "001_617a485b0d1988a8.txt": "presentation-sormland",
    "002_8e53a060906499a6.txt": "oxelosund",
    "003_0147149437c4fa75.txt": "budskap-orebro",
    "004_2a12e461ddaef338.txt": "skl-2019",
}
OWN = """
[[profile]]
id = "almby"
words = ["almby"]
within = "orebro"

[[source]]
id = "almby-rutin"
title = "Rutin för hemgång"
publisher = "Almby kommun"
profile = "almby"
files = ["hemgång_*.docx"]
anchors = ["lamporna vid entrén tänds", "nyckeln ligger hos vaktmästaren", "kaffet kokas före åtta"]
enough = 2
"""


def _document(
    *blocks: RawBlock | str,
    name: str = "namnlös.docx",
    media_type: MediaType = MediaType.DOCX,
    properties: Properties | None = None,
) -> SourceDocument:
    raw = tuple(RawBlock(text=block) if isinstance(block, str) else block for block in blocks)
    return SourceDocument.assemble(
        raw, name=name, sha256="0" * 64, media_type=media_type, properties=properties
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An organisation's own catalogue file."""
    path = tmp_path / "almby.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def _broken(tmp_path: Path, text: str) -> str:
    path = tmp_path / "egen.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(path)
    return str(caught.value)


def test_the_shipped_catalogue_loads_and_knows_the_five_sources() -> None:
    """A fault in our own data must never reach a user."""
    catalogue = Catalogue.load()

    assert {*EXPECTED.values(), "handbok"} <= {entry.id for entry in catalogue.entries}
    assert all(catalogue.hosts)


def test_an_organisation_adds_its_own_file(own: Path) -> None:
    """New sources and layers need no change in the program."""
    catalogue = Catalogue.load(own)

    entry = catalogue.recognise(_document("Text", name="Hemgång 2024.docx"))

    assert entry is not None
    assert entry.profile == "almby"
    assert catalogue.entry("budskap-orebro") is not None


def test_a_later_file_replaces_an_entry(tmp_path: Path) -> None:
    """An organisation may correct what the shipped catalogue says of a source."""
    path = tmp_path / "egen.toml"
    path.write_text(
        '[[source]]\nid = "oxelosund"\ntitle = "Ny titel"\npublisher = "Kommunen"\n', encoding="utf-8"
    )

    entry = Catalogue.load(path).entry("oxelosund")

    assert entry is not None
    assert entry.title == "Ny titel"


SOURCE = '[[source]]\nid = "a"\ntitle = "A"\npublisher = "P"\n'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (SOURCE + 'forlag = "x"', ["'a'", "'forlag'", "är okänd", "stavningen"]),
        ('[[source]]\nid = "a"\ntitle = "A"', ["'a'", "'publisher'", "saknas", "Lägg till"]),
        ('[[source]]\ntitle = "A"\npublisher = "P"', ["'source nummer 1'", "'id'", "saknas"]),
        (SOURCE.replace('"A"', "7"), ["'title'", "text", "citattecken"]),
        (SOURCE + 'year = "i fjol"', ["'year'", "heltal", "'i fjol'"]),
        (SOURCE + 'files = "a.pdf"', ["'files'", "lista", "hakparenteser"]),
        (SOURCE + 'anchors = ["ett"]', ["'anchors[1]'", "bara ett ord"]),
        (SOURCE + 'anchors = ["ett två tre fyra fem sex sju åtta nio"]', ["9 ord", "högst 8"]),
        (SOURCE + 'anchors = ["ett två"]\nenough = 2', ["'a'", "enough", "antalet ankare"]),
        (SOURCE + 'addresses = ["http://a.se/"]', ["'addresses[1]'", "https"]),
        (SOURCE + 'addresses = ["https://namn:hemligt@a.se/"]', ["https-adress"]),
        (SOURCE + 'profile = "mars"', ["'a'", "okänd profil 'mars'", "[[profile]]"]),
        (SOURCE + 'variant_of = "b"', ["'a'", "'b'", "variant_of"]),
        (SOURCE + 'replaces = ["a"]', ["'a'", "inte är en annan post"]),
        (SOURCE + SOURCE, ["två poster", "'a'"]),
        (
            SOURCE + '[[source.place]]\nslides = ["3"]\nstanding = "sant"',
            ["place[1].standing", "otillåtet", "'sant'"],
        ),
        (SOURCE + '[[source.place]]\nslides = ["9-3"]\nstanding = "beslut"', ["går baklänges"]),
        (SOURCE + '[[source.place]]\nstanding = "beslut"', ["antingen slides eller heading"]),
        (SOURCE + '[[source.place]]\nheading = "Mål"', ["säger ingenting"]),
        (
            SOURCE + '[[source.place]]\nheading = "Mål"\npart = "bild"\nstanding = "beslut"',
            ["part utan slides"],
        ),
        (
            SOURCE + '[[source.place]]\nslides = ["3"]\npart = "baksida"\nstanding = "beslut"',
            ["bild eller talmanus"],
        ),
        ("[[source]\n", ["TOML", "egen.toml"]),
    ],
)
def test_a_fault_names_entry_key_and_remedy(tmp_path: Path, text: str, parts: list[str]) -> None:
    """Whoever edits the file by hand must see what to change, in Swedish."""
    message = _broken(tmp_path, text)

    assert [part for part in parts if part not in message] == []


def test_a_ring_of_replacements_is_refused(tmp_path: Path) -> None:
    """Two sources that supersede each other would both vanish."""
    text = SOURCE + 'replaces = ["b"]\n' + SOURCE.replace('"a"', '"b"') + 'replaces = ["a"]\n'

    assert "ring" in _broken(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A mistyped path must not look like an empty catalogue."""
    with pytest.raises(CatalogueError, match=r"finns-inte\.toml"):
        Catalogue.load(tmp_path / "finns-inte.toml")


@pytest.mark.parametrize(
    "name", ["hemgång_2024.docx", "HEMGÅNG 2024.DOCX", "hemga\u030ang_x.docx", "almby-rutin.pdf"]
)
def test_a_name_is_recognised_however_it_is_written(own: Path, name: str) -> None:
    """Case, spaces, decomposed letters and our own download names must not matter."""
    entry = Catalogue.load(own).recognise(_document("Något helt annat", name=name))

    assert entry is not None
    assert entry.id == "almby-rutin"


def test_a_renamed_file_is_recognised_by_its_content(own: Path) -> None:
    """Anchors are found across line breaks, case and punctuation."""
    text = ("Innan vi går: Nyckeln ligger\nhos vaktmästaren.", "KAFFET kokas – före åtta!")

    entry = Catalogue.load(own).recognise(_document(*text))

    assert entry is not None
    assert entry.id == "almby-rutin"


def test_too_few_anchors_are_not_enough(own: Path) -> None:
    """A text that only quotes a source is not that source."""
    assert Catalogue.load(own).recognise(_document("Nyckeln ligger hos vaktmästaren.")) is None


def test_the_handbook_is_recognised_only_with_its_source_lines() -> None:
    """A user's own numbered Markdown file must not become part of our handbook."""
    catalogue = Catalogue.load()
    title = RawBlock(text="Vad är nära vård?", kind=BlockKind.TITLE)
    rests_on = RawBlock(text="Källa: budskap-orebro, Vad är nära vård?", kind=BlockKind.METADATA)

    ours = catalogue.provenance(
        _document(title, "Text.", rests_on, name="01-vad.md", media_type=MediaType.MARKDOWN)
    )
    theirs = catalogue.provenance(_document(title, "Text.", name="01-vad.md", media_type=MediaType.MARKDOWN))

    assert (ours.catalogue_id, ours.guide, ours.title) == ("handbok", True, "Handboken: Vad är nära vård?")
    assert (theirs.catalogue_id, theirs.guide) == (None, False)


def test_a_renamed_chapter_is_not_taken_for_the_source_it_retells(own: Path) -> None:
    """A guide repeats the headings of its source, and would then speak in the publisher's name."""
    retold = "Nyckeln ligger hos vaktmästaren.", "Kaffet kokas före åtta."
    rests_on = RawBlock(text="Källa: almby-rutin, Kaffe", kind=BlockKind.METADATA)

    catalogue = Catalogue.load(own)

    assert catalogue.recognise(_document(*retold)) == catalogue.entry("almby-rutin")
    assert catalogue.recognise(_document(*retold, rests_on)) is None


def test_a_known_source_gets_its_provenance_from_the_catalogue() -> None:
    """What the file claims about itself does not matter then."""
    claims = Properties(title="Presentation1", author="Någon", created="2013-01-27")

    known = Catalogue.load().provenance(
        _document(
            "x", name="nara-vard-presentation-sormland.pptx", properties=claims, media_type=MediaType.PPTX
        )
    )

    assert known.catalogue_id == "presentation-sormland"
    assert (known.publisher, known.year, known.dated) == ("FoU i Sörmland", 2022, "2022–2023")


def test_missing_sources_tell_where_to_look() -> None:
    """`naravard sources` lists what could be added."""
    catalogue = Catalogue.load()
    loaded = {"handbok", *EXPECTED.values()}

    missing = catalogue.missing(loaded)

    assert loaded.isdisjoint(entry.id for entry in missing)
    assert {"skr-handbok-2020", "kunskapsguiden", "orebro-vardgivare"} <= {entry.id for entry in missing}
    assert all(entry.addresses or entry.where for entry in missing)


@pytest.mark.skipif(not PUBLICATIONS.is_dir(), reason="the publications are not in ../shared/documents")
@pytest.mark.parametrize("file", EXPECTED)
def test_each_publication_is_recognised_under_another_name(file: str) -> None:
    """The anchors must stand in the real texts, and in no other of them."""
    text = (PUBLICATIONS / file).read_text(encoding="utf-8")

    entry = Catalogue.load().recognise(_document(text, name="nedladdning.txt", media_type=MediaType.TEXT))

    assert entry is not None
    assert entry.id == EXPECTED[file]
