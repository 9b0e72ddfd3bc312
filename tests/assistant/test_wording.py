"""The wording check: every rule's own examples, and the Swedish that it has to understand."""

from collections.abc import Iterator

import pytest

from assistant.wiring import Reader
from assistant.wording.checking import MOST_CHARACTERS, Ignored, TextTooLong
from assistant.wording.opening import LoadedSources
from assistant.wording.rules import Kind, Rule, Severity, UnknownProfile
from tests.checkers import checker, found


def every_rule() -> Iterator[tuple[str, Rule]]:
    """Yield every rule of every profile that has examples."""
    for profile in checker().profiles:
        for rule in checker().ruleset(profile).rules:
            if rule.kind is not Kind.READABILITY:
                yield profile, rule


RULES = [pytest.param(profile, rule, id=f"{profile}-{rule.id}") for profile, rule in every_rule()]


@pytest.mark.parametrize(("profile", "rule"), RULES)
def test_a_rule_finds_its_bad_sentence_and_leaves_its_good_one(profile: str, rule: Rule) -> None:
    """The two sentences in the file are what the rule promises."""
    assert rule.number in {number for number, _ in found(rule.bad, profile)}
    assert found(rule.good, profile) == []


@pytest.mark.parametrize(("profile", "rule"), RULES)
def test_a_suggestion_makes_the_good_sentence_or_at_least_a_clean_one(profile: str, rule: Rule) -> None:
    """What is corrected checks clean; rules that only advise change nothing."""
    corrected = checker().corrected(rule.bad, profile=profile)

    if rule.replacements:
        assert found(corrected, profile) == []
    else:
        assert corrected == rule.bad


@pytest.mark.parametrize(("profile", "rule"), RULES)
def test_a_rule_says_why_and_what_it_rests_on(profile: str, rule: Rule) -> None:
    """No finding without a reason and a source, and no more than eight words of one."""
    basis = rule.basis

    assert rule.reason.endswith(".")
    assert rule.message.endswith(".")
    assert basis.outside or (basis.document and basis.place)
    assert len(basis.anchor.split()) <= 8


def test_the_bundled_files_have_no_faults() -> None:
    """What comes with the product can be used as it is."""
    assert checker().faults == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SKL:s plan gäller alla.", [("O1", "SKL:s")]),
        ("Sveriges Kommuner och Landstings kansli ligger i Stockholm.", [("O1", "Sveriges Kommuner och Landstings")]),
        ("Vi söker en landstingsanställd jurist.", [("O2", "landstingsanställd")]),
        ("Närvårdens team träffas i dag.", [("N1", "Närvårdens")]),
        ("Nära vård är inte bara ett arbetssätt utan en ny organisation.", [("D1", "ny organisation")]),
        ("Nära vård är inte ett arbetssätt utan en ny organisation.", [("D1", "ny organisation")]),
        ("Vad är nära vård? Det är ett nytt namn på primärvården.", [("D2", "namn på primärvården")]),
        ("Närvården är en ny organisation.", [("N1", "Närvården"), ("D1", "ny organisation")]),
        ("Nära vård i korthet\n• En ny organisation i länet\n• Börjar i maj", [("D1", "ny organisation")]),
        ("Glöm inte att nära vård är ett nytt namn på primärvården.", [("D2", "namn på primärvården")]),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_swedish_grammar_hides_nothing(text: str, expected: list[tuple[str, str]]) -> None:
    """Genitives, compounds, sentence starts, “inte bara … utan”, and a subject that is only meant."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nära vård är inte en ny organisation och ingen benämning på primärvården.",
        "Många tror att nära vård är en ny organisation.",
        "Det är ett arbetssätt snarare än en ny organisation.",
        "Är nära vård en ny organisation?",
        "Myter\n• Nära vård är en ny organisation.\n• All vård ska ges hemma.",
        "”Nära vård är en ny organisation”, stod det i tidningen.",
        "– Närvården är på väg, säger regionrådet.",
        "Att all vård ska finnas hemma är inte rimligt.",
        "Region Sörmland hette tidigare Landstinget Sörmland.",
        "År 2012 drev landstinget vårdcentralen.",
        "År 1998 byggdes sjukhuset. Då ansvarade landstinget för vården.",
        "Dåvarande landstinget köpte huset.",
        "Läs mer om ordet närvård i ordlistan.",
        "Skriv nära vård, inte närvård.",
        "Läkaren på Närsjukvårdsområde norr har jour.",
        "Remissen går till Närsjukvården i Lindesberg.",
        "Vi går från passiv mottagare till aktiv medskapare.",
        "Utgå från mottagarens perspektiv när du skriver brevet.",
        "Den primärvård som bedrivs av regionen har nya telefontider.",
        "Alla ska få vård på lika villkor.",
        "Hon vill bo nära vård och service.",
        "Maskinen togs i bruk i går och patienten är delaktig i sin egen vård.",
        "Förbandet ska överlappa såret med 20 mm.",
        "Andelen över 80 år i Katrineholm ökade med 12 procent mellan 2010 och 2020.",
        "Läs på https://närvård.se/närvården eller mejla närvård@regionen.se.",
        "Regionen ansvarar för primärvården tillsammans med kommunerna.",
        "Landstingen finns inte längre.",
        "Närsjukvårdsområde väster är en del av regionen.",
        "Närvårdskliniken i Lindesberg har öppet.",
    ],
    ids=lambda text: text[:40],
)
def test_look_alikes_raise_no_alarm(text: str) -> None:
    """Denied, reported, asked, quoted, past, proper names, and other words."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Närvården byggs ut.", "Den nära vården byggs ut."),
        ("Vi möter den nya närvården.", "Vi möter den nya nära vården."),
        ("Ett nytt landsting är bildat.", "En ny region är bildat."),
        ("Hela närvården samlas.", "Hela den nära vården samlas."),
        ("Närvårdsperspektivet är nytt.", "Perspektivet på nära vård är nytt."),
        ("Närvårdsteamets uppgift är ny.", "Närvårdsteamets uppgift är ny."),
        ("Vårt eget landsting växer.", "Vår egen region växer."),
        ("Stockholms läns landsting beslutar.", "Region Stockholm beslutar."),
        ("Landstinget är ansvarigt för besluten.", "Regionen är ansvarig för besluten."),
        ("Kommuner och landsting samverkar.", "Kommuner och regioner samverkar."),
        ("LANDSTINGET bjuder in.", "REGIONEN bjuder in."),
        ("Ta med kort, leg m.m.", "Ta med kort, leg med mera."),
        ("Det gäller t.ex. barn.", "Det gäller till exempel barn."),
    ],
)
def test_replacements_fit_the_sentence(text: str, corrected: str) -> None:
    """Article, number, gender, capitals and full stops are kept in order."""
    assert checker().corrected(text, profile="nationell") == corrected


