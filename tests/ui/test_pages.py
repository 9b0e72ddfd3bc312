"""What the pages say, as HTML: order, labels, and nothing from outside that is not escaped."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.answers import Answer, Outcome, Question, QuoteStatus
from ingest.documents import BlockKind
from tests.fakes import FakeAnswerer
from tests.samples import (
    DECK,
    HOSTILE,
    QUOTE,
    answered,
    citation,
    disagreeing,
    evidence,
    guide_citation,
    hostile,
    partly,
    refused,
)
from ui.ports import Excerpt, ExcerptBlock
from ui.settings import AppSettings
from ui.trouble import steady
from ui.web import markup, texts
from ui.web.conversation import View, follow
from ui.web.markdown import to_html
from ui.web.panel import marked, panel
from ui.web.recent import recent_answers

SETTINGS = AppSettings()
QUESTION = Question(text="Vad är nära vård?")


class Tags(HTMLParser):
    """Collects the elements and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def views(
    asked: str, answers: tuple[Answer, ...] = (), answerer: FakeAnswerer | None = None, *, whole: bool = False
) -> list[View]:
    """Ask as the page does and return everything that it shows."""
    return list(
        follow(
            asked,
            profile="orebro",
            answers=answers,
            answerer=answerer or FakeAnswerer(),
            settings=SETTINGS,
            recent=recent_answers(),
            whole=whole,
        )
    )


def test_nothing_from_outside_becomes_markup() -> None:
    """Title, publisher, place, quotation, answer, question: all of them attack here."""
    document = replace(
        DECK, name=HOSTILE, provenance=replace(DECK.provenance, title=HOSTILE, publisher=HOSTILE)
    )
    block = ExcerptBlock(kind=BlockKind.TITLE, level=0, text=HOSTILE, notes=False, marks=((0, 20),))
    html = "".join(
        (
            markup.turn(hostile(QUESTION), SETTINGS),
            markup.conversation((hostile(QUESTION),), SETTINGS),
            markup.failure(HOSTILE),
            markup.draft(HOSTILE),
            markup.body(replace(refused(QUESTION), nearest=(replace(evidence(), title=HOSTILE),)), SETTINGS),
            panel(Excerpt(document=document, locator=HOSTILE, blocks=(block,)), SETTINGS, number=1),
        )
    )

    tags = Tags(html)

    assert not tags.names & {"script", "img", "svg", "iframe", "object", "style", "link", "form"}
    assert not {
        name for name in tags.attributes if name.startswith("on") or name in {"src", "style", "srcset"}
    }


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", None])
def test_only_web_addresses_become_links(address: str | None) -> None:
    """A catalogue entry or a file's own metadata cannot smuggle in a script."""
    document = replace(DECK, provenance=replace(DECK.provenance, address=address))

    assert "<a " not in panel(Excerpt(document=document, locator="", blocks=()), SETTINGS, number=1)


@pytest.mark.parametrize("marks", [((0, 3), (2, 5)), ((2, 5), (0, 3)), ((0, 99),), ((4, 4),), ()])
def test_marks_never_change_the_text(marks: tuple[tuple[int, int], ...]) -> None:
    """Overlapping, unordered or too long: what is read stays what the source says."""
    block = ExcerptBlock(kind=BlockKind.PARAGRAPH, level=0, text="abc&def", notes=False, marks=marks)

    assert marked(block).replace("<mark>", "").replace("</mark>", "") == "abc&amp;def"


def test_a_piece_of_html_has_no_blank_line() -> None:
    """A blank line would hand the rest to the Markdown parser of the page."""
    answer = replace(answered(QUESTION), question="rad\n\n\n# två", citations=(citation(quote="a\n\n<b>"),))

    assert "\n" not in markup.turn(answer, SETTINGS)
    assert "\n" not in markup.draft("en\n\n\n\ntvå\n\n    tre")


def test_a_source_line_keeps_the_order_of_all_answers() -> None:
    """Title · publisher · originator · year · place · standing."""
    line = re.sub(r"<[^>]+>", "", markup.source_line(citation()))

    assert line == (
        "Omställningen i korthet · Exempelregionen · Exempelmyndigheten · 2022–2023 · bild 3, talmanus · Målbild 2035"
    )


@pytest.mark.parametrize("status", list(QuoteStatus))
def test_every_status_is_told_in_words(status: QuoteStatus) -> None:
    """Colour alone says nothing to those who do not see it."""
    html = markup.body(replace(answered(QUESTION), citations=(citation(status=status),)), SETTINGS)

    assert f">{status.label}<" in html


def test_the_handbook_speaks_without_quotation_marks() -> None:
    """It is a guide: its own label, and what it rests on."""
    html = markup.body(replace(answered(QUESTION), citations=(guide_citation(1),)), SETTINGS)

    sources = html[html.index("nv-sources") :]
    assert "Handboken" in sources
    assert "Bygger på: Omställningen i korthet, bild 3" in sources
    assert "”" not in sources


