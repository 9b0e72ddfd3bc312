"""What Gradio keeps of a conversation goes a while after its page is closed."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from gradio.state_holder import StateHolder

from ui.web.sessions import MOST, Sessions


def test_a_closed_page_is_forgotten_after_a_while_and_an_open_one_is_not() -> None:
    """A lost connection may come back; what is closed for good leaves nothing of its questions."""
    holder: Any = StateHolder()  # type: ignore[no-untyped-call]  # Gradio's
    blocks: Any = SimpleNamespace(state_holder=holder)
    now = datetime.now()  # noqa: DTZ005  # Gradio's own clock
    closed = {"öppen": False, "nyss stängd": True, "länge stängd": True}
    for name, is_closed in closed.items():
        holder.session_data[name] = SimpleNamespace(is_closed=is_closed)
        holder.time_last_used[name] = now if name == "nyss stängd" else now - timedelta(seconds=61)
    sessions = Sessions(blocks, seconds=60)

    sessions.sweep()

    assert set(holder.session_data) == {"öppen", "nyss stängd"}
    assert holder.capacity == MOST
    sessions.clear()
    assert (len(sessions), holder.time_last_used) == (0, {})
