"""The server's life: start answering at once, check the index meanwhile, end gracefully."""

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from assistant.wiring import Owner
from ui.app import create_app
from ui.settings import AppSettings

_GRACE_SECONDS = 10


def serve_until_stopped(owner: Owner) -> None:
    """Serve the parts that an owner holds until the process is told to stop."""
    settings = owner.settings

    @contextmanager
    def running() -> Iterator[None]:
        checking = owner.check_index_in_background()
        try:
            yield
        finally:
            checking.join(timeout=_GRACE_SECONDS)

    app = create_app(
        answerer=owner.assistant,
        shelf=owner,
        pulse=owner,
        settings=AppSettings(
            default_profile=settings.profile, max_upload_bytes=settings.upload_limit_mb * 1024 * 1024
        ),
        running=running,
    )
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        server_header=False,
    )
