"""An answer taken along: as a file and by an address, through the door of the application."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answers import Question
from assistant.wiring import Reader
from tests.fakes import FakeSharing
from tests.samples import DECK, answered
from tests.ui.real_app import apps
from ui.api.errors import add_error_handlers
from ui.api.principals import Gate, LocalPrincipal, Role
from ui.settings import AppSettings
from ui.web.answer_pages import answer_pages
from ui.web.frame import Frame
from ui.web.recent import RecentAnswer, RecentAnswers, recent_answers


@pytest.fixture
def recent() -> RecentAnswers:
    """Return a room for what was answered a moment ago."""
    return recent_answers()


@pytest.fixture
def answer_id(recent: RecentAnswers) -> str:
    """Id of an answer in it."""
    answer = answered(Question(text="Vad är nära vård?"))
    return recent.put(RecentAnswer(answer=answer, history=("Vad är ett bykök?",)))


@pytest.fixture
def sharing() -> FakeSharing:
    """Return a desk that has shared nothing."""
    return FakeSharing()


@pytest.fixture
def client(recent: RecentAnswers, sharing: FakeSharing) -> Iterator[TestClient]:
    """A browser before these pages."""
    app, settings = FastAPI(), AppSettings()
    principal_of = LocalPrincipal(Role.READER)
    frame = Frame(settings, (), principal_of)
    app.include_router(
        answer_pages(recent=recent, sharing=sharing, settings=settings, frame=frame, gate=Gate(principal_of))
    )
    add_error_handlers(app)
    with TestClient(app) as started:
        yield started


def test_a_recent_answer_is_handed_over_as_word(client: TestClient, answer_id: str) -> None:
    """With a Swedish file name that holds nothing of the question."""
    response = client.get(f"/svar/{answer_id}/word")

    assert docx.Document(BytesIO(response.content)).paragraphs[0].text == "Vad är nära vård?"
    assert "svar-om-n%C3%A4ra-v%C3%A5rd.docx" in response.headers["content-disposition"]
    assert response.headers["cache-control"] == "no-store"


def test_an_address_is_made_only_when_asked_for_and_leads_to_the_answer(
    client: TestClient, sharing: FakeSharing, answer_id: str
) -> None:
    """The address holds no word of the question; the page answers it anew."""
    assert sharing.kept == {}

    told = client.post(f"/svar/{answer_id}/dela").json()
    page = client.get(told["address"])

    assert told == {"address": "/svar/delad-fraga", "expires_on": "2027-02-26"}
    assert sharing.kept["delad-fraga"].history == ("Vad är ett bykök?",)
    assert "Vad är nära vård?" in page.text
    assert "nv-source" in page.text
    assert "nv-share" not in page.text
    assert client.get("/svar/delad-fraga/word").status_code == 200


def test_an_address_is_taken_back_by_whoever_has_it(
    client: TestClient, sharing: FakeSharing, answer_id: str
) -> None:
    """It leads nowhere afterwards, and says so in Swedish."""
    client.post(f"/svar/{answer_id}/dela")

    gone = client.post("/svar/delad-fraga/ta-bort")
    after = client.get("/svar/delad-fraga")

    assert "Länken är borttagen" in gone.text
    assert (after.status_code, "leder inte längre" in after.text) == (404, True)
    assert sharing.kept == {}


def test_what_is_no_longer_kept_is_told(client: TestClient) -> None:
    """As a page for a link, as an error with a remedy for the script."""
    page = client.get("/svar/nagot-annat-svar/word")
    error = client.post("/svar/nagot-annat-svar/dela").json()["error"]

    assert (page.status_code, "Ställ frågan på nytt" in page.text) == (404, True)
    assert (error["code"], "timme" in error["remedy"]) == ("no_such_answer", True)


def test_a_refused_sharing_says_why(client: TestClient, recent: RecentAnswers) -> None:
    """Nothing is kept."""
    refused = recent.put(RecentAnswer(answer=answered(Question(text="delvis"))))

    response = client.post(f"/svar/{refused}/dela")

    assert (response.status_code, response.json()["error"]["code"]) == (422, "not_shared")


def test_the_page_of_a_citation_is_shown_as_a_picture(running: TestClient) -> None:
    """The panel shows it with words for those who do not see it; without one there is none."""
    panel = running.get(f"/web/utdrag/{DECK.id}", params={"start": 1, "end": 5, "number": 1})
    picture = running.get(f"/web/sida/{DECK.id}", params={"start": 1, "end": 5})

    assert f'src="/web/sida/{DECK.id}?start=1&amp;end=5" alt="Så ser sidan ut: ' in panel.text
    assert picture.headers["content-type"] == "image/webp"
    assert running.get("/web/sida/finns-inte", params={"start": 1, "end": 5}).status_code == 404


def test_a_shared_question_is_answered_by_the_real_parts(small: Reader, tmp_path: Path) -> None:
    """Out of the record, under the frame, with its sources to open."""
    with (
        apps(small, tmp_path, Role.READER) as (owner, (app,)),
        TestClient(app, base_url="http://localhost") as client,
    ):
        answer = small.assistant.ask(Question(text="Vad är ett hembesök?"))
        shared = owner.sharing.share(answer, ())

        page = client.get(f"/svar/{shared.id}")

    assert page.status_code == 200
    assert "nv-open" in page.text
