"""The server's life: start answering at once, check the index meanwhile, end gracefully."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from assistant.drafting.desk import desk_of
from assistant.onboarding import Path
from assistant.settings import SettingsFault
from assistant.teaching.trainer import trainer_of
from assistant.wiring import Owner
from ui.app import create_app
from ui.ports import Wording
from ui.settings import PROFILES, AppSettings, Profile

_GRACE_SECONDS = 10


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Hold the address to listen on.

    Raises:
        SettingsFault: When it cannot be had, as when another program listens there.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            raise SettingsFault(
                f"Porten {port} på {host!r} kan inte användas, troligen för att ett annat program har den. "
                "Avsluta det, eller ange en annan port med --port."
            ) from error
        yield door


def serve_until_stopped(owner: Owner, door: socket.socket) -> bool:
    """Serve the parts that an owner holds until the process is told to stop.

    Args:
        owner: Owns the record; the caller closes it.
        door: A bound socket.

    Returns:
        True when it was told to; False when the application could not start.
    """
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
        desk=owner,
        glossary=owner.glossary,
        wording=Wording(checker=owner.checker, accepted=owner.accept_list),
        drafting=desk_of(owner),
        onboarding=Path(owner.library),
        sharing=owner.sharing,
        pictures=owner.pictures,
        tally=owner.counts,
        teaching=trainer_of(owner),
        settings=AppSettings(
            profiles=_profiles(owner),
            default_profile=settings.profile,
            max_upload_bytes=settings.upload_limit_mb * 1024 * 1024,
        ),
        running=running,
    )
    server = uvicorn.Server(_quiet(app))
    with _leaving_quietly():
        server.run(sockets=[door])
    return server.started


def _quiet(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        server_header=False,
    )


def _profiles(owner: Owner) -> tuple[Profile, ...]:
    """Return the profiles to choose from: ours by name, and an organisation's own by the first of its words."""
    ours = {profile.id for profile in PROFILES}
    own = (profile for profile in owner.catalogue.profiles if profile.id not in ours)
    return (*PROFILES, *(Profile(id=profile.id, name=profile.words[0].capitalize()) for profile in own))


@contextmanager
def _leaving_quietly() -> Iterator[None]:
    """End in order on SIGTERM and Ctrl+C: uvicorn, once it has shut down, raises the signal anew."""

    def leave(_: int, __: FrameType | None) -> NoReturn:
        raise SystemExit(0)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
