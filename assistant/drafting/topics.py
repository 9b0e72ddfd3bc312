"""What a draft is to be about: read, kept from personal data and commands, and, when refused, what lies nearest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.forms import Forms
from assistant.drafting.material import heading_of
from assistant.drafting.values import DraftRefused
from assistant.privacy import guard
from assistant.ranking import Ranked
from assistant.routing import Route, route, without_instructions
from assistant.spelling import Vocabulary
from ingest.language import STOP_LEMMAS, lemma, words

MOST_CHARACTERS = 200
NEAREST = 4
"""Headings that a refusal names."""
_REFUSED = {
    Route.MEDICAL: "Utkast skrivs inte om en enskild persons vård.",
    Route.CRISIS: "Utkast skrivs inte om en enskild persons vård.",
    Route.DANGER: "Utkast skrivs inte om en enskild persons vård.",
    Route.CONTACTS: "Utkast skrivs inte om kontaktuppgifter.",
    Route.COMMAND: "Ämnet är en instruktion. Skriv vad texten ska handla om.",
    Route.GREETING: "Ämnet saknas. Skriv vad texten ska handla om, till exempel primärvårdens roll.",
    Route.ABOUT: "Ämnet saknas. Skriv vad texten ska handla om, till exempel primärvårdens roll.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic, fit to be searched and shown."""

    text: str
    """On one line."""


def understood(given: str, vocabulary: Vocabulary) -> Topic:
    """Return a topic on one line, commands taken away and lost å, ä, ö put back.

    Raises:
        DraftRefused: When nothing is left, or it holds personal data, or is about one person's care.
    """
    text = " ".join("".join(one if one.isprintable() else " " for one in given).split())
    if len(text) > MOST_CHARACTERS:
        raise DraftRefused(f"Ämnet är längre än {MOST_CHARACTERS} tecken. Skriv det i några ord.")
    way = route(text, follows=False) if text else Route.GREETING
    if way in _REFUSED:
        raise DraftRefused(_REFUSED[way])
    text = without_instructions(text)
    if guard(text, vocabulary.names).pieces:
        raise DraftRefused(
            "Ämnet ser ut att innehålla personuppgifter. Skriv det utan dem. Inget har sparats."
        )
    return Topic(text=vocabulary.restored(text))


def nearest(ranked: Sequence[Ranked], forms: Forms, *, layers: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of the nearest passages, the profile's own first: what a draft could be about instead."""
    originals = [
        one for one in ranked if not one.document.provenance.guide and _is_subject(one, forms)
    ] or ranked
    ordered = sorted(originals, key=lambda one: one.document.provenance.profile not in layers)
    headings = (heading_of(one, forms) for one in ordered)
    return tuple(dict.fromkeys(heading for heading in headings if len(heading.split()) > 1))[:NEAREST]


def _is_subject(one: Ranked, forms: Forms) -> bool:
    """Tell whether a passage tells of something, and does not instruct presenter or writer."""
    guide = one.document.provenance.kind in forms.sources.guides
    return not one.passage.instruction and (
        not guide or one.passage.heading.startswith(forms.sources.messages)
    )


def unspoken(topic: Topic, told: str) -> tuple[tuple[str, ...], bool]:
    """Return the words of a topic that a draft does not take up, and whether they are what it is about.

    They are when nothing else sets the topic apart, or when it asks for just that: “vad nära vård kostar”. A word is taken up where its stem stands, also inside another word: “ställer om” by “omställningen”.

    >>> unspoken(Topic(text="vad nära vård kostar"), "Nära vård är ett sätt att arbeta.")
    (('kostar',), True)
    >>> unspoken(Topic(text="varför vi ställer om"), "Omställningen till nära vård pågår.")
    ((), False)
    """
    own = [word for word in words(topic.text) if _sets_apart(word)]
    low = told.lower()
    missing = tuple(word for word in own if _stem(lemma(word)) not in low and _stem(word) not in low)
    return missing, bool(missing) and (len(missing) == len(own) or _ASKS.match(topic.text) is not None)


def _sets_apart(word: str) -> bool:
    return len(word) > _SHORT and lemma(word) not in STOP_LEMMAS | _EVERYWHERE


def _stem(word: str) -> str:
    return word[: max(_SHORT + 1, len(word) - 2)]


_ASKS = re.compile(r"(?:vad|när|var|vem|vilk\w+|hur (?:många|mycket|ofta|länge|stor\w*))\b", re.IGNORECASE)
_SHORT = 3
_EVERYWHERE = frozenset(
    "nära vård hälsa omsorg varför betyda innebära handla arbete arbeta viktig fråga invånare medarbetare patient person "
    "sörmland sörmlands örebro oxelösund oxelösunds region regionen kommun län länet hos samma skillnad mellan berätta text "
    "roll del sätt sak allt alla inte kring gälla tillsammans bättre behöva gemensam olika dag idag vilka börja".split()
)
"""Lemmas that do not set a topic apart from nära vård as such, or that ask rather than name."""


def refusal(topic: Topic, close: Sequence[str]) -> DraftRefused:
    """Return the refusal of a topic that the sources do not carry."""
    near = f" Närmast finns: {'; '.join(close)}." if close else " Läs in en källa som tar upp det."
    return DraftRefused(f"Källorna räcker inte till ett utkast om ”{topic.text}”.{near}", tuple(close))
