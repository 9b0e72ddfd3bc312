"""Records with one peculiarity each."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from assistant.settings import Settings
from assistant.wiring import Owner, Reader, open_reader
from tests.assistant.town import NEIGHBOUR, TOWN

LIST = "\n".join(f"{n}. Regel nummer {n} gäller för alla som bor i huset." for n in range(1, 31))
LONG = "Huset har regler som " + "alla följer och känner till, " * 40 + "sägs det."


def record(folder: Settings, **texts: str) -> Settings:
    """Make a record of Markdown texts by name, and leave it to nobody."""
    with closing(Owner(folder)) as owner:
        for name, text in texts.items():
            assert owner.add(f"{name}.md", text.encode()).error is None
    return folder


@pytest.fixture(scope="session")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of a house with thirty rules, and of a sentence that is longer than an answer may be."""
    settings = record(
        Settings(data=tmp_path_factory.mktemp("long")),
        regler=f"# Husets regler\n\nDessa regler gäller i huset:\n\n{LIST}\n",
        roman=f"# Romanen\n\n{LONG}\n",
    )
    with closing(open_reader(settings)) as reader:
        yield reader


@pytest.fixture(scope="session")
def two_lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of two sources that list different gardens as the ones that matter."""
    settings = record(
        Settings(data=tmp_path_factory.mktemp("lists")),
        styrelsen="# Styrelsen\n\nStyrelsen har valt tre viktiga odlingar:\n\n- Potatis\n- Rabarber\n- Humle\n",
        kolonin="# Kolonin\n\nKolonin ligger vid sjön.\n\n## Fokusodlingar 2026\n\n- Sallad\n- Ringblommor\n",
    )
    with closing(open_reader(settings)) as reader:
        yield reader


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of two villages' plans."""
    settings = record(Settings(data=tmp_path_factory.mktemp("town")), byn=TOWN, grannbyn=NEIGHBOUR)
    with closing(open_reader(settings)) as reader:
        yield reader