def test_a_citation_that_is_not_found_cannot_be_opened() -> None:
    """There is no place to show."""
    html = markup.body(partly(QUESTION), SETTINGS)

    assert html.count('class="nv-open"') == 1
    assert "Hittas inte i källan" in html


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_heading(outcome: Outcome) -> None:
    """The reader sees at once how it ended."""
    assert outcome.heading in markup.turn(replace(answered(QUESTION), outcome=outcome), SETTINGS)


def test_a_refusal_shows_what_is_missing_and_what_is_nearest() -> None:
    """A no is more useful with a way on."""
    html = markup.body(refused(QUESTION), SETTINGS)

    assert "Vilka belopp som gäller i år." in html
    assert "Närmast" in html
    assert 'class="nv-source"' not in html


def test_what_the_answer_says_already_is_not_repeated() -> None:
    """The writer may have put what is missing, or how a follow-up was read, in the text."""
    answer = replace(refused(QUESTION), answer="Saknas: Beloppet. Närmast: bild 3.", missing="Beloppet.")

    html = markup.body(answer, SETTINGS)

    assert html.count("Beloppet.") == 1
    assert html.count("Närmast") == 1


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("- ett\n- två", "<ul> <li>ett</li> <li>två</li> </ul>"),
        ("# Rubrik", "<h4>Rubrik</h4>"),
        ("rad\nrad", "<p>rad<br> rad</p>"),
        ("5 &lt; 6", "<p>5 &amp;lt; 6</p>"),
        ("<https://evil.example>", "<p>&lt;https://evil.example&gt;</p>"),
        ("`kod`", "<p>`kod`</p>"),
        ("okänd [7]", "<p>okänd\N{NO-BREAK SPACE}[7]</p>"),
    ],
)
def test_only_the_safe_part_of_markdown_is_rendered(markdown: str, html: str) -> None:
    """Lists, headings and emphasis; all else is text."""
    assert to_html(markdown, {}) == html


def test_the_page_shows_each_step_of_an_answer() -> None:
    """Searching, found, written, finished: and only the finished one leaves the box."""
    shown = views("Vad är nära vård?")

    assert texts.SEARCHING in shown[0].current
    assert "Ställen i källorna: 2." in shown[1].current
    assert "nv-writing" in shown[2].current
    assert [view.finished for view in shown] == [False] * (len(shown) - 1) + [True]
    assert QUOTE in shown[-1].current


def test_an_answer_may_come_in_one_piece() -> None:
    """Nothing of it is shown before it is whole."""
    pieces = views("Vad är nära vård?", whole=True)

    assert not any("nv-writing" in view.current for view in pieces)
    assert pieces[-1].finished


def test_both_sides_of_a_disagreement_are_told_beside_each_other() -> None:
    """Each under its heading, what is said of both below."""
    html = markup.body(disagreeing(answered(QUESTION)), SETTINGS)

    assert html.count('<section class="nv-side">') == 2
    assert html.index("</section></div><p>Ingen förklarar") > 0


@pytest.mark.parametrize("asked", ["avbrott", "krasch", "tyst"])
def test_a_failure_keeps_question_and_conversation(asked: str) -> None:
    """What happened, what is kept, what to do."""
    known = (answered(QUESTION),)

    last = views(asked, known)[-1]

    assert texts.FAILED_KEPT in last.current
    assert (last.answers, last.finished) == (known, False)


@pytest.mark.parametrize("asked", ["", "  \n"])
def test_an_empty_question_is_not_asked(asked: str) -> None:
    """The reader is told what to do instead."""
    answerer = FakeAnswerer()

    (view,) = views(asked, answerer=answerer)

    assert texts.EMPTY_QUESTION in view.current
    assert answerer.asked == []


def test_earlier_questions_follow_along_but_not_refused_ones() -> None:
    """“Frågan har inte sparats” must hold in the conversation as well."""
    answerer = FakeAnswerer()
    blocked = replace(answered(Question(text="om en patient")), outcome=Outcome.BLOCKED)

    views("Och sedan?", (answered(QUESTION), blocked), answerer)

    assert answerer.asked[-1].history == ("Vad är nära vård?",)


def test_a_conversation_remembers_twenty_answers() -> None:
    """Memory does not grow without end."""
    known = tuple(answered(QUESTION) for _ in range(20))

    assert len(views("Och sedan?", known)[-1].answers) == 20


def test_earlier_answers_are_blocks_of_their_own() -> None:
    """So that one which is open stays open when another is added above."""
    html = markup.conversation((answered(QUESTION), partly(QUESTION)), SETTINGS)

    heading, latest, first = html.split("\n\n")
    assert texts.EARLIER in heading
    assert "Delvis svar" in latest
    assert "Svar ur källorna" in first
    assert markup.conversation((), SETTINGS) == ""


def test_a_stream_ends_at_its_last_event() -> None:
    """What comes after Finished is not shown."""
    finished = list(FakeAnswerer().stream(QUESTION))

    assert list(steady([*finished, *finished])) == finished
