"""Answers, sources and states as HTML. Whatever comes from outside passes `escape` here.

Each piece is one line without blank lines, so that Gradio's Markdown hands it on as it is,
and uses only elements and attributes that its sanitizer keeps (no `data-…`, no `aria-…`).
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from assistant.answers import Answer, Citation, Evidence, Outcome, QuoteStatus
from ui.settings import AppSettings
from ui.web import texts
from ui.web.markdown import to_html
from ui.web.taking import taking
from ui.web.told import told

_SOURCE = "Källa: "
"""How the handbook's line about its source begins: the page has words of its own for that."""
_STATUS_CLASSES = {
    QuoteStatus.EXACT: "exact",
    QuoteStatus.TYPOGRAPHIC: "exact",
    QuoteStatus.NEAR: "near",
    QuoteStatus.MISSING: "lost",
}


def text(value: str) -> str:
    """Escape a text from outside and keep it on one line.

    >>> text('<img src=x> "a"')
    '&lt;img src=x&gt; &quot;a&quot;'
    """
    return escape(" ".join(value.split()))


def status_line(words: str) -> str:
    """Return the line that says what is going on."""
    return f'<p class="nv-status-line"><span class="nv-pulse"></span>{text(words)}</p>'


def notice(words: str) -> str:
    """Return a plain remark in the answer's place."""
    return f'<p class="nv-notice">{text(words)}</p>'


def failure(message: str) -> str:
    """Return the state after a failure: what happened, what is kept, what to do."""
    return (
        f'<section class="nv-failure"><h2>{text(texts.FAILED_HEADING)}</h2>'
        f"<p>{text(message)}</p><p>{text(texts.FAILED_KEPT)}</p></section>"
    )


def draft(markdown: str) -> str:
    """Return an answer while it is being written: its marks do not lead anywhere yet."""
    marks = {number: f'<span class="nv-mark nv-waiting">[{number}]</span>' for number in range(1, 100)}
    return (
        f'<div class="nv-turn nv-writing">{status_line(texts.SEARCHING) if not markdown else ""}'
        f'<div class="nv-answer">{to_html(markdown, marks)}</div></div>'
    )


def turn(answer: Answer, settings: AppSettings) -> str:
    """Return a finished answer with its question, outcome, sources and what is missing."""
    return (
        f'<article class="nv-turn"><h2 class="nv-question"><span class="nv-hidden">{texts.QUESTION_PREFIX}'
        f"</span>{text(answer.question)}</h2>{body(answer, settings)}</article>"
    )


def earlier(answer: Answer, settings: AppSettings) -> str:
    """Return an earlier answer, folded to its question and outcome."""
    return (
        f'<details class="nv-earlier"><summary><span class="nv-earlier-question">{text(answer.question)}</span> '
        f'<span class="nv-earlier-outcome">{answer.heading}</span></summary>'
        f"{body(answer, settings)}</details>"
    )


def body(answer: Answer, settings: AppSettings, *, may_share: bool = True) -> str:
    """Return everything of an answer but its question; `may_share` is False where it stands under a shared address."""
    marks = {citation.number: _mark(citation) for citation in answer.citations}
    parts = (
        _outcome(answer, settings),
        _read_as(answer),
        told(answer, marks),
        _missing(answer),
        _nearest(answer),
        _sources(answer.citations, settings),
        taking(answer, may_share=may_share),
    )
    return "".join(parts)


def _outcome(answer: Answer, settings: AppSettings) -> str:
    badge = f'<span class="nv-badge">{answer.heading}</span>'
    profile = text(f"{texts.PROFILE_LABEL} {settings.profile_name(answer.profile)}")
    return (
        f'<h3 class="nv-outcome nv-{answer.outcome.value}">{badge} '
        f'<span class="nv-profile">{profile}</span></h3>'
    )


def _mark(citation: Citation) -> str:
    label = f'[{citation.number}]<span class="nv-hidden"> {texts.SHOW_SOURCE}</span>'
    if not _can_open(citation):
        return f'<span class="nv-mark nv-waiting">[{citation.number}]</span>'
    return f'<a class="nv-mark" href="#{quote(_address(citation))}">{label}</a>'


def _can_open(citation: Citation) -> bool:
    return 0 <= citation.start < citation.end


def _address(citation: Citation) -> str:
    """Say what to open; the script on the page splits it at the first three bars."""
    return f"{citation.number}|{citation.start}|{citation.end}|{citation.document_id}"


