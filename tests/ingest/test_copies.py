"""Which document speaks when several say the same."""

import random

import pytest

from ingest.copies import Candidate, Part, group, signature
from ingest.documents import MediaType
from ingest.records import Role
from tests.patience import ends


def _prose(seed: int, words: int = 400) -> list[str]:
    chance = random.Random(seed)  # noqa: S311  # made-up words, no secret
    return [f"ord{chance.randrange(5000)}" for _ in range(words)]


def _candidate(
    name: str,
    words: list[str],
    *,
    media_type: MediaType = MediaType.DOCX,
    catalogue_id: str | None = None,
    year: int | None = None,
    added_at: str = "2026-01-01T00:00:00Z",
    replaces: tuple[str, ...] = (),
    variant_of: str | None = None,
    guide: bool = False,
) -> Candidate:
    return Candidate(
        id=name,
        media_type=media_type,
        signature=signature(" ".join(words)),
        added_at=added_at,
        catalogue_id=catalogue_id,
        year=year,
        replaces=replaces,
        variant_of=variant_of,
        guide=guide,
    )


def _edited(words: list[str], *, share: float) -> list[str]:
    """Replace a run at the end, so that about `1 - share` of the shingles stay."""
    kept = round(len(words) * (1 - share))
    return [*words[:kept], *_prose(99, len(words) - kept)]


def _roles(*candidates: Candidate, prefer: MediaType | None = None) -> dict[str, tuple[Role, str | None]]:
    return {part.id: (part.role, part.twin) for part in group(candidates, prefer=prefer)}


SEARCHED = (Role.SEARCHED, None)


def test_nothing_in_common_leaves_all_searched() -> None:
    """The usual case, in the order given."""
    parts = group([_candidate("b", _prose(1)), _candidate("a", _prose(2))])

    assert parts == (Part(id="b", role=Role.SEARCHED), Part(id="a", role=Role.SEARCHED))


def test_the_richest_format_of_a_publication_is_searched() -> None:
    """The others are listed as the same publication in another format."""
    deck = [
        _candidate(kind.name, _edited(_prose(1), share=0.1), media_type=kind, catalogue_id="deck")
        for kind in (MediaType.TEXT, MediaType.PDF, MediaType.PPTX)
    ]

    other = (Role.OTHER_FORMAT, "PPTX")

    assert _roles(*deck) == {"TEXT": other, "PDF": other, "PPTX": SEARCHED}


def test_evaluation_may_prefer_another_format() -> None:
    """So that readers can be compared on the same publication."""
    deck = [
        _candidate(kind.name, _prose(1), media_type=kind, catalogue_id="deck")
        for kind in (MediaType.PDF, MediaType.PPTX)
    ]

    assert _roles(*deck, prefer=MediaType.PDF) == {"PDF": SEARCHED, "PPTX": (Role.OTHER_FORMAT, "PDF")}


def test_chapters_of_one_publication_all_stay() -> None:
    """The handbook is several files with one catalogue id, perhaps in several formats."""
    chapters = [
        _candidate("1", _prose(1), media_type=MediaType.MARKDOWN, catalogue_id="handbok"),
        _candidate("2", _prose(2), media_type=MediaType.MARKDOWN, catalogue_id="handbok"),
        _candidate("3", _prose(3), media_type=MediaType.PDF, catalogue_id="handbok"),
    ]

    assert set(_roles(*chapters).values()) == {SEARCHED}


@pytest.mark.parametrize(("share", "role"), [(0.1, Role.NEAR_COPY), (0.35, Role.SEARCHED)])
def test_only_a_near_copy_steps_back(share: float, role: Role) -> None:
    """From four fifths of the text on, two documents say the same."""
    old = _candidate("old", _prose(1), added_at="2025")
    new = _candidate("new", _edited(_prose(1), share=share), added_at="2026")

    found = _roles(old, new)

    assert (found["old"][0], found["new"]) == (role, SEARCHED)


def test_the_newer_of_two_near_copies_speaks() -> None:
    """A known year outranks the day of adding and the format."""
    newer = _candidate("newer", _prose(1), year=2024, added_at="2025", media_type=MediaType.PDF)
    older = _candidate("older", _prose(1), year=2021, added_at="2026")

    assert _roles(older, newer) == {"older": (Role.NEAR_COPY, "newer"), "newer": SEARCHED}


def test_the_newer_speaks_though_it_is_a_little_shorter() -> None:
    """A revision drops a paragraph; the two still say the same. The older one's excerpt follows along."""
    older = _candidate("older", _prose(1), year=2021)
    newer = _candidate("newer", _prose(1)[:370], year=2024)
    excerpt = _candidate("excerpt", _prose(1)[:100])

    found = _roles(older, excerpt, newer)

    assert found["newer"] == SEARCHED
    assert found["older"] == found["excerpt"] == (Role.NEAR_COPY, "newer")


