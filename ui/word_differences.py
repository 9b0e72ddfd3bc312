"""Words that two texts have in common, and those that only one has, marked by signs and colour."""

from collections.abc import Sequence

from rich.text import Text

from assistant.alignment import Difference, Kind

_STYLES = {Kind.EQUAL: "", Kind.MISSING: "red", Kind.ADDED: "green"}
_SIGNS = {Kind.EQUAL: "{}", Kind.MISSING: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
"""How words are marked where there is no colour."""


def marked(differences: Sequence[Difference]) -> Text:
    """Return the words in a row: what only the source, or the older text, has struck out; what only the other has put in."""
    row = Text()
    for one in differences:
        row.append(_SIGNS[one.kind].format(one.words), style=_STYLES[one.kind]).append(" ")
    return row
