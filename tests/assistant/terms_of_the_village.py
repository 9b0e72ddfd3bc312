"""Two villages and a board that explain the same words, and a record of what they say."""

from pathlib import Path

from assistant.settings import Settings
from tests.conftest import ingested

VILLAGE = """# Ordlista för byn

## Vad är ett bytorg?

Ett bytorg är en plats där grannar hjälper varandra. Ett bytorg är inte en affär eller ett annat namn på kiosken.

## Grannstöd

Med grannstöd menas hjälp mellan hushåll som bor nära varandra. Det kan vara skjuts, handling eller sällskap.

## Arbetssätt

Samtidigt sker en s.k. kvällsrunda, en promenad genom byn efter klockan åtta. Det innebär att två vuxna syns ute.

Vi samlar ”egenmått” (t ex steg och puls) i en bok. Bygdens råd för samverkan (BRS) fördelar bidragen till husen.

Många tror att bytorg är en förvaltning. Vad är en bystuga?

Gemensamma köp har:

- ett uppdrag från rådet
- en budget för året

## Lanthandel

Lanthandeln är navet i byn.
"""
NEIGHBOUR = """# Grannbyn

## Bytorg

Ett bytorg är en plats där grannar hjälper varandra varje vecka.

## Handel

Lanthandeln är basen i bygden, där även ungdomar arbetar.
"""
GUIDE = """# Handboken: bytorg

Ett bytorg är ett ställe för hjälp mellan grannar.
Källa: ordlista-byn, Vad är ett bytorg?

## Vad är en spång?

En spång är en smal bro över vått land.
Källa: handboken, egna ord
"""
CATALOGUE = """
[[profile]]
id = "byn"
words = ["byn"]

[[source]]
id = "ordlista-byn"
title = "Ordlista för byn"
publisher = "Byalaget"
profile = "byn"
year = 2031
files = ["ordlista*"]

[[source.place]]
heading = "Grannstöd"
standing = "i andra hand"
originator = "Grannförbundet"

[[source]]
id = "grannbyn"
title = "Grannbyn"
publisher = "Grannbyns råd"
files = ["grannbyn*"]
"""


def write_record(folder: Path) -> Settings:
    """Make a record of the three texts below a folder, and leave it to nobody."""
    place = folder / "sources"
    place.mkdir(parents=True)
    for name, text in {"ordlista.md": VILLAGE, "grannbyn.md": NEIGHBOUR, "01-bytorg.md": GUIDE}.items():
        (place / name).write_text(text, encoding="utf-8")
    catalogue = folder / "katalog.toml"
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    return ingested(Settings(data=folder / "data", catalogue=catalogue), place)