def test_an_excerpt_does_not_silence_the_whole() -> None:
    """What covers more speaks, though the excerpt was added later."""
    whole = _candidate("whole", _prose(1), added_at="2025")
    excerpt = _candidate("excerpt", _prose(1)[:150], added_at="2026")

    assert _roles(whole, excerpt) == {"whole": SEARCHED, "excerpt": (Role.NEAR_COPY, "whole")}


def test_a_shortened_revision_is_not_silenced_by_the_older_text() -> None:
    """Neither may speak for the other: the old one says more, the new one is what holds."""
    old = _candidate("old", _prose(1), year=2020)
    revision = _candidate("revision", _prose(1)[:150], year=2024)

    assert _roles(old, revision) == {"old": SEARCHED, "revision": SEARCHED}


def test_a_local_variant_is_no_copy() -> None:
    """A municipality's own version stays searched beside the region's, and beside its neighbour's."""
    original = _candidate("region", _prose(1), catalogue_id="guide")
    variants = [
        _candidate(name, _prose(1), catalogue_id=name, variant_of="guide")
        for name in ("almby", "brickebacken")
    ]

    assert set(_roles(original, *variants).values()) == {SEARCHED}


def test_a_guide_never_speaks_for_a_source() -> None:
    """Nor is it silenced by one."""
    assert set(_roles(_candidate("a", _prose(1)), _candidate("b", _prose(1), guide=True)).values()) == {
        SEARCHED
    }


def test_a_replaced_document_is_superseded_in_every_format() -> None:
    """Through several steps, and the last one speaks."""
    first = _candidate("1", _prose(1), catalogue_id="v1", year=2019)
    first_pdf = _candidate("1p", _prose(1), catalogue_id="v1", media_type=MediaType.PDF)
    second = _candidate("2", _prose(2), catalogue_id="v2", year=2021, replaces=("v1",))
    third = _candidate("3", _prose(3), catalogue_id="v3", year=2023, replaces=("v2",))

    gone = (Role.SUPERSEDED, "3")

    assert _roles(first, first_pdf, second, third) == {"1": gone, "1p": gone, "2": gone, "3": SEARCHED}


def test_of_two_that_replace_each_other_the_newer_stays() -> None:
    """Two organisations' files may disagree; something must stay searched."""
    one = _candidate("one", _prose(1), catalogue_id="a", year=2020, replaces=("b",))
    two = _candidate("two", _prose(2), catalogue_id="b", year=2024, replaces=("a",))

    assert _roles(one, two) == {"one": (Role.SUPERSEDED, "two"), "two": SEARCHED}


@pytest.mark.parametrize("words", [[], _prose(1, 3), _prose(1, 12)])
def test_a_few_words_are_not_called_a_copy(words: list[str]) -> None:
    """A title page stands word for word in many documents."""
    found = _roles(_candidate("long", [*_prose(1, 12), *_prose(2)]), _candidate("short", words))

    assert found == {"long": SEARCHED, "short": SEARCHED}


def test_every_twin_is_searched() -> None:
    """Whatever the mixture, the one who speaks can be heard."""
    chance = random.Random(7)  # noqa: S311  # a made-up mixture, no secret
    texts = [_prose(seed) for seed in range(4)]
    mixture = [
        _candidate(
            str(number),
            _edited(chance.choice(texts), share=chance.choice([0, 0.05, 0.15, 0.3]))[
                : chance.choice([150, 300, 400])
            ],
            media_type=chance.choice(list(MediaType)),
            catalogue_id=chance.choice([None, "a", "b", "c"]),
            year=chance.choice([None, 2020, 2024]),
            replaces=chance.choice([(), (), ("a",), ("c",)]),
        )
        for number in range(120)
    ]

    found = _roles(*mixture)

    assert all(found[twin] == SEARCHED for _, twin in found.values() if twin is not None)
    assert _roles(*reversed(mixture)) == found


@pytest.mark.slow
@pytest.mark.parametrize("distinct", [500, 1, 50])
def test_grouping_five_hundred_documents_ends(distinct: int) -> None:
    """Roles are chosen anew after every run."""
    texts = [signature(" ".join(_prose(seed, 4000))) for seed in range(distinct)]
    many = [
        Candidate(id=str(n), media_type=MediaType.PDF, signature=texts[n % distinct], added_at=str(n))
        for n in range(500)
    ]

    with ends():
        parts = group(many)

    assert sum(part.role is Role.SEARCHED for part in parts) == distinct
