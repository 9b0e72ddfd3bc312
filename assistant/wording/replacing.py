"""What to write instead, so that it fits the sentence."""

import re

from assistant.wording.rules import Replacement, Rule
from assistant.wording.texts import Text
from ingest.documents import Span

_OPTIONAL_ARTICLE = "(den) "
"""Before a replacement: an article unless one stands there already."""
_ARTICLES = frozenset("den denna samma det de dessa".split())
_SHORTEST_SHOUT = 5
"""Letters from which a word in capitals is taken to be shouted rather than an abbreviation."""
_ENDS = re.compile(r"[”\"’')\]»]*(?:\s*$|\s+[A-ZÅÄÖ])")


def replacements(rule: Rule, text: Text, span: Span) -> tuple[str, ...]:
    """Return what may stand in place of a span, best first; empty where the rule only advises.

    Only rows with the first form that fits count: the particular stands before the general in a rule.
    """
    written = text.text[span.start : span.end]
    found: list[str] = []
    fitting: re.Pattern[str] | None = None
    for row in rule.replacements:
        match = row.form.fullmatch(written)
        if match and _splits_a_genitive(row, match):
            return ()
        if match and (fitting is None or row.form == fitting):
            fitting = row.form
            tails = iter(match.groups())
            filled = re.sub(r"\*", lambda _, tails=tails: next(tails, ""), row.text)  # type: ignore[misc]  # bound at once
            fitted = _cased(_articled(filled, text, span), text, span)
            found.append(_stopped(fitted, text, span, written))
    return tuple(dict.fromkeys(found))


_GENITIVE = re.compile(r"(?:et|en|na|ar|er|or)s$")


def _splits_a_genitive(row: Replacement, match: re.Match[str]) -> bool:
    """Tell whether what `*` stood for is a genitive that words would follow: “teamets” cannot become “teamets för …”."""
    goes_on = row.text.rpartition("*")[2].startswith(" ")
    return goes_on and any(_GENITIVE.search(tail) for tail in match.groups() if tail)


def _articled(filled: str, text: Text, span: Span) -> str:
    if not filled.startswith(_OPTIONAL_ARTICLE):
        return filled
    sentence = text.sentence_at(span.start)
    before = text.words_of(Span(start=sentence.start, end=span.start))[-2:]
    bare = filled.removeprefix(_OPTIONAL_ARTICLE)
    return bare if any(word in _ARTICLES for word in before) else f"den {bare}"


def _cased(filled: str, text: Text, span: Span) -> str:
    """Keep a capital where the sentence begins, and capitals where the whole word has them."""
    written = text.text[span.start : span.end]
    if written.isupper() and len(written) >= _SHORTEST_SHOUT:
        return filled.upper()
    opens = not text.words_of(Span(start=text.sentence_at(span.start).start, end=span.start))
    return filled[:1].upper() + filled[1:] if opens and written[:1].isupper() else filled


def _stopped(filled: str, text: Text, span: Span, written: str) -> str:
    """Keep the full stop of a sentence that ends with the abbreviation replaced."""
    ends = written.endswith(".") and not filled.endswith(".") and _ENDS.match(text.text, span.end)
    return f"{filled}." if ends else filled
