"""What an answer says as HTML: whole, short for a small screen, and both sides beside each other where sources disagree."""

import re
from collections.abc import Mapping

from assistant.answers import Answer, Outcome
from ui.web import texts
from ui.web.markdown import to_html

_SIDE = re.compile(r"^\*\*(.+?)\*\*\s*$", re.MULTILINE)
"""The heading of a side."""
_TWO = 2


def told(answer: Answer, marks: Mapping[int, str]) -> str:
    """Return the words of an answer.

    On a small screen the short form comes first, and the whole at a touch; the style sheet chooses.

    Args:
        answer: What is told.
        marks: What stands for “[1]”, by number.
    """
    whole = _compared(answer.answer, marks) if answer.outcome is Outcome.DISAGREEMENT else None
    whole = whole or to_html(answer.answer, marks)
    if (
        answer.outcome is Outcome.DISAGREEMENT
        or not answer.short
        or answer.short.strip() == answer.answer.strip()
    ):
        return f'<div class="nv-answer">{whole}</div>'
    return (
        f'<div class="nv-short"><div>{to_html(answer.short, marks)}</div>'
        f'<p><button type="button" class="nv-more">{texts.SHOW_WHOLE}</button></p></div>'
        f'<div class="nv-answer nv-longer">{whole}</div>'
    )


def _compared(markdown: str, marks: Mapping[int, str]) -> str | None:
    """Return what sources say against each other, side by side; None where there are no two sides."""
    before, *rest = _SIDE.split(markdown)
    sides = list(zip(rest[::2], rest[1::2], strict=True))
    if len(sides) < _TWO:
        return None
    listed, after = _list_and_rest(sides[-1][1])
    sides[-1] = (sides[-1][0], listed)
    columns = "".join(
        f'<section class="nv-side"><h4>{to_html(heading, marks).removeprefix("<p>").removesuffix("</p>")}</h4>'
        f"{to_html(said, marks)}</section>"
        for heading, said in sides
    )
    return f'{to_html(before, marks)}<div class="nv-sides">{columns}</div>{to_html(after, marks)}'


def _list_and_rest(markdown: str) -> tuple[str, str]:
    r"""Divide what follows the last heading into its list and what is said of both sides.

    >>> _list_and_rest("- a\n- b\n\nIngen förklarar det.")
    ('- a\n- b', 'Ingen förklarar det.')
    """
    lines = markdown.strip().splitlines()
    last = max((number for number, line in enumerate(lines) if line.startswith("- ")), default=-1)
    return "\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :]).strip()
