"""What waits in memory: it leaves on time, cannot be guessed, and nobody fills it up."""

import threading
import time

import pytest
from fastapi.testclient import TestClient

from tests.fakes import FakeAnswerer, FakeDesk, FakePulse, FakeShelf
from ui import waiting
from ui.api import feedback
from ui.api.feedback import MOST_A_MINUTE
from ui.api.pacing import Pace
from ui.app import create_app
from ui.waiting import WaitingRoom

VOTE = {"helped": False, "outcome": "partial"}


def client_of(desk: FakeDesk) -> TestClient:
    """Return a client of an application over fakes."""
    app = create_app(answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), desk=desk)
    return TestClient(app, base_url="http://localhost")


def test_values_wait_for_a_while_and_a_handful_at_a_time() -> None:
    """A server that is left alone fills up with nothing."""
    room = WaitingRoom[int](seconds=60, most=2)
    tokens = [room.put(number) for number in range(3)]

    assert [room.take(tokens[0]), room.look(tokens[1]), room.take(tokens[1]), room.take(tokens[1])] == [
        None,
        1,
        1,
        None,
    ]
    brief = WaitingRoom[int](seconds=0, most=2)
    assert brief.take(brief.put(1)) is None


def test_what_waits_leaves_on_time_while_the_application_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when the next one comes; and with the application, with no thread left behind."""
    monkeypatch.setattr(waiting, "SWEEP_SECONDS", 0.01)
    rooms: list[WaitingRoom[int]] = []

    def brief(*, seconds: float, most: int) -> WaitingRoom[int]:
        rooms.append(WaitingRoom[int](seconds=seconds / 6_000, most=most))
        return rooms[-1]

    monkeypatch.setattr(feedback, "WaitingRoom", {int: brief})
    client = client_of(FakeDesk())
    before = set(threading.enumerate())
    with client:
        client.post("/api/v1/feedback", json=VOTE)
        assert len(rooms[0]) == 1
        deadline = time.monotonic() + 10
        while len(rooms[0]) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(rooms[0]) == 0
        client.post("/api/v1/feedback", json=VOTE)

    assert len(rooms[0]) == 0
    left = {thread for thread in set(threading.enumerate()) - before if not thread.name.startswith("AnyIO")}
    assert left == set()


def test_a_word_is_added_by_a_token_that_cannot_be_guessed_and_once() -> None:
    """Nobody writes in another's name; a number is nothing."""
    desk = FakeDesk()
    client = client_of(desk)
    tokens = [client.post("/api/v1/feedback", json=VOTE).json()["token"] for _ in range(2)]

    assert len(tokens[0]) >= 32
    assert (
        client.post("/api/v1/feedback", json={**VOTE, "word": "År", "adding_to": tokens[0]}).status_code
        == 201
    )
    for guess in (tokens[0], "1", "2"):
        late = client.post("/api/v1/feedback", json={**VOTE, "word": "Fel", "adding_to": guess})
        assert (late.status_code, late.json()["error"]["code"]) == (410, "vote_gone")
    assert [one.word for one in desk.thought] == ["År", ""]


def test_no_word_is_added_to_what_was_cleared() -> None:
    """The record may use the number again for another's vote."""
    client = client_of(FakeDesk())
    token = client.post("/api/v1/feedback", json=VOTE).json()["token"]
    client.delete("/api/v1/feedback")

    assert client.post("/api/v1/feedback", json={**VOTE, "word": "År", "adding_to": token}).status_code == 410


def test_one_client_votes_only_so_often() -> None:
    """A script does not drown what people think; when to come back is told."""
    desk = FakeDesk()
    client = client_of(desk)
    statuses = {client.post("/api/v1/feedback", json=VOTE).status_code for _ in range(MOST_A_MINUTE)}
    refused = client.post("/api/v1/feedback", json=VOTE)

    assert (statuses, refused.status_code) == ({201}, 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert "för många omdömen" in refused.json()["error"]["message"]
    assert "Vänta" in refused.json()["error"]["remedy"]
    assert len(desk.thought) == MOST_A_MINUTE


def test_clients_are_counted_apart_and_forgotten() -> None:
    """Nobody waits for somebody else, and no address is remembered longer than it counts."""
    pace = Pace(most=1, seconds=0.01)
    pace.keep("a")
    pace.keep("b")
    time.sleep(0.02)
    pace.sweep()

    assert len(pace) == 0
    pace.keep("a")
