"""The pages Utbilda and the summary of Ny här, over real parts: what is on them, and what never gets into an address."""

import io
import pathlib
from collections.abc import Iterator

import docx
import pptx
import pytest
from fastapi.testclient import TestClient

from assistant.wiring import Owner, Reader
from tests.assistant.kitchen_guide import GUIDE
from tests.trainers import DECK_NAME, village_deck
from tests.ui.real_app import apps
from ui.api.principals import Role

ATTACK = '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def trained(
    small: Reader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Owner, TestClient, TestClient]]:
    """The owner of a record with the village's deck, and a reader's and an editor's client."""
    with apps(small, tmp_path_factory.mktemp("trained"), Role.READER, Role.EDITOR) as (owner, served):
        assert owner.add(DECK_NAME, village_deck()).error is None
        reader, editor = (TestClient(app, base_url="http://localhost") for app in served)
        yield owner, reader, editor


@pytest.fixture
def client(trained: tuple[Owner, TestClient, TestClient]) -> TestClient:
    """A reader's client."""
    return trained[1]


@pytest.fixture(scope="module")
def deck_id(trained: tuple[Owner, TestClient, TestClient]) -> str:
    """Id of the village's deck."""
    return next(one.id for one in trained[0].documents() if one.slides)


def test_a_topic_shows_slides_with_notes_and_source(client: TestClient) -> None:
    """What is shown, what is said, where it comes from and what it is worth."""
    page = client.get("/utbilda", params={"amne": "trygghet", "profil": "byn"}).text

    assert "Bilder om ”trygghet”" in page
    assert "</span>Trygghet vid bordet</h3>" in page
    assert '<li class="nv-level-0 nv-numbered">1. Samma stolar varje dag</li>' in page
    assert "Trygghet växer när samma grannar ses igen." in page
    assert '<span class="nv-standing">målbild 2035</span>' in page
    assert 'data-source="Källa: Byns bildspel · Byns köksråd · 2031–2032 · bild 2 · målbild 2035"' in page
    assert "Hur ser ni till att alla får plats vid bordet?" in page


def test_others_slides_are_shown_as_others(client: TestClient) -> None:
    """The own region speaks first; where it is silent, that is said."""
    page = client.get("/utbilda?amne=trygghet&profil=orebro").text

    assert "Inget bildspel från Örebro tar upp ämnet. Det här kommer från andra." in page


def test_without_a_topic_there_is_everything(client: TestClient, deck_id: str) -> None:
    """Decks to open and questions by topic, each with the words it rests on; one without a source is not shown."""
    page = client.get("/utbilda?profil=byn").text

    assert f'href="/utbilda/bildspel/{deck_id}?profil=byn">Byns bildspel</a>' in page
    assert "Tillsammans i köket (1)" in page
    assert "”Det betyder att ingen behöver äta ensam.”" in page
    assert "<strong>Som chef eller politiker:</strong> Räkna stolarna." in page
    assert "det som ingen källa säger" not in page


def test_an_editor_sees_which_questions_wait(trained: tuple[Owner, TestClient, TestClient]) -> None:
    """So that a source can be loaded, or the question looked over."""
    assert "”Hur talar ni om det som ingen källa säger?”" in trained[2].get("/utbilda").text


def test_what_no_slide_takes_up_is_said_with_a_way_on(client: TestClient) -> None:
    """The nearest slides, and everything."""
    page = client.get("/utbilda?amne=trygheten&profil=byn").text

    assert "Ingen bild tar upp ”trygheten”. Närmast:" in page
    assert "bild 2, Trygghet vid bordet" in page
    assert "Visa alla bildspel och frågor" in page


def test_personal_data_is_neither_searched_nor_repeated(client: TestClient) -> None:
    """Neither in the answer nor in its field."""
    response = client.get("/utbilda", params={"amne": "Anna Berg 850709-9805"})

    assert response.status_code == 422
    assert "Ämnet ser ut att innehålla personuppgifter" in response.text
    shown = response.text.split("</header>", 1)[1]
    assert "Anna" not in shown


