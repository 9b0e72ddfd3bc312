"""The application over real parts: terms and answers out of the small record, everything else out of the kitchen's."""

import pathlib
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from assistant.concepts.glossary import Glossary
from assistant.onboarding import Choice, Path, Place, Stop
from assistant.sharing import Sharing
from assistant.teaching.discussion import TalkQuestion, TalkTopic
from assistant.teaching.trainer import trainer_of
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


STOPS = (
    Stop(
        id="vad", title="Vad byköket är", text="Ett ställe där många lagar mat.",
        places=(Place(document="budskap-byn", place="Budskap", anchor="Byköket är ett gemensamt kök"),),
        why={"vard": "Du äter där."},
        question=(Choice(ask="Vad är byköket?", options=("En restaurang", "Ett gemensamt kök"), right=2, because="Så säger källan."),),
    ),
    Stop(
        id="okand", title="Vad en okänd källa säger", text="Något annat.",
        places=(Place(document="ingen", place="", anchor="finns inte"),), why={}, question=(),
    ),
)  # fmt: skip


TALKS = (
    TalkTopic(
        id="samspel", title="Tillsammans i köket", words=("lunch", "sjukvårdstelefon", "trygghet"),
        question=(
            TalkQuestion(
                id="bord", ask="Hur ser ni till att alla får plats vid bordet?", lead="Börja med den som sitter ensam.",
                roles={"ledning": "Räkna stolarna."},
                places=(Place(document="budskap-byn", place="Budskap", anchor="att ingen behöver äta ensam"),),
            ),
            TalkQuestion(
                id="okand", ask="Hur talar ni om det som ingen källa säger?", lead="Inte alls.",
                places=(Place(document="ingen", place="", anchor="finns inte"),),
            ),
        ),
    ),
)  # fmt: skip


@contextmanager
def apps(small: Reader, folder: pathlib.Path, *roles: Role) -> Iterator[tuple[Owner, tuple[FastAPI, ...]]]:
    """Yield the kitchen's owner, and an application for each role."""
    with desk_at(write_texts(folder / "kitchen")) as (desk, owner):
        wording = Wording(checker=checker(), accepted=AcceptList(folder))
        yield owner, tuple(
            create_app(
                answerer=small.assistant, shelf=owner, pulse=FakePulse(), desk=owner, glossary=Glossary(small.library),
                drafting=desk, tally=owner.counts, wording=wording, onboarding=Path(owner.library, STOPS), sharing=Sharing(owner.library, small.assistant.ask), pictures=owner.pictures, teaching=trainer_of(owner, TALKS), settings=AppSettings(profiles=PROFILES, local_role=role),
            )
            for role in roles
        )  # fmt: skip