def test_layers_inherit() -> None:
    """Örebro adds its own, Oxelösund follows Sörmland, and neither has the other's."""
    assert found("Nära hälsa är vårt namn på arbetet.", "orebro") == [("N3", "Nära hälsa")]
    assert found("Nära hälsa är vårt namn på arbetet.", "sormland") == []
    assert found("Vår målbild gäller till 2030.", "oxelosund") == [("F1", "2030")]
    assert found("Vår målbild gäller till 2030.", "orebro") == []


def test_an_unknown_profile_names_those_there_are() -> None:
    """The remedy stands in the message."""
    with pytest.raises(UnknownProfile, match=r"'mars' finns inte.*orebro"):
        checker().check("Text.", profile="mars")


def test_a_text_in_another_language_is_said_not_guessed() -> None:
    """No findings, and a note that says why."""
    report = checker().check(
        "The care of the future is near, and SKL is part of the plan for it.", profile="orebro"
    )

    assert report.findings == ()
    assert report.summary.startswith("Texten verkar vara skriven på engelska.")
    assert (report.readability.lix, report.readability.label) == (None, "inte mätt")


def test_a_text_over_the_limit_is_refused_with_the_remedy() -> None:
    """Five megabytes pasted by mistake."""
    with pytest.raises(TextTooLong, match="Dela texten"):
        checker().check("a" * (MOST_CHARACTERS + 1), profile="nationell")


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x01", "…", "😀" * 50, "a" * 5000, "[]()*" * 200])
def test_odd_texts_are_no_trouble(text: str) -> None:
    """Nothing to find, nothing that breaks."""
    assert checker().check(text, profile="orebro").findings == ()


def test_findings_can_be_ignored_once_or_in_the_text() -> None:
    """An id holds for one place, words for every place."""
    text = "Närvård i norr och närvård i söder. Sedan kommer närvård igen."
    first, second, third = checker().check(text, profile="nationell").findings

    once = checker().check(text, profile="nationell", ignored=Ignored(ids=frozenset({third.id})))
    words = checker().check(
        text, profile="nationell", ignored=Ignored(words=frozenset({("N1-benämning", "närvård")}))
    )

    assert [one.start for one in once.findings] == [first.start, second.start]
    assert words.findings == ()


def test_heavy_texts_get_a_tip_and_bullets_count_as_sentences() -> None:
    """LIX over 55 in a text of a hundred words."""
    heavy = "Organisationsövergripande samverkansstrukturer förutsätter verksamhetsutveckling " * 30 + "."
    light = "\n".join("- Vi ses i dag och pratar om det som är bra" for _ in range(20))

    assert [number for number, _ in found(heavy)] == ["R1"]
    assert checker().check(light, profile="nationell").readability.sentences == 20


def test_severities_have_their_words_on_screen() -> None:
    """Ids are the contract's, words are the users'."""
    assert [severity.label for severity in Severity] == ["Ändra", "Se över", "Tips"]


@pytest.mark.slow
def test_rules_on_real_sources_show_the_sentence(published: Reader) -> None:
    """Every anchor is found in the source that it names, at a place that can be opened."""
    sources = LoadedSources(published.library, {})
    bases = {rule.basis for _, rule in every_rule() if rule.basis.anchor}

    opened = [sources.open(basis) for basis in bases]

    assert [one.document for one in opened if not one.quote] == []
    assert all(one.document_id and one.start >= 0 for one in opened)
