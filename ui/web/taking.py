"""The row of buttons below an answer: copy, take it along as a file, share its address, say whether it helped."""

from urllib.parse import quote

from assistant.answers import Answer, Outcome
from ui.web import texts


def taking(answer: Answer, *, may_share: bool) -> str:
    """Return the buttons; an answer without sources has nothing to take along.

    Args:
        answer: What is taken along.
        may_share: False where the address is a shared one already.
    """
    rows = [_row(_take(answer, may_share=may_share))] if answer.citations else []
    return "".join([*rows, _helped(answer)])


def _take(answer: Answer, *, may_share: bool) -> str:
    ways = ((texts.COPY_WITH, "med"), (texts.COPY_WITHOUT, "utan"))
    buttons = [f'<button type="button" class="nv-take" value="{way}">{words}</button>' for words, way in ways]
    if answer.id:
        buttons.append(f'<a class="nv-take-file" href="/svar/{quote(answer.id)}/word">{texts.AS_WORD}</a>')
    if answer.id and may_share and answer.outcome is not Outcome.BLOCKED:
        buttons.append(
            f'<button type="button" class="nv-share" value="{quote(answer.id)}">{texts.SHARE}</button>'
        )
    return "".join(buttons)


def _helped(answer: Answer) -> str:
    about = f"{answer.outcome.value}|{answer.profile}"
    return _row(
        f"<span>{texts.HELPED}</span>"
        f'<button type="button" class="nv-thought" value="1|{about}">{texts.YES}</button>'
        f'<button type="button" class="nv-thought" value="0|{about}">{texts.NO}</button>'
    )


def _row(inside: str) -> str:
    return f'<p class="nv-take-row">{inside}</p>'
