"""The conversations that Gradio keeps: forgotten a while after their page is closed, which Gradio itself does not do.

It keeps up to 10 000 sessions, each with what stood on its page, and empties of a closed one only its `gr.State`, after an hour.
"""

from datetime import datetime, timedelta

from gradio.blocks import Blocks

SECONDS = 300.0
"""How long a closed page may come back, as after a lost connection."""
MOST = 2_000
"""Sessions at once; the one that was used longest ago gives way."""


class Sessions:
    """The sessions of mounted pages.

    Args:
        blocks: The pages, mounted.
        seconds: How long a closed one is kept.
    """

    def __init__(self, blocks: Blocks, *, seconds: float = SECONDS) -> None:
        self._holder = blocks.state_holder
        self._holder.capacity = MOST
        self._seconds = seconds

    def __len__(self) -> int:
        return len(self._holder.session_data)

    def sweep(self) -> None:
        """Forget the sessions whose page has been closed for a while."""
        before = datetime.now() - timedelta(seconds=self._seconds)  # noqa: DTZ005  Gradio's own clock
        for id_, session in list(self._holder.session_data.items()):
            if session.is_closed and self._holder.time_last_used.get(id_, before) <= before:
                self._forget(id_)

    def clear(self) -> None:
        """Forget every session."""
        for id_ in list(self._holder.session_data):
            self._forget(id_)

    def _forget(self, id_: str) -> None:
        with self._holder.lock:
            self._holder.session_data.pop(id_, None)
            self._holder.time_last_used.pop(id_, None)
