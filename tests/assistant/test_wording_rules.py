"""Rule files: layers, faults that are named with their line, patterns, and the accept list."""

import re
from pathlib import Path

import pytest

from assistant.making import make_checker
from assistant.settings import Settings, SettingsFault
from assistant.wording.accepting import FILE_NAME, AcceptList, PhraseRefused
from assistant.wording.checking import Checker, Unopened
from assistant.wording.patterns import Pattern, PatternFault, inflected
from assistant.wording.rule_files import Rulebook
from assistant.wording.texts import Text
from tests.checkers import checker, own_rules

HEAD = 'profile = "egen"\ninherits = "nationell"\n'
RULE = """
[[rule]]
id = "E1-fikarast"
kind = "name"
severity = "tips"
title = "Skriv paus"
message = "Skriv paus."
reason = "Så säger vi."
source = { outside = "Arbetsplatsen" }
match = ["fikarast"]
replace = [["fikarasten", "pausen"], ["fikarast", "paus"]]
bad = "Fikarasten är slut."
good = "Pausen är slut."
"""


def marked(pattern: str, text: str) -> list[str]:
    """Return what a pattern marks in a text."""
    return [text[hit.span.start : hit.span.end] for hit in Pattern.read(pattern).hits(Text.read(text))]


def test_an_organisation_adds_a_profile_by_adding_a_file(tmp_path: Path) -> None:
    """Its own rules, and those of the layer that it rests on."""
    own = own_rules(tmp_path, HEAD + RULE)

    assert own.corrected("Fikarasten hos SKL.", profile="egen") == "Pausen hos SKR."
    assert own.check("Fikarasten.", profile="orebro").findings == ()


def test_an_organisation_changes_and_switches_off_what_it_inherits(tmp_path: Path) -> None:
    """A rule with a known id takes its place; `off` takes a rule away, by id or by number."""
    louder = RULE.replace("E1-fikarast", "O1-skl").replace("fikarast", "kafferast")
    own = own_rules(
        tmp_path, HEAD + 'off = ["N1", "S2-förkortning"]\naccept = ["Landstinget Bio"]\n' + louder
    )

    assert own.check("SKL om närvård, t.ex. på Landstinget Bio.", profile="egen").findings == ()
    assert [one.rule.id for one in own.check("Kafferast.", profile="egen").findings] == ["O1-skl"]


@pytest.mark.parametrize(
    ("changed", "line", "told"),
    [
        (("severity =", "severety ="), 8, "'severety' är okänd. Menade du 'severity'?"),
        (('"tips"', '"viktigt"'), 8, "'viktigt'"),
        (('"Skriv paus"', '"Skriv paus'), 9, "kan inte läsas som TOML"),
        (('title = "Skriv paus"\n', ""), 5, "'title' saknas"),
        (('id = "E1-fikarast"', 'id = "fikarast"'), 6, "N1-benämning"),
        (('["fikarast"]', '["{okänd} fika"]'), 5, "listan 'okänd', som inte finns"),
        (('["fikarast"]', '["[fika"]'), 5, "får bara ha en"),
        (('match = ["fikarast"]', "regex = ['(fika']"), 5, "är inte giltigt"),
    ],
)  # fmt: skip
def test_a_typo_in_a_rule_is_named_with_its_line_and_the_rest_keeps_working(
    tmp_path: Path, changed: tuple[str, str], line: int, told: str
) -> None:
    """The file, the line, what to do; other rules of the same file hold."""
    other = RULE.replace("E1-fikarast", "E2-kafferast").replace("fikarast", "kafferast")
    own = own_rules(tmp_path, HEAD + "\n" + RULE.replace(*changed, 1) + other)

    (fault,) = own.ruleset("egen").faults

    assert (fault.file, fault.line) == ("egen.toml", line)
    assert told in fault.message
    assert [one.rule.id for one in own.check("SKL har kafferast.", profile="egen").findings] == [
        "O1-skl",
        "E2-kafferast",
    ]


def test_a_file_that_is_no_rule_file_is_named(tmp_path: Path) -> None:
    """Wrong characters, or a head that cannot be read: everything else is there."""
    (tmp_path / "latin.toml").write_bytes("profile = 'ö'".encode("latin-1"))
    (tmp_path / "huvud.toml").write_text("profil = 'x'", encoding="utf-8")
    book = Rulebook.load(tmp_path)

    assert [(fault.file, fault.line) for fault in book.faults] == [("huvud.toml", 1), ("latin.toml", 1)]
    assert "orebro" in book.profiles


