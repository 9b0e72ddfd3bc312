"""A village's message guide about its kitchen, beside what others say of it: made up, with the faults that sources have."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.drafting.desk import DraftingDesk, desk_of
from assistant.drafting.values import Brief, Draft
from assistant.settings import Settings
from assistant.wiring import Owner

GUIDE = """# Budskapsunderlag byköket

## Vi kallar det

Vi använder benämningen byköket i alla texter om köket.

## Budskap: Vad är byköket?

- Byköket är ett gemensamt kök där alla i byn kan laga mat tillsammans.
- Byköket är inte en restaurang eller ett annat namn på skolans matsal.
- Byköket möter allas behhov av ett bord att sitta vid.
- Det betyder att ingen behöver äta ensam.

## Budskap: Varför byköket?

- Genom byköket tar vi ett gemensamt ansvar för att alla får lunch.
- Vi behöver hitta nya sätt att laga mat som passar våra invånare.
- Antalet barn som äter lunch i byköket minskar.
- Ungefär 40 procent av byns invånare saknar ugn i byköket.
- Närvården i byn bidrar till byköket varje vecka.

## Budskap: Hur kan vi skapa ett bykök?

- Genom att odla grönsaker vid dörren.
- Genom utbildning av unga kockar.

## Budskap: Vilka lagar maten?

Köksrådet delar ansvaret i byköket mellan tre grupper: unga, gamla och gäster.

## Mer material

Fler texter om byköket finns i lådan vid spisen.
"""
NEIGHBOUR = """# Grannbyns kök

## Om byköket

Antalet barn som äter lunch i byköket ökar.

Grannbyn lånar ut grytor till byköket när festen är stor.

Telefon till Kalle Karlsson: 070-123 45 67 om byköket.
"""
OLD_PLAN = """# Köksplanen från förr

## Byköket

Byköket ska helst hålla stängt på vintern.
"""
TARGET = """# Byns målbild

## Målbild 2035

Byköket har öppet varje kväll och ingen äter ensam i byn.

Alla i byn har en egen kastrull i byköket.

Byköket lagar mat av det som växer vid dörren.
"""
CATALOGUE = """
[[profile]]
id = "byn"
words = ["byns"]

[[source]]
id = "budskap-byn"
title = "Budskapsunderlag byköket"
publisher = "Byns köksråd"
profile = "byn"
kind = "budskapsunderlag"
files = ["guide*"]

[[source]]
id = "byns-malbild"
title = "Byns målbild"
publisher = "Byns köksråd"
profile = "byn"
kind = "plan"
files = ["target*"]

[[source]]
id = "byns-bildspel"
title = "Byns bildspel"
publisher = "Byns köksråd"
profile = "byn"
year = 2031
dated = "2031–2032"
kind = "bildspel"
files = ["byns-bildspel*"]

[[source.place]]
slides = ["2"]
standing = "målbild 2035"

[[source.place]]
slides = ["3"]
part = "talmanus"
standing = "exempel"
originator = "Grannbyn"

[[source]]
id = "grannbyn"
title = "Grannbyns kök"
publisher = "Grannbyn"
kind = "webbsida"
files = ["neighbour*"]

[[source]]
id = "gamla-planen"
title = "Köksplanen från förr"
publisher = "Byns köksråd"
profile = "byn"
kind = "plan"
status = "historisk"
files = ["old*"]
"""
TEXTS = {"guide.md": GUIDE, "neighbour.md": NEIGHBOUR, "old.md": OLD_PLAN, "target.md": TARGET}
TOPIC = "vad byköket är"


def write_texts(folder: Path, texts: dict[str, str] = TEXTS) -> Settings:
    """Ingest texts into a data folder beneath another, and return its settings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    settings = Settings(data=folder / "data", catalogue=folder / "catalogue.toml", profile="byn")
    with closing(Owner(settings)) as owner:
        for name, text in texts.items():
            assert owner.add(name, text.encode()).error is None
    return settings


@contextmanager
def desk_at(settings: Settings) -> Iterator[tuple[DraftingDesk, Owner]]:
    """Yield the desk of a record and its owner."""
    with closing(Owner(settings)) as owner:
        yield desk_of(owner), owner


def brief(topic: str = TOPIC, **more: object) -> Brief:
    """Return a brief for the village's intranet; fields by name."""
    given = {"audience": "medarbetare", "channel": "intranat", "length": "medel", "profile": "byn", **more}
    return Brief(topic=topic, **given)  # type: ignore[arg-type]  # fields by name


def texts_of(draft: Draft) -> list[str]:
    """Return every sentence of a draft, notes too."""
    return [one.text for one in draft.sentences]


def reasons(draft: Draft) -> dict[str, str]:
    """Return why each sentence was left out, by its words."""
    return {one.text: one.reason for one in draft.left_out}
