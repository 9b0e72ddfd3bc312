"""The Gradio pages: which components there are and what happens when they are used."""

from collections.abc import Iterator
from typing import Any

import gradio as gr
from gradio.components import Navbar

from assistant.answers import Answer
from ui.ports import Answerer
from ui.settings import AppSettings
from ui.web import texts
from ui.web.checking import CheckPage
from ui.web.conversation import follow
from ui.web.frame import Frame
from ui.web.markup import conversation
from ui.web.parts import AT_ONCE, bind, heading, html
from ui.web.recent import RecentAnswers

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def pages(
    *,
    answerer: Answerer,
    settings: AppSettings,
    frame: Frame,
    recent: RecentAnswers,
    check_page: CheckPage | None = None,
) -> gr.Blocks:
    """Return the blocks with every page; there is no Granska without its page."""
    blocks: gr.Blocks
    with gr.Blocks(title=texts.PAGE_TITLE, analytics_enabled=False, fill_width=True) as blocks:
        _navigation()
        _ask_page(answerer, settings, frame, recent)
    if check_page is not None:
        with blocks.route(texts.CHECK_PAGE, "granska"):
            _navigation()
            check_page.build()
    blocks.queue(api_open=False, max_size=200, default_concurrency_limit=AT_ONCE)
    return blocks


def theme() -> gr.themes.Base:
    """Return a theme that uses the fonts of the reader's own machine."""
    return gr.themes.Base(font=_SANS, font_mono=_MONO)


def _navigation() -> None:
    """Leave Gradio's own way between pages out: all pages have the same one around them."""
    Navbar(visible=False)


def _ask_page(answerer: Answerer, settings: AppSettings, frame: Frame, recent: RecentAnswers) -> None:
    answers = gr.State((), time_to_live=3600)
    heading(texts.ASK_HEADING, texts.PURPOSE)
    with gr.Column(elem_id="nv-form"):
        question = _question_box()
        with gr.Row(elem_id="nv-buttons"):
            ask = gr.Button(texts.ASK, variant="primary", elem_id="nv-ask")
            clear = gr.Button(texts.CLEAR, variant="secondary", elem_id="nv-clear", visible=False)
        whole = gr.Checkbox(label=texts.WHOLE, info=texts.WHOLE_INFO, elem_id="nv-whole")
    with gr.Column(elem_id="nv-current"):
        current = html()
    with gr.Column(elem_id="nv-examples") as examples:
        html(f"<h2>{texts.EXAMPLES_TITLE}</h2>")
        suggestions = []
        with gr.Row(elem_id="nv-example-groups"):
            for whom, questions in texts.EXAMPLES.items():
                with gr.Column(elem_classes="nv-example-group", min_width=0):
                    html(f"<h3>{whom}</h3>")
                    suggestions += [gr.Button(example, elem_classes="nv-example") for example in questions]
    with gr.Column(elem_id="nv-earlier"):
        earlier = html()

    shown = [question, current, earlier, answers, examples, clear]

    def answer(
        asked: str,
        known: tuple[Answer, ...],
        at_once: bool,  # noqa: FBT001  Gradio passes what stands in the components by position
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        if known and not asked.strip():  # Enter pressed twice: the box is empty by then, and the answer stays
            yield (gr.skip(),) * len(shown)
            return
        chosen = frame.profile_in(request.query_params)
        previous = conversation(known, settings)
        for view in follow(
            asked, profile=chosen, answers=known, answerer=answerer, settings=settings, recent=recent, whole=at_once
        ):  # fmt: skip
            yield (
                "" if view.finished else gr.skip(),
                view.current,
                previous,
                view.answers,
                gr.Column(visible=not view.answers),
                gr.Button(visible=bool(view.answers)),
            )

    def start_over() -> tuple[Any, ...]:
        return "", "", "", (), gr.Column(visible=True), gr.Button(visible=False)

    bind([question.submit, ask.click], answer, [question, answers, whole], shown)
    for suggestion in suggestions:
        bind([suggestion.click], answer, [suggestion, answers, whole], shown)
    bind([clear.click], start_over, [], shown)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=texts.QUESTION_LABEL,
        info=texts.QUESTION_INFO,
        placeholder=texts.QUESTION_PLACEHOLDER,
        lines=1,
        max_lines=6,
        elem_id="nv-question",
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", enterkeyhint="send", lang="sv"),
    )
