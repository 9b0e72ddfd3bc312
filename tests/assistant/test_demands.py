"""What a question demands of its evidence."""

import pytest

from assistant.demands import demands
from assistant.questions import read

KNOWN = frozenset("nsv mål team mobil lunch köksråd".split())


def names(question: str, *sources: str) -> list[str]:
    """Return the names of what a question demands."""
    found = demands(question, read(question), sources=sources, is_known=KNOWN.__contains__)
    return [demand.name for demand in found]


@pytest.mark.parametrize(
    ("question", "demanded"),
    [
        ("Vilka mål gäller från 2028?", ["år 2028"]),
        ("Vad står på bild 60?", ["bild 60"]),
        ("Vad är mål på bild 3–17?", []),
        ("Vilka mål har Region Skåne?", ["Skåne"]),
        ("va gör region västmanland", ["Västmanland"]),
        ("Vad säger NSV om Zorkelprogrammet?", ["Zorkelprogrammet"]),
        ("Vad tjänar en kock?", ["något belopp"]),
        ("Vad är telefonnumret till köket?", ["något telefonnummer"]),
        ("Vilken e-post har köket?", ["någon e-postadress"]),
        ("Vilken paragraf gäller?", ["något lagrum"]),
        ("Hur många mobila team finns det?", ["hur många det är"]),
        ("Hur stor andel äter lunch i dag?", ["någon aktuell siffra"]),
        ("Vad är nära vård?", []),
        ("När öppnades köket?", ["någon tidpunkt"]),
        ("vilket datum beslutade NSV?", ["något datum"]),
        ("Vilket år gäller mål?", ["någon tidpunkt"]),
        ("Vilket nummer har köket?", ["något telefonnummer"]),
        ("Vilket nummer har mål?", []),
        ("Vilken person ledde team?", ["något namn"]),
        ("Vilket system har köket valt?", ["något namn", "system"]),
        ("Nådde NSV mål?", ["om det nådde"]),
        ("Vem har gjort mål?", ["vem som har gjort det"]),
        ("Var publiceras blanketten?", ["blanketten"]),
        ("Vilket lag är sämst?", ["vad som är sämst", "lag"]),
        ("Vilken blankett gäller?", ["blankett"]),
        ("På vilket sätt gäller mål?", []),
        ("Vem är ordförande i NSV?", ["något namn", "ordförande"]),
        ("Hur gammal är kocken?", ["någon ålder"]),
        ("Hur snabbt kommer lunch?", ["någon tidsuppgift"]),
        ("I vilken kommun finns team?", ["någon plats vid namn"]),
        ("Vilka mål gäller efter 2027?", ["efter 2027"]),
        ("Hur många procent av köksråd äter lunch?", ["någon siffra", "någon procentsats"]),
        ("Datum då NSV beslutade?", ["något datum"]),
        ("Vad gick lunch på?", ["något belopp"]),
        ("Vad kan köksråd i ett PS?", []),
        ("Vilken bok lyfts?", []),
        ("Vilka klubbade mål?", []),
        ("Vem tog beslut om lunch?", ["vem som beslutade"]),
        ("NSV, vad står förkortningen för?", ["vad NSV står för"]),
        ("Vem är det som leder lunch?", ["vem som leder"]),
    ],
)
def test_what_is_asked_for_must_stand_in_the_evidence(question: str, demanded: list[str]) -> None:
    """A year, place, name or kind of figure is not answered by something near it."""
    assert names(question) == demanded


def test_a_source_named_with_its_year_demands_no_year() -> None:
    """“SKL 2019” is a source from 2019."""
    question = "Vad planerade SKL 2019?"

    found = demands(question, read(question), sources={"skl"}, is_known=KNOWN.__contains__, dated={"2019"})

    assert found == ()


def test_a_named_source_is_where_to_look_not_what_for() -> None:
    """“Enligt Oxelösund” demands no word of the passage."""
    assert names("Vad säger Oxelösund?", "oxelösund") == []


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("Vad kostar det?", "Det kostar 300 kronor.", True),
        ("Vad kostar det?", "Det kostar ingenting.", True),
        ("Vad kostar det?", "Kostnaden är hög.", False),
        ("Vad står NSV för?", "NSV beslutar om mål.", False),
        ("Vad står NSV för?", "Nämnden för samverkan kring vård (NSV) beslutar.", True),
        ("Märta, hur många år är hon?", "Gruppen över 80 år ökar.", False),
        ("Märta, hur många år är hon?", "Märta är 84 år.", True),
        ("Ange ökningen i %", "De är 40.", False),
        ("Ange ökningen i %", "Var tredje, alltså 33 procent.", True),
        ("Hur många är de?", "Nämnden har elva ledamöter.", True),
        ("Hur många är de?", "Nämnden har ledamöter.", False),
        ("Vad är telefonnumret?", "Telefon 0155-380 00", True),
        ("Hur stor andel är det i dag?", "År 2020 var det 5 %.", False),
        ("Hur många barn åt?", "År 2020 åt barn på bild 3.", False),
        (
            "Hur många barn åt?",
            "Det fanns 40 stolar i en sal som stod tom hela våren när alla barn åt.",
            False,
        ),
        ("Hur många barn åt?", "Ungefär 40 barn åt.", True),
        ("Hur många är över 80?", "Inom en 10-årsperiod ökar antalet 80+ med nästan 50%", False),
        ("Hur många är över 80?", "I dag är 4 000 personer 80 år eller äldre.", True),
        ("Hur länge pågår det?", "Det är ett tvåårigt projekt.", True),
        ("Och barnen, hur många procent ökar de?", "De äldre ökar med 50 procent.", False),
        ("Och barnen, hur många procent ökar de?", "Barnen ökar med 50 procent.", True),
        ("När beslutades det?", "Målbild 2095 är beslutad.", False),
        ("När beslutades det?", "Det beslutades 2020.", True),
        ("Vilken dag beslutades det?", "Det beslutades 2020, dygnet runt 24/7.", False),
        ("Vilken dag beslutades det?", "Det beslutades 3 mars 2020.", True),
        ("Vilket system används?", "Länet samverkar kring system, enligt en plan i Örebro.", False),
        ("Vilket system används?", "Länet använder Kockpanelen, ett system för kök.", True),
        ("Vem har gjort filmen?", "Filmen visar invånare.", False),
        ("Vem har gjort filmen?", "Köksrådet har tagit fram filmen.", True),
        ("Uppnåddes målet?", "Målet är mer lunch.", False),
        ("När höll hon sitt tal?", "Hon höll ett tal på vardagen.", False),
        ("När höll hon sitt tal?", "Hon höll talet en tisdag i maj.", True),
        ("Vilka mål gäller efter 2027?", "Målen gäller 2023–2027.", False),
        ("Vilka mål gäller efter 2027?", "Målen gäller till 2030.", True),
    ],
)
def test_a_demand_knows_what_meets_it(question: str, text: str, met: bool) -> None:  # noqa: FBT001  # a parameter
    """The kind of figure counts, not that there is one word in common."""
    demand, *_ = demands(question, read(question), sources=(), is_known=KNOWN.__contains__)

    assert demand.met_by(text) is met


def test_what_is_told_before_the_question_demands_nothing() -> None:
    """“Min chef pratade om Zorkel på APT” need not stand in the sources; what is asked for must."""
    question = "Anders nämnde det när vi sågs, men vad gäller för lunch?"
    found = demands(
        question, read(question), asking="vad gäller för lunch?", sources=(), is_known=KNOWN.__contains__
    )

    assert found == ()
