"""The editors' commands: approve answers, see which still hold, and look at what went unanswered."""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.answers import Question
from assistant.approved import ApprovalRefused, Reviewed, reviewed
from assistant.making import require_record
from assistant.settings import Settings
from assistant.wiring import Owner, open_reader
from ingest.editorial import Gap


def approvals(given: argparse.Namespace, settings: Settings) -> int:
    """List the approved answers and whether each still holds."""
    with closing(open_reader(settings)) as reader:
        every = reviewed(reader.library)
    if given.json:
        _print_json([asdict(one) for one in every])
    else:
        _show_approvals(every)
    return 0


def approve(given: argparse.Namespace, settings: Settings) -> int:
    """Approve the present answer to a question, or the text of a file over its sources."""
    require_record(settings.data)
    try:
        text = given.text.read_text(encoding="utf-8-sig") if given.text else None
        expires_on = date.fromisoformat(given.expires)
    except OSError:
        return _usage(f"Filen {str(given.text)!r} kan inte öppnas. Kontrollera sökvägen.")
    except UnicodeDecodeError:
        return _usage(f"Filen {str(given.text)!r} är inte skriven i UTF-8. Spara den som UTF-8.")
    except ValueError:
        return _usage(f"{given.expires!r} är inget datum. Skriv år, månad och dag: 2027-05-31.")
    question = Question(text=given.question, profile=settings.profile)
    with closing(Owner(settings)) as owner:
        try:
            approval = owner.approve(
                question, role=given.role, expires_on=expires_on, text=text, wordings=given.wording
            )
        except ApprovalRefused as refused:
            return _usage(f"{refused} Inget har sparats.", code=1)
    if given.json:
        _print_json(asdict(approval))
    else:
        _out().print(
            escape(
                f"Godkänt för profilen {approval.profile} till {approval.expires_on} (id {approval.id}):\n\n{approval.answer}"
            )
        )
    return 0


def withdraw(given: argparse.Namespace, settings: Settings) -> int:
    """Delete an approval: the question is answered from the sources again."""
    require_record(settings.data)
    with closing(Owner(settings)) as owner:
        if not owner.withdraw(given.id):
            return _usage(f"Det finns inget godkänt svar med id {given.id!r}. Se naravard approved.", code=1)
    _out().print("Godkännandet är borttaget. Frågan besvaras ur källorna igen.")
    return 0


def gaps(given: argparse.Namespace, settings: Settings) -> int:
    """List what went unanswered, the most asked first."""
    with closing(open_reader(settings)) as reader:
        every = reader.library.editorial.gaps()
    if given.json:
        _print_json([asdict(one) for one in every])
    else:
        _show_gaps(every, kept=settings.gaps)
    return 0


def clear_gaps(given: argparse.Namespace, settings: Settings) -> int:
    """Empty the list."""
    del given
    require_record(settings.data)
    with closing(Owner(settings)) as owner:
        cleared = owner.clear_gaps()
    _out().print(f"Listan är tömd: {cleared} frågor borttagna.")
    return 0


def _show_approvals(every: tuple[Reviewed, ...]) -> None:
    out = _out()
    if not every:
        out.print(
            'Inga svar är godkända. Godkänn ett med naravard approved add "fråga" --role ROLL --expires DATUM.'
        )
        return
    table = Table(
        "Id", "Profil", "Fråga", "Godkänt av", "Till", "Läge", title="Godkända svar", title_justify="left"
    )
    for one in every:
        approval = one.approval
        state = f"{one.state}: {', '.join(one.changed)}" if one.changed else one.state
        table.add_row(
            approval.id, approval.profile, escape(approval.question), escape(f"{approval.role}, {approval.approved_on}"),
            approval.expires_on, escape(state),
        )  # fmt: skip
    out.print(table)


def _show_gaps(every: tuple[Gap, ...], *, kept: bool) -> None:
    out = _out()
    if not every:
        told = (
            "Inga frågor har gått obesvarade än."
            if kept
            else "Listan förs inte. Slå på den med NARAVARD_GAPS=true."
        )
        out.print(told)
        return
    table = Table(
        "Gånger", "Fråga", "Profil", "Saknas", "Senast", title="Obesvarade frågor", title_justify="left"
    )
    for one in every:
        table.add_row(
            str(one.asked), escape(one.question), one.profile, escape(one.missing or ""), one.last_day
        )
    out.print(table)


def _out() -> Console:
    return Console(soft_wrap=True)


def _usage(message: str, *, code: int = 2) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command's own message
    return code


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))  # noqa: T201  # the command's output
