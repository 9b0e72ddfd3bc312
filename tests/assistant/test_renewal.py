"""What a new version of a document changed: which sentences, what they matter to, and what rests on the old words."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.alignment import Kind
from assistant.answers import Question
from assistant.drafting.desk import DraftingDesk
from assistant.renewal.comparing import Line, compare
from assistant.renewal.values import Change, Digest, Matter, Stated
from assistant.settings import Settings
from assistant.wiring import Owner, open_renewals
from tests.assistant.kitchen_guide import CATALOGUE, GUIDE, NEIGHBOUR, brief, desk_at, write_texts

NEW_GUIDE = (
    GUIDE.replace("gemensamt kök där alla i byn kan laga mat", "öppet kök där alla i byn lagar mat")
    .replace("Ungefär 40 procent", "Ungefär 45 procent")
    .replace("- Genom utbildning av unga kockar.\n", "")
    .replace("## Mer material", "Köksrådet möts varje måndag om byköket.\n\n## Mer material")
)


def lines(*texts: str) -> list[Line]:
    """Return sentences that stand one after the other."""
    found, start = [], 0
    for text in texts:
        found.append(Line(Stated(text=text, locator="", start=start, end=start + len(text))))
        start += len(text) + 1
    return found


def told(changes: Sequence[Change]) -> list[tuple[str | None, str | None]]:
    """Return what stood before and what stands now."""
    return [
        (one.before.text if one.before else None, one.after.text if one.after else None) for one in changes
    ]


def test_edited_sentences_find_each_other_and_the_rest_is_new_or_gone() -> None:
    """By the words they share; a sentence that only moved is the same."""
    old = lines("Vi ses i byn varje dag.", "Köket är rent.", "Alla får mat här.", "Helt borta nu.")
    new = lines(
        "Alla får mat här.", "Vi ses i staden varje dag.", "Något ganska nytt står skrivet.", "Köket är rent."
    )

    changes, same = compare(old, new)

    assert told(changes) == [
        ("Vi ses i byn varje dag.", "Vi ses i staden varje dag."),
        (None, "Något ganska nytt står skrivet."),
        ("Helt borta nu.", None),
    ]
    assert same == 2
    assert [(one.kind, one.words) for one in changes[0].differences] == [
        (Kind.EQUAL, "Vi ses i"), (Kind.MISSING, "byn"), (Kind.ADDED, "staden"), (Kind.EQUAL, "varje dag."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Högst < 5 procent av alla.", "Högst > 5 procent av alla."),
        ("Vi skriver Nära vård.", "Vi skriver nära vård."),
    ],
)
def test_signs_and_capitals_count(before: str, after: str) -> None:
    """A guide that asks for small letters has changed when they become capitals."""
    (change,), same = compare(lines(before), lines(after))

    assert same == 0
    assert {one.kind for one in change.differences} == set(Kind)


def test_the_differences_tell_the_whole_sentence() -> None:
    """Also what stood before the first word, and behind the last, that both have."""
    (change,), _ = compare(lines("Numera är köket öppet för alla i byn."), lines("Köket är öppet för alla."))

    before = " ".join(one.words for one in change.differences if one.kind is not Kind.ADDED)
    after = " ".join(one.words for one in change.differences if one.kind is not Kind.MISSING)
    assert sorted(before.lower().strip(".").split()) == sorted("numera är köket öppet för alla i byn".split())
    assert sorted(after.lower().strip(".").split()) == sorted("köket är öppet för alla".split())


SENTENCES = st.lists(
    st.lists(st.sampled_from("a b c d e f 1 2".split()), min_size=1, max_size=6).map(" ".join), max_size=8
)


@given(SENTENCES, SENTENCES)
def test_every_sentence_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    """As the same, edited, new or gone."""
    changes, same = compare(lines(*before), lines(*after))

    assert same + sum(one.after is not None for one in changes) == len(after)
    assert same + sum(one.before is not None for one in changes) == len(before)
    for one in changes:
        assert one.before is None or one.after is None or one.before.text != one.after.text
    assert compare(lines(*before), lines(*before)) == ((), len(before))


def test_among_many_sentences_of_the_same_words_each_finds_its_own() -> None:
    """Only a few are compared with each, so the few have to be the right ones, however far a sentence was moved."""
    texts = [f"Vi ses i byn {number} för att prata om kök {number * 7} varje dag." for number in range(200)]
    edited = [text.replace("varje dag", "varje kväll") for text in reversed(texts)]

    changes, same = compare(lines(*texts), lines(*edited))

    assert same == 0
    assert {(after, before) for before, after in told(changes)} == set(
        zip(reversed(edited), texts, strict=True)
    )


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DraftingDesk, Owner]]:
    """A record whose guide was replaced after answers were approved and a draft was saved; only read it."""
    settings = write_texts(tmp_path_factory.mktemp("renewed"))
    with desk_at(settings) as (desk, owner):
        for question in ("Vad är byköket?", "Hur kan vi skapa ett bykök?"):
            owner.approve(Question(text=question, profile="byn"), role="chef", expires_on=date(2099, 5, 31))
        desk.save(desk.draft(brief()), "om byköket")
        owner.add("guide.md", NEW_GUIDE.encode())
        yield desk, owner


def only(owner: Owner) -> Digest:
    """Return the one digest there is."""
    (digest,) = owner.digests()
    return digest


@pytest.mark.slow
def test_changed_definitions_phrases_and_figures_are_told(renewed: tuple[DraftingDesk, Owner]) -> None:
    """Each with its term, place and words; every sentence of a message guide is recommended wording."""
    digest = only(renewed[1])

    (definition,) = digest.about(Matter.DEFINITION)
    assert "byköket" in definition.terms or "bykök" in definition.terms
    assert definition.before is not None
    assert definition.before.locator == "Budskap: Vad är byköket?"
    assert {one.words for one in definition.differences if one.kind is Kind.ADDED} == {"öppet", "lagar"}
    (figure,) = digest.about(Matter.FIGURE)
    assert [(one.kind, one.words) for one in figure.differences if one.kind is not Kind.EQUAL] == [
        (Kind.MISSING, "40"), (Kind.ADDED, "45"),
    ]  # fmt: skip
    assert told(digest.about(Matter.PHRASE))[1:] == [
        ("Ungefär 40 procent av byns invånare saknar ugn i byköket.", "Ungefär 45 procent av byns invånare saknar ugn i byköket."),
        ("Genom utbildning av unga kockar.", None),
        (None, "Köksrådet möts varje måndag om byköket."),
    ]  # fmt: skip
    assert digest.about(None) == []


@pytest.mark.slow
def test_answers_and_drafts_that_rest_on_it_are_told(renewed: tuple[DraftingDesk, Owner]) -> None:
    """With what no longer stands there; what only moved still does."""
    digest = only(renewed[1])

    held = {one.told: one for one in digest.approved}
    assert {question: one.holds for question, one in held.items()} == {
        "Vad är byköket?": True,
        "Hur kan vi skapa ett bykök?": False,
    }
    assert [quote.split("\n")[-1] for quote in held["Hur kan vi skapa ett bykök?"].fallen] == [
        "Byköket är ett gemensamt kök där alla i byn kan laga mat tillsammans.",
        "Genom utbildning av unga kockar.",
    ]
    (draft,) = digest.drafts
    assert (draft.id, draft.holds) == ("om byköket", False)
    assert any("gemensamt kök där alla" in quote for quote in draft.fallen)
    assert draft.standing


@pytest.mark.slow
def test_a_reader_beside_the_owner_sees_the_same(renewed: tuple[DraftingDesk, Owner]) -> None:
    """The command runs beside a server."""
    renewals, library = open_renewals(renewed[1].settings)

    assert renewals.digests() == renewed[1].digests()
    library.close()


@pytest.mark.slow
def test_a_rule_whose_words_were_changed_is_named(tmp_path: Path) -> None:
    """An editor has to look at the rule too."""
    settings = write_texts(tmp_path, {"guide.md": GUIDE})
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "byn.toml").write_text(
        """
