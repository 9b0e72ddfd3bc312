"""The application over real parts: terms and answers out of the small record, everything else out of the kitchen's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI

from assistant.concepts.glossary import Glossary
from assistant.wiring import Owner, Reader
from assistant.wording.accepting import AcceptList
from tests.assistant.kitchen_guide import desk_at, write_texts
from tests.checkers import checker
from tests.fakes import FakePulse
from ui.api.principals import Role
from ui.app import create_app
from ui.ports import Wording
from ui.settings import AppSettings, Profile

PROFILES = (
    Profile(id="nationell", name="Nationell"),
    Profile(id="orebro", name="Örebro"),
    Profile(id="byn", name="Byn"),
)


@contextmanager
def apps(small: Reader, folder: Path, *roles: Role) -> Iterator[tuple[Owner, tuple[FastAPI, ...]]]:
    """Yield the kitchen's owner, and an application for each role."""
    with desk_at(write_texts(folder / "kitchen")) as (desk, owner):
        wording = Wording(checker=checker(), accepted=AcceptList(folder))
        yield owner, tuple(
            create_app(
                answerer=small.assistant, shelf=owner, pulse=FakePulse(), desk=owner, glossary=Glossary(small.library),
                drafting=desk, wording=wording, settings=AppSettings(profiles=PROFILES, local_role=role),
            )
            for role in roles
        )  # fmt: skip