def test_a_circle_of_layers_ends(tmp_path: Path) -> None:
    """Two files that rest on each other are no endless loop."""
    (tmp_path / "b.toml").write_text('profile = "b"\ninherits = "egen"', encoding="utf-8")
    own = own_rules(tmp_path, HEAD.replace("nationell", "b") + RULE)

    assert [rule.id for rule in own.ruleset("egen").rules] == ["E1-fikarast"]


def test_the_folder_of_own_rules_must_be_there(tmp_path: Path) -> None:
    """A typo in the setting is told, not taken for “no rules”."""
    with pytest.raises(SettingsFault, match="finns inte"):
        make_checker(Settings(data=tmp_path, wording=tmp_path / "regler"))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("mottagare", "Mottagarna och mottagarens brev", ["Mottagarna", "mottagarens"]),
        ("=mottagare", "mottagarna", []),
        ("vård*", "vården och vårdcentralerna", ["vården", "vårdcentralerna"]),
        ("*vård", "närsjukvården", ["närsjukvården"]),
        ("a|b c", "a c. b c. a b.", ["a c", "b c"]),
        ("ny? stad", "stad och ny stad", ["stad", "ny stad"]),
        ("från .. till", "från ett två till tre", ["från ett två till"]),
        ("från .. till", "från ett, två till", []),
        ("från ... till", "från ett, två till", ["från ett, två till"]),
        ("är ... klar", "är inte klar", []),
        ("^inte klar", "inte klar. helt klar.", ["klar"]),
        ("klar !nu", "klar nu. klar sen.", ["klar"]),
        ("< ny", "Ny dag. En ny dag.", ["Ny"]),
        ("dag >", "En dag är lång. Ny dag.", ["dag"]),
        ("år {year}", "år 2035 och år 35", ["år 2035"]),
        ("stad [ny dag]", "stad ny dag", ["ny dag"]),
    ],
)
def test_patterns_mean_what_they_say(pattern: str, text: str, expected: list[str]) -> None:
    """The small language of the rule files."""
    assert marked(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["", "..", "[ ]", "a [b", "a ] b [", "[a] [b]", "{finns-inte}"])
def test_patterns_that_mean_nothing_are_refused(pattern: str) -> None:
    """With a message that names the pattern."""
    with pytest.raises(PatternFault, match="Mönstret"):
        Pattern.read(pattern)


@pytest.mark.parametrize("form", ["insats", "insatsen", "insatser", "insatserna", "insatsernas", "insats:s"])
def test_a_word_takes_every_regular_ending(form: str) -> None:
    """Number, definiteness and genitive."""
    assert re.fullmatch(inflected("insats"), form)


def test_the_accept_list_silences_in_every_text(tmp_path: Path) -> None:
    """A phrase that is added holds at once, in its genitive too, and can be taken away."""
    accepted = AcceptList(tmp_path)
    own = Checker(rulebook=checker().rulebook, sources=Unopened(titles={}), accepted=accepted.phrases)
    text = "Besök närvårdsteam norr i dag."
    assert len(own.check(text, profile="nationell").findings) == 1

    assert accepted.add(" närvårdsteam norr ") == ("närvårdsteam norr",)
    assert accepted.add("närvårdsteam norr") == ("närvårdsteam norr",)
    assert own.check(text.replace("norr", "norrs"), profile="nationell").findings == ()

    assert accepted.remove("närvårdsteam norr")
    assert not accepted.remove("närvårdsteam norr")
    assert len(own.check(text, profile="nationell").findings) == 1


def test_an_editor_may_write_the_accept_list_by_hand(tmp_path: Path) -> None:
    """One a line, comments and blank lines left out."""
    (tmp_path / FILE_NAME).write_text("# namn\n\nNärvårdsteam Norr\n", encoding="utf-8")

    assert AcceptList(tmp_path).phrases() == ("Närvårdsteam Norr",)


@pytest.mark.parametrize("phrase", ["", "   ", "# x", "a\nb", "x" * 121, "19121212-1212"])
def test_what_cannot_be_accepted_is_refused_and_nothing_is_kept(tmp_path: Path, phrase: str) -> None:
    """Empty, too long, a comment, or personal data."""
    with pytest.raises(PhraseRefused):
        AcceptList(tmp_path).add(phrase)

    assert list(tmp_path.iterdir()) == []
