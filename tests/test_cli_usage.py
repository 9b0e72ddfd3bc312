"""Wrong usage and help: Swedish, and with the right exit code."""

import argparse
import ast
import inspect
import re
from pathlib import Path

import pytest

from tests.running import Run
from ui import cli

ENGLISH = frozenset(
    "usage error options arguments required invalid choice choose from unrecognized expected one the show "
    "this help message exit positional could match ambiguous ignored explicit value not with".split()
)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org"])  # noqa: S104  # they must be refused
def test_serve_refuses_a_public_address(run: Run, host: str) -> None:
    """There is nobody at the door yet: only this machine may call."""
    assert run("serve", "--host", host) == 2
    assert repr(host) in run.err
    assert "127.0.0.1" in run.err


def test_a_faulty_setting_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is part of the command."""
    monkeypatch.setenv("NARAVARD_PROT", "8001")

    assert run("ask", "Vad?") == 2
    assert "'NARAVARD_PROT' i miljön är okänd" in run.err


def test_a_faulty_catalogue_is_wrong_usage(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an editor's file: the entry is named."""
    (tmp_path / "fel.toml").write_text('[[source]]\nid = "x"\n', encoding="utf-8")
    monkeypatch.setenv("NARAVARD_CATALOGUE", "fel.toml")

    assert run("ask", "Vad?") == 2
    assert "posten 'x'" in run.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "det saknas argument: KOMMANDO"),
        (("hitta",), "'hitta' finns inte (välj bland 'ingest'"),
        (("ask", "--hast"), "okända argument: --hast"),
        (("ask", "--data"), "argumentet --data: ett värde väntas"),
        (("ask", "--json=ja", "Vad?"), "'ja' hör inte hit"),
        (("serve", "--port", "åtta"), "argumentet --port: 'åtta' är inget heltal"),
        (("serve", "--p", "8"), "--p är tvetydigt: det kan betyda --profile, --port"),
        (("sources", "städa"), "'städa' finns inte (välj bland 'fetch', 'delete')"),
        (("sources", "delete"), "det saknas argument: ID"),
        (("ask", "ett", "två"), "okända argument: två"),
        (("eval", "-x"), "okända argument: -x"),
        (("eval", "allt"), "'allt' finns inte (välj bland 'answers', 'retrieval', "),
        (("eval", "retrieval", "--snabbt"), "okända argument: --snabbt"),
        (("eval", "bench", "--questions-asked", "x"), "'x' är inget heltal"),
    ],
)
def test_wrong_usage_is_told_in_swedish(run: Run, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2; the argument is named; no English is left."""
    assert run(*arguments) == 2

    assert told in run.err
    assert run.err.startswith("användning: naravard")
    assert not english(run.err)


def english(text: str) -> set[str]:
    """Return the English words of argparse that stand in a text, option names apart."""
    return {word for word in re.findall(r"(?<![-\w])[a-z]+", text.lower()) if word in ENGLISH}


COMMANDS = ((), ("ingest",), ("ask",), ("sources",), ("sources", "fetch"), ("sources", "delete"), ("doctor",),
            ("serve",), ("eval",), ("eval", "retrieval"), ("eval", "bench"))  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_swedish(run: Run, command: tuple[str, ...]) -> None:
    """Every command explains itself, and every option of it."""
    assert run(*command, "--help") == 0

    assert run.out.startswith("användning: naravard")
    assert "visa den här hjälpen" in run.out
    assert not english(run.out)


DEVELOPERS = (
    ".__call__() not defined", "conflicting subparser", 'argument "-" with mode', "can't open", "cannot merge",
    "'required' is an invalid", "invalid option string", "dest= is required", "invalid conflict_resolution",
    "mutually exclusive arguments", "cannot have multiple subparser", "%r is not callable",
)  # fmt: skip
"""Messages about faults in the program itself, or about file arguments, which no command has."""


def test_every_message_of_argparse_has_its_swedish() -> None:
    """A newer Python may bring new messages: then this fails, not a user's evening."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call)]
    messages = {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_" and isinstance(call.args[0], ast.Constant)
    }

    assert len(messages) > 20
    assert {one for one in messages if one not in cli._SWEDISH and not one.startswith(DEVELOPERS)} == set()
