"""Our own small sources: two regions that say nearly the same, a canteen, a handbook page, and much beside the point."""

from pathlib import Path

SHARED = "Ett hembesök kostar ingenting för den som får besöket."
"""Stands word for word in both regions' texts."""

SOURCES = {
    "hembesok-orebro.md": f"""# Hembesök i Örebro

## Vad är ett hembesök?

Ett hembesök är ett möte med en sköterska i bostaden. Besöket varar i högst en timme.

## Vad kostar ett hembesök?

{SHARED}

## Vad ska väskan innehålla?

Väskan innehåller fyra saker:

- En blodtrycksmätare.
- En våg för små barn.
- Förband. De byts ut varje vecka.
- En anteckningsbok.
""",
    "hembesok-sormland.md": f"""# Hembesök i Sörmland

## Vad är ett hembesök?

Ett hembesök är ett möte med en sköterska i bostaden, och det bokas per telefon av teamet.

## Vad kostar ett hembesök?

{SHARED}

## Vem beslutar?

Samverkansnämnden beslutar om hembesök varje höst. Nämnden har elva ledamöter från hela länet.
""",
    "matsalen.md": """# Matsalen

## När serveras lunch?

Lunchen serveras klockan tolv. Menyn sitter på dörren, och den som är ”allergisk mot nötter” säger till i köket.

## Vilka rätter finns?

- Fisk på tisdagar
- Soppa på torsdagar
""",
    "01-hembesok.md": """# Hembesök kort sagt

Ett hembesök är vård i den egna bostaden, och två regioner beskriver det.
Källa: hembesok-orebro, Vad är ett hembesök?

## Hur går ett hembesök till?

Ett hembesök går till i tre steg:

1. Teamet ringer.
2. Sköterskan kommer.
3. Personen berättar hur det gick.
Källa: extern, en påhittad sida
""",
    "bilaga.md": "# Bilaga om verkstaden\n\n"
    + "\n".join(
        f"## Verktyg nummer {number}\n\nVerktyg {number} är en {tool} som hänger på vägg {number}.\n"
        for number, tool in enumerate(
            "hammare såg borr fil tång hyvel skruvmejsel vinkelhake mejsel spade kratta yxa".split(), 1
        )
    ),
}
"""By file name; the names tell which region a file belongs to, and which is the handbook's."""

CATALOGUE = """
[[profile]]
id = "byn"
words = ["byn"]

[[source]]
id = "hembesok-orebro"
title = "Hembesök i Örebro"
publisher = "Exempelregionen Örebro"
profile = "orebro"
year = 2031
files = ["hembesok-orebro*"]

[[source]]
id = "hembesok-sormland"
title = "Hembesök i Sörmland"
publisher = "Exempelregionen Sörmland"
profile = "sormland"
dated = "2030–2031"
year = 2030
files = ["hembesok-sormland*"]

[[source.place]]
heading = "Vem beslutar?"
standing = "beslut"
originator = "Nämnden"
"""
"""An organisation's own catalogue file: two of the sources, and a profile of its own."""


def write_sources(folder: Path, *names: str) -> Path:
    """Write the named sources into a new folder, all of them when none is named, the catalogue beside it, and return it."""
    folder.mkdir(parents=True)
    folder.with_suffix(".toml").write_text(CATALOGUE, encoding="utf-8")
    for name in names or SOURCES:
        (folder / name).write_text(SOURCES[name], encoding="utf-8")
    return folder
