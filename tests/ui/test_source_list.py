"""The list under Källor: whether a source is used, how much it is cited, and what no longer applies."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.wiring import Reader
from ingest.records import Role as DocumentRole
from tests.assistant.kitchen_guide import GUIDE
from tests.fakes import FakeAnswerer, FakePulse, FakeShelf, FakeTally
from tests.samples import DECK
from tests.ui.real_app import apps
from ui.api.principals import Role
from ui.app import create_app
from ui.settings import AppSettings

TODAY = date.today().isoformat()  # noqa: DTZ011  # the day on which a file is read


def client_of(shelf: FakeShelf, role: Role = Role.READER, tally: FakeTally | None = None) -> TestClient:
    """Return a client of an application over fakes."""
    app = create_app(
        answerer=FakeAnswerer(),
        shelf=shelf,
        pulse=FakePulse(),
        tally=tally,
        settings=AppSettings(local_role=role),
    )
    return TestClient(app, base_url="http://localhost")


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (DocumentRole.SEARCHED, "Ja"),
        (DocumentRole.OTHER_FORMAT, "Nej, samma källa finns i ett annat format"),
        (DocumentRole.NEAR_COPY, "Nej, nästan likadan som en annan källa"),
    ],
)
def test_whether_a_source_is_used_in_answers_is_said_in_plain_words(role: DocumentRole, told: str) -> None:
    """Yes, or no and why."""
    page = client_of(FakeShelf(stored=[replace(DECK, role=role)])).get("/kallor").text

    assert '<th scope="col">Används i svar</th>' in page
    assert f">{told}</td>" in page


@pytest.mark.parametrize(
    ("role", "told", "other"),
    [
        (Role.READER, "Be en redaktör", "Lägg till en här nedanför"),
        (Role.EDITOR, "Lägg till en här nedanför", "Be en"),
    ],
)
def test_an_empty_list_says_what_the_one_who_reads_it_can_do(role: Role, told: str, other: str) -> None:
    """A reader sees no form to add a source with."""
    page = client_of(FakeShelf(stored=[]), role).get("/kallor").text

    assert told in page
    assert other not in page


def test_how_often_answers_cite_a_source_is_shown_where_it_is_counted() -> None:
    """In the list and on the source's own page; no column of noughts where nothing is counted."""
    client = client_of(FakeShelf(), tally=FakeTally())

    page = client.get("/kallor").text
    assert '<th scope="col">Citerad i svar, senaste 30 dagarna</th>' in page
    assert re.search(rf"/kallor/{DECK.id}.*?>3</td>", page, re.DOTALL)
    assert "<dt>Citerad i svar, senaste 30 dagarna</dt><dd>3</dd>" in client.get(f"/kallor/{DECK.id}").text
    assert "Citerad i svar" not in client_of(FakeShelf()).get("/kallor").text


def test_what_no_longer_applies_stands_in_the_archive(small: Reader, tmp_path: Path) -> None:
    """A former version and a superseded document, with the day, apart from what is used."""
    with apps(small, tmp_path, Role.EDITOR) as (owner, (app,)):
        client = TestClient(app, base_url="http://localhost")
        assert "Arkiv" not in client.get("/kallor").text
        owner.add("neighbour.md", "# Grannbyns kök\n\nGrannbyn har ett nytt bord i sitt kök.\n".encode())
        (old,) = [one.id for one in owner.documents() if one.name == "guide.md"]
        owner.add_apart("guide 2.md", GUIDE.replace("40 procent", "45 procent").encode(), replacing=old)

        page = client.get("/kallor").text
        in_use, _, archive = page.partition('id="nv-arkiv"')
        assert f"/kallor/{old}" not in in_use
        assert f'href="/kallor/{old}"' in archive
        assert archive.count(f"gällde till {TODAY}") == 2
        assert "neighbour.md" in archive
        (digest,) = [one for one in owner.digests() if one.before.name == "neighbour.md"]
        editors = client.get("/redaktion").text
        assert "Markera som genomgången" in editors
        assert editors.count("raderas den förra versionens text.") == 1
        assert editors.count("Den förra källan finns kvar i arkivet") == 1
        owner.put_away(digest.id)
        assert client.get("/kallor").text.count("gällde till") == 1