def test_without_decks_the_questions_are_still_there(small: Reader, tmp_path: pathlib.Path) -> None:
    """A reader is told whom to turn to, an editor where."""
    with apps(small, tmp_path, Role.READER, Role.EDITOR) as (_, (reader, editor)):
        told = TestClient(reader, base_url="http://localhost").get("/utbilda").text
        asked = TestClient(editor, base_url="http://localhost").get("/utbilda").text

    assert "Inget bildspel är inläst ännu" in told
    assert "Be en redaktör lägga till ett under Källor." in told
    assert "Tillsammans i köket (1)" in told
    assert "Lägg till ett bildspel under Källor</a>" in asked


def test_a_deck_opens_to_its_slides_in_order(client: TestClient, deck_id: str) -> None:
    """Pictures and films too: the numbers must agree with the deck itself."""
    page = client.get(f"/utbilda/bildspel/{deck_id}").text

    places = [page.index(f'id="bild-{number}"') for number in range(1, 6)]
    assert places == sorted(places)
    assert "Bilden har ingen text. Öppna originalfilen för att se den." in page
    assert "Bild 4 har varken text eller talmanus" in page
    assert client.get("/utbilda/bildspel/finns-inte").status_code == 404


def test_a_hand_out_has_an_address_of_ids(client: TestClient, deck_id: str) -> None:
    """What was typed stays in the form that was sent."""
    sent = client.post(
        "/utbilda/underlag?profil=byn",
        data={"amne": "hemligt ämne", "bild": [f"{deck_id}-2", f"{deck_id}-3"], "fraga": "bord"},
        follow_redirects=False,
    )

    assert sent.status_code == 303
    assert sent.headers["location"] == (
        f"/utbilda/underlag?profil=byn&bild={deck_id}-2&bild={deck_id}-3&fraga=bord"
    )
    page = client.get(sent.headers["location"]).text
    assert "2 bilder och 1 fråga" in page
    assert "Källa: Byns bildspel · Byns köksråd · 2031–2032 · bild 2 · målbild 2035" in page
    assert "Hur ser ni till att alla får plats vid bordet?" in page
    assert f'href="/utbilda/underlag?profil=byn&amp;bild={deck_id}-3&amp;fraga=bord">Ta bort' in page


def test_another_profile_keeps_what_was_sought_and_chosen(client: TestClient, deck_id: str) -> None:
    """The way to another profile carries the rest of the address."""
    page = client.get(f"/utbilda/underlag?bild={deck_id}-2").text

    assert f'<input type="hidden" name="bild" value="{deck_id}-2">' in page


def test_what_was_chosen_stays_chosen_while_one_goes_on_searching(client: TestClient, deck_id: str) -> None:
    """On the page or not."""
    page = client.get(f"/utbilda?amne=trygghet&profil=byn&bild={deck_id}-2&bild={deck_id}-5&fraga=bord").text

    assert f'name="bild" value="{deck_id}-2" checked' in page
    assert "Valt tidigare" in page
    assert f'name="bild" value="{deck_id}-5" checked' in page
    assert page.count(f'name="bild" value="{deck_id}-2"') == 2  # one of them in the way to another profile


@pytest.mark.parametrize(("ending", "kind"), [(".docx", "wordprocessingml"), (".pptx", "presentationml")])
def test_a_hand_out_can_be_taken_along(client: TestClient, deck_id: str, ending: str, kind: str) -> None:
    """As Word and as a deck, each with the source."""
    file = client.get(f"/utbilda/underlag/fil?format={ending}&bild={deck_id}-2&fraga=bord&profil=byn")

    assert kind in file.headers["content-type"]
    assert file.headers["content-disposition"] == f'attachment; filename="underlag{ending}"'
    if ending == ".docx":
        texts = [one.text for one in docx.Document(io.BytesIO(file.content)).paragraphs]
        assert any("2031–2032 · bild 2" in one for one in texts)
    else:
        assert len(pptx.Presentation(io.BytesIO(file.content)).slides) == 2
    assert client.get("/utbilda/underlag/fil?format=.exe").status_code == 422