def _read_as(answer: Answer) -> str:
    if answer.read_as is None or answer.read_as in answer.answer:
        return ""
    return f'<p class="nv-read-as">{texts.READ_AS} {text(answer.read_as)}</p>'


def _missing(answer: Answer) -> str:
    if answer.missing is None or answer.missing in answer.answer:
        return ""
    return f'<p class="nv-missing"><strong>{texts.MISSING}</strong> {text(answer.missing)}</p>'


def _nearest(answer: Answer) -> str:
    refused = answer.outcome in {Outcome.UNANSWERED, Outcome.PARTIAL, Outcome.CLARIFY}
    if not answer.nearest or not refused or texts.NEAREST in answer.answer:
        return ""
    places = dict.fromkeys(_pointer(evidence, number) for number, evidence in enumerate(answer.nearest, 1))
    return f'<div class="nv-nearest"><h4>{texts.NEAREST}</h4><ul>{"".join(places)}</ul></div>'


def _pointer(evidence: Evidence, number: int) -> str:
    place = f'<span class="nv-place">{text(evidence.locator)}</span>' if evidence.locator else ""
    if not 0 <= evidence.start < evidence.end:
        return f"<li>{text(evidence.title)} {place}</li>"
    address = quote(f"{number}|{evidence.start}|{evidence.end}|{evidence.document_id}")
    return f'<li><a class="nv-mark" href="#{address}">{text(evidence.title)}</a> {place}</li>'


def _sources(citations: tuple[Citation, ...], settings: AppSettings) -> str:
    if not citations:
        return ""
    items = "".join(_source(citation, settings) for citation in citations)
    return f'<section class="nv-sources"><h4>{texts.SOURCES}</h4><ol>{items}</ol></section>'


def _source(citation: Citation, settings: AppSettings) -> str:
    return (
        f'<li class="nv-source" value="{citation.number}"><p class="nv-source-line">'
        f'<span class="nv-number">[{citation.number}]</span> {source_line(citation)}</p>'
        f"{_quote(citation)}"
        f'<p class="nv-source-foot">{_standing_of(citation, settings)}{_open_button(citation)}</p></li>'
    )


def source_line(citation: Citation) -> str:
    """Return title · publisher (· originator) · year · place, in the order that all answers keep."""
    publisher = [citation.publisher, *([citation.originator] if citation.originator else [])]
    parts = [f'<cite class="nv-title">{text(citation.title)}</cite>']
    parts += [text(part) for part in [*publisher, citation.dated, citation.locator] if part]
    if citation.shown_standing:
        parts.append(f'<span class="nv-standing">{text(_capital(citation.shown_standing))}</span>')
    return " · ".join(parts)


def _quote(citation: Citation) -> str:
    if citation.guide:
        rests_on = (
            f" {texts.RESTS_ON} {text(citation.rests_on.removeprefix(_SOURCE))}" if citation.rests_on else ""
        )
        return (
            f'<p class="nv-guide"><span class="nv-guide-label">{texts.GUIDE_WORDS}</span> {text(citation.quote)}'
            f'<span class="nv-rests-on">{rests_on}</span></p>'
        )
    return f'<blockquote class="nv-quote">”{text(citation.quote)}”</blockquote>' if citation.quote else ""


def _standing_of(citation: Citation, settings: AppSettings) -> str:
    layer = f'<span class="nv-layer">{text(settings.profile_name(citation.profile))}</span>'
    if citation.guide and citation.status in {QuoteStatus.EXACT, QuoteStatus.TYPOGRAPHIC}:
        return layer
    return f'<span class="nv-status nv-{_STATUS_CLASSES[citation.status]}">{citation.status.label}</span> {layer}'


def _open_button(citation: Citation) -> str:
    if not _can_open(citation):
        return ""
    hidden = f'<span class="nv-hidden">: {texts.PANEL_SOURCE.format(number=citation.number).lower()}</span>'
    return f'<button type="button" class="nv-open" value="{escape(_address(citation))}">{texts.OPEN}{hidden}</button>'


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def conversation(answers: tuple[Answer, ...], settings: AppSettings) -> str:
    """Return the earlier answers, latest first, each its own block so that open ones stay open."""
    if not answers:
        return ""
    folded = [earlier(answer, settings) for answer in reversed(answers)]
    return "\n\n".join([f'<h2 class="nv-earlier-heading">{texts.EARLIER}</h2>', *folded])


def labels(names: Mapping[str, str], key: str) -> str:
    """Return the label of a fixed word, or the word itself."""
    return text(names.get(key, key))
