"""Swedish words as search and comparison see them: tokens, lemmas and character grams."""

import re
import unicodedata
from functools import lru_cache

import simplemma

_WORD = re.compile(r"[0-9a-zåäöéüæø]+(?:[:’'][a-zåäö]{1,4})?")
_DIGIT_GROUP = re.compile(r"(?<=\d)(?<!\d{4})[\u00a0\u202f\u2009 ](?=\d{3}(?!\d))")
_GENITIVE = re.compile(r"[:’'][a-zåäö]{1,4}$")

LEMMA_EXCEPTIONS = {
    "äldre": "äldre",
    "mej": "mig",
    "dej": "dig",
    "sej": "sig",
    "nån": "någon",
    "nåt": "något",
    "nåra": "några",
    "dom": "de",
    "sån": "sådan",
    "samskapande": "samskapande",
    "samskapandet": "samskapande",
    "medskapande": "medskapande",
    "medskapandet": "medskapande",
    "omställningen": "omställning",
    "va": "vad",
    "e": "är",
    "me": "med",
    "å": "och",
    "hur": "hur",
    "när": "när",
    "vad": "vad",
    "tillgängligheten": "tillgänglighet",
}
"""Word forms that the general lemmatiser gets wrong in this field, or that people write as they speak."""

NUMERAL_WORDS = frozenset(
    "två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio femtio hundra tusen".split()
)
"""Swedish words for counts; “en” and “ett” are articles far more often."""

_VERBS_WITHOUT_ENDING = frozenset("ska skall bör kan måste får vill var blev har är".split())
_LIKE_VERBS = frozenset("eller över under efter inför genom för per samt jämför".split())
"""“Jämför” is an order; the others are no verbs."""

STOP_LEMMAS = frozenset(
    "och att det som en ett i på är av för med till den de om vi kan ska skola vad vilken när var vem man jag "
    "mig inte eller från så då ni du sig sin där också ha hur vara bli han hon vår er deras här denna detta "
    "the of and to a in is are what who how dig oss ju väl bara finnas göra få säga få någon något sådan mycket "
    "även samt mena avse förklara definiera ca t ex enligt över under vid efter än sina".split()
)
"""Lemmas that carry no subject of their own."""


def normalise(text: str) -> str:
    """Return text composed (NFC), lower-cased, with digit groups joined.

    >>> normalise("8 766 TIMMAR")
    '8766 timmar'
    """
    return _DIGIT_GROUP.sub("", unicodedata.normalize("NFC", text)).lower()


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, lower-cased, genitive endings after a colon taken off.

    >>> words("SKL:s mål: hälso- och sjukvård 2035")
    ('skl', 'mål', 'hälso', 'och', 'sjukvård', '2035')
    """
    return tuple(_GENITIVE.sub("", word) for word in _WORD.findall(normalise(text)))


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """Return the dictionary form of one lower-case Swedish word: one word, as the index cuts them.

    >>> lemma("primärvårdens"), lemma("landstingen"), lemma("samskapande")
    ('primärvård', 'landsting', 'samskapande')

    The dictionary writes some with signs (“o.s.v.”): those words stay as they are.

    >>> lemma("osv")
    'osv'
    """
    known = LEMMA_EXCEPTIONS.get(word)
    if known is not None:
        return known
    found = str(simplemma.lemmatize(word, lang="sv", greedy=True)).lower()
    return found if _WORD.fullmatch(found) else word


def lemmas(text: str) -> tuple[str, ...]:
    """Return the lemma of every word, in order.

    >>> lemmas("Länsstyrgruppen beslutar")
    ('länsstyrgrupp', 'besluta')
    """
    return tuple(lemma(word) for word in words(text))


def content_lemmas(text: str) -> tuple[str, ...]:
    """Return the lemmas that carry the subject; all of them where nothing else is left.

    >>> content_lemmas("Vad är nära vård?")
    ('nära', 'vård')
    """
    every = lemmas(text)
    return tuple(word for word in every if word not in STOP_LEMMAS) or every


def is_present_verb(word: str) -> bool:
    """Tell whether a lower-case word is a verb in the present, by its ending and its dictionary form.

    >>> is_present_verb("beslutar"), is_present_verb("ska"), is_present_verb("köksrådet"), is_present_verb("efter")
    (True, True, False, False)
    """
    if word in _VERBS_WITHOUT_ENDING:
        return True
    base = lemma(word)
    verbal = (base != word and base.endswith(("a", word[:-1]))) or (
        word.endswith("ar") and base == f"{word}e"
    )
    return word.endswith("r") and word not in _LIKE_VERBS and verbal


@lru_cache(maxsize=50_000)
def grams(text: str, size: int = 4) -> tuple[str, ...]:
    """Return character grams of each word, edges marked, for compounds and misspellings.

    Words shorter than the gram give one gram of their own, so that “VC” can be found.

    >>> grams("vård VC")
    ('_vår', 'vård', 'ård_', '_vc_')
    """
    found: list[str] = []
    for word in words(text):
        edged = f"_{word}_"
        found.extend(edged[i : i + size] for i in range(max(1, len(edged) - size + 1)))
    return tuple(found)