def test_what_is_gone_is_told_and_the_rest_stays(client: TestClient, deck_id: str) -> None:
    """A hand-out from last year; and one with nothing chosen."""
    assert "Ett val finns inte kvar" in client.get(f"/utbilda/underlag?bild={deck_id}-2&bild=gammalt-7").text
    assert "Inget är valt ännu." in client.get("/utbilda/underlag").text


def test_what_is_sent_stays_text(client: TestClient, deck_id: str) -> None:
    """In every address and form of these pages."""
    shown = [
        client.get("/utbilda", params={"amne": ATTACK, "bild": ATTACK, "fraga": ATTACK}).text,
        client.get(f"/utbilda/bildspel/{deck_id}", params={"bild": ATTACK}).text,
        client.get("/utbilda/underlag", params={"bild": ATTACK}).text,
        client.get("/ny-har/sammanfattning", params={"roll": ATTACK}).text,
    ]

    assert [one for one in shown if "<script>alert" in one] == []


def test_the_interface_gives_the_same_slides(client: TestClient, deck_id: str) -> None:
    """For programs that make courses."""
    found = client.get("/api/v1/slides", params={"topic": "trygghet", "profile": "byn"}).json()

    (slide,) = found["slides"]
    assert (slide["id"], slide["title"], slide["number"]) == (f"{deck_id}-2", "Trygghet vid bordet", 2)
    assert [one["text"] for one in slide["notes"]] == ["Trygghet växer när samma grannar ses igen."]
    assert (slide["standings"], slide["dated"], slide["publisher"]) == (
        ["målbild 2035"], "2031–2032", "Byns köksråd",
    )  # fmt: skip
    refused = client.get("/api/v1/slides", params={"topic": "Anna Berg 850709-9805"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "refused_topic")
    assert (
        client.get("/api/v1/slides?topic=x&profile=finns-inte").json()["error"]["code"] == "unknown_profile"
    )


def test_the_summary_holds_every_stop(client: TestClient) -> None:
    """Our words are marked as the handbook's, the source's stand as a quotation."""
    page = client.get("/ny-har/sammanfattning").text

    assert page.count('data-stop="') == 2
    assert '<span class="nv-guide-label">Handbokens ord</span> Ett ställe där många lagar mat.' in page
    assert "”Byköket är ett gemensamt kök där alla i byn kan laga mat tillsammans.”" in page
    assert "Budskapsunderlag byköket · Budskap" in page
    assert "Källan är inte inläst, så citatet saknas." in page
    assert "Skriv ut med Ctrl+P." in page
    assert "Sammanfattning att skriva ut" in client.get("/ny-har").text


@pytest.mark.parametrize(("role", "shown"), [("", True), ("vard", True), ("ledning", False), ("okänd", True)])
def test_the_summary_can_be_made_for_a_role(client: TestClient, role: str, *, shown: bool) -> None:
    """Why it matters in one's own work, or in everyone's."""
    page = client.get("/ny-har/sammanfattning", params={"roll": role}).text

    assert ("Du äter där." in page) is shown


def test_a_summary_shows_no_words_that_have_changed(small: Reader, tmp_path: pathlib.Path) -> None:
    """On paper nobody sees that they were taken back."""
    with apps(small, tmp_path, Role.READER) as (owner, (app,)):
        owner.add(
            "guide.md", GUIDE.replace("Byköket är ett gemensamt kök", "Byköket är ett öppet kök").encode()
        )

        page = TestClient(app, base_url="http://localhost").get("/ny-har/sammanfattning").text

    assert "Källan har fått ny lydelse." in page
    assert "gemensamt kök där alla" not in page