profile = "byn"

[[rule]]
id = "B1-byköket"
kind = "name"
severity = "fel"
title = "byköket"
message = "Skriv byköket."
reason = "Så heter det."
match = ["bymatsalen"]
replace = [["bymatsalen", "byköket"]]
source = { document = "budskap-byn", place = "Vi kallar det", anchor = "Vi använder benämningen byköket" }
bad = "Vi äter i bymatsalen."
good = "Vi äter i byköket."
""",
        encoding="utf-8",
    )
    with desk_at(settings.model_copy(update={"wording": rules})) as (_, owner):
        assert owner.checker.faults == ()
        owner.add("guide.md", GUIDE.replace("i alla texter om köket", "när vi skriver om köket").encode())

        (change,) = only(owner).changes
        assert change.rules == ("B1-byköket",)


@pytest.mark.slow
def test_a_digest_is_put_away_once_and_for_all(tmp_path: Path) -> None:
    """Also over a restart; the next version begins a new one."""
    settings = write_texts(tmp_path, {"guide.md": GUIDE})
    with desk_at(settings) as (_, owner):
        owner.add("guide.md", NEW_GUIDE.encode())
        assert owner.put_away(only(owner).id)
        assert not owner.put_away("okänd")
    with desk_at(settings) as (_, owner):
        assert owner.digests() == ()
        owner.add("guide.md", GUIDE.encode())
        assert only(owner).about(Matter.FIGURE) != []


@pytest.mark.slow
def test_a_version_that_came_meanwhile_is_not_put_away_unseen(tmp_path: Path) -> None:
    """The editor saw the change to the second version; the third has to be looked at."""
    with desk_at(write_texts(tmp_path, {"guide.md": GUIDE})) as (_, owner):
        owner.add("guide.md", NEW_GUIDE.encode())
        seen = only(owner).id
        owner.add("guide.md", NEW_GUIDE.replace("45 procent", "50 procent").encode())

        assert not owner.put_away(seen)
        assert only(owner).about(Matter.FIGURE)


@pytest.mark.slow
def test_a_file_of_another_name_that_supersedes_one_gives_a_digest_too(tmp_path: Path) -> None:
    """The catalogue says so; the older document stays in the record, and the notice can be put away."""
    settings = superseding(tmp_path)
    with desk_at(settings) as (_, owner):
        digest = only(owner)

        assert (digest.before.name, digest.after.name) == ("neighbour.md", "newer.md")
        assert told(digest.changes) == [
            ("Antalet barn som äter lunch i byköket ökar.", "Antalet barn som äter lunch i byköket minskar."),
        ]  # fmt: skip
        assert owner.put_away(digest.id)
        assert owner.digests() == ()
        assert len(owner.documents()) == 2


def superseding(folder: Path) -> Settings:
    """Return settings of a record in which one file supersedes another by the catalogue."""
    entry = '[[source]]\nid = "grannbyn-2"\ntitle = "Grannbyns kök"\npublisher = "Grannbyn"\nreplaces = ["grannbyn"]\nfiles = ["newer*"]\n'
    settings = write_texts(folder, {"neighbour.md": NEIGHBOUR})
    (folder / "catalogue.toml").write_text(f"{CATALOGUE}\n{entry}", encoding="utf-8")
    with desk_at(settings) as (_, owner):
        owner.add("newer.md", NEIGHBOUR.replace("byköket ökar", "byköket minskar").encode())
    return settings
