"""Two villages' plans, and how they are asked."""

from assistant.answers import Answer, Question
from assistant.wiring import Reader

TOWN = """# Byns köksplan

## Vad är byköket?

Byköket är ett gemensamt kök för alla i byn. Byköket är inte en restaurang eller ett annat namn på skolköket.

## Köksrådet

Köksrådet beslutar om menyn varje månad. Rådet sitter till 2031 och har sju ledamöter.

## Hur många äter?

Antalet barn som äter lunch minskar. Antalet pensionärer som äter lunch ökar.

## Mål

Byköket ska servera lunch till alla som bor i byn 2031.

## Öppettider

Ofta efterfrågad mat ska finnas nära, mat som sällan äts kan det vara längre till.

## Arbetsplan

Arbetsplanen för soppan skrivs av köksrådet. Planen ska vara klar hösten 2029. Planen för soppan hänger på dörren.

Köksrådets regionala kommitté (KRK) smakar av. Många i KRK är äldre än 80 år.

## Vad förändringen innebär

Omställningen av köket innebär:

- från konserver till råvaror
- från disk till samtal
- från brådska till ro
"""
NEIGHBOUR = """# Grannbyns kök

## Hur många äter?

Fler barn äter lunch varje år, och matsalen byggs ut.

## Kontakt

Köksföreståndaren nås på köket. Telefon 0155-123 45.
"""


def ask(reader: Reader, question: str, **more: object) -> Answer:
    """Ask one question."""
    return reader.assistant.ask(Question(text=question, **more))  # type: ignore[arg-type]  # fields by name
