"""The page Granska: a text in, its marks, reasons and a corrected text out."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from ui.api.principals import Role
from ui.editor_ports import PhraseRefused
from ui.ports import Ignored, Report, TextTooLong, Wording
from ui.settings import AppSettings
from ui.web import texts
from ui.web.findings import checked, label
from ui.web.frame import CHECK_FILES, Frame
from ui.web.markup import notice
from ui.web.parts import bind, heading, html


class CheckPage:
    """Builds the page and answers its events.

    Args:
        wording: Checks wording, and keeps the organisation's accept list.
        settings: The profiles to choose from.
        frame: Tells which one is chosen.
    """

    def __init__(self, wording: Wording, settings: AppSettings, frame: Frame) -> None:
        self._checker = wording.checker
        self._accepted = wording.accepted
        self._settings = settings
        self._frame = frame

    def build(self) -> None:
        """Lay the page out."""
        heading(texts.CHECK_PAGE, texts.CHECK_PURPOSE)
        ignored = gr.State(Ignored(), time_to_live=3600)
        with gr.Column(elem_id="nv-form"):
            written = gr.Textbox(
                label=texts.CHECK_LABEL, info=texts.CHECK_INFO, lines=8, max_lines=24, elem_id="nv-text",
                html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False, lang="sv"),
            )  # fmt: skip
            check = gr.Button(texts.CHECK, variant="primary", elem_id="nv-check-button")
        html(f'<p><a href="{CHECK_FILES.path}">{CHECK_FILES.label}</a></p>')
        with gr.Column(elem_id="nv-result"):
            result = html()
        with gr.Column(visible=False, elem_id="nv-corrected-part") as part:
            told = html(elem_id="nv-told")
            corrected = gr.Textbox(
                label=texts.CHECK_CORRECTED, info=texts.CHECK_CORRECTED_INFO, lines=4, max_lines=24,
                interactive=False, elem_id="nv-corrected",
            )  # fmt: skip
            html(
                f'<p><button type="button" class="nv-copy" value="nv-corrected">{texts.CHECK_COPY}</button></p>'
            )
        with gr.Column(visible=False, elem_id="nv-corrections") as after:
            chosen = gr.CheckboxGroup([], label=texts.CHECK_CHOOSE, info=texts.CHECK_CHOOSE_INFO)
            with gr.Row(elem_id="nv-buttons"):
                use = gr.Button(texts.CHECK_USE, variant="primary")
                use_all = gr.Button(texts.CHECK_USE_ALL, variant="secondary")
            with gr.Row(elem_id="nv-leave-buttons"):
                leave = gr.Button(texts.CHECK_LEAVE_ONCE, variant="secondary")
                leave_words = gr.Button(texts.CHECK_LEAVE_TEXT, variant="secondary")
                accept = gr.Button(texts.CHECK_ACCEPT, variant="secondary")

        shown = [result, part, told, corrected, after, chosen, ignored]
        bind([check.click], self._checked, [written], shown)
        bind([use.click], self._use, [written, chosen, ignored], [written, *shown])
        bind([use_all.click], self._use_all, [written, ignored], [written, *shown])
        bind([leave.click], self._leave, [written, chosen, ignored], shown)
        bind([leave_words.click], self._leave_words, [written, chosen, ignored], shown)
        bind([accept.click], self._accept, [written, chosen, ignored], shown)

    def _checked(self, written: str, request: gr.Request) -> tuple[Any, ...]:
        return self._check(written, self._frame.profile_in(request.query_params), Ignored())

    def _check(self, written: str, profile: str, ignored: Ignored, *, told: str = "") -> tuple[Any, ...]:
        """Return what the page shows of a text; `told` says what was done with it."""
        if not written.strip():
            return self._told(texts.CHECK_EMPTY, ignored)
        try:
            report = self._checker.check(written, profile=self._rules(profile), ignored=ignored)
            mended = self._checker.corrected(written, profile=self._rules(profile), ignored=ignored)
        except TextTooLong as error:
            return self._told(str(error), ignored)
        choices = [(label(number, one), one.id) for number, one in enumerate(report.findings, 1)]
        return (
            checked(written, report, self._settings.profile_name(profile)),
            gr.Column(visible=bool(told) or mended != written),
            notice(told) if told else "",
            mended,
            gr.Column(visible=bool(report.findings)),
            gr.CheckboxGroup(choices=choices, value=[]),
            ignored,
        )

    def _use(
        self, written: str, chosen: Sequence[str], known: Ignored, request: gr.Request
    ) -> tuple[Any, ...]:
        """Put the chosen findings' first suggestions into the text, and check it anew."""
        profile = self._frame.profile_in(request.query_params)
        if not chosen:
            return written, *self._check(written, profile, known, told=texts.CHECK_NONE_CHOSEN)
        others = {one.id for one in self._report(written, profile, known).findings} - set(chosen)
        return self._used(written, profile, Ignored(ids=known.ids | others, words=known.words), known)

    def _use_all(self, written: str, known: Ignored, request: gr.Request) -> tuple[Any, ...]:
        """Put every first suggestion into the text, and check it anew."""
        return self._used(written, self._frame.profile_in(request.query_params), known, known)

    def _used(self, written: str, profile: str, left: Ignored, known: Ignored) -> tuple[Any, ...]:
        mended = self._checker.corrected(written, profile=self._rules(profile), ignored=left)
        before, after = (len(self._report(one, profile, known).findings) for one in (written, mended))
        told = texts.CHECK_USED.format(used=before - after, left=after)
        return mended, *self._check(
            mended, profile, known, told=texts.CHECK_NO_SUGGESTION if mended == written else told
        )

    def _leave(
        self, written: str, chosen: Sequence[str], known: Ignored, request: gr.Request
    ) -> tuple[Any, ...]:
        """Leave single findings as they are."""
        profile = self._frame.profile_in(request.query_params)
        return self._check(written, profile, Ignored(ids=known.ids | set(chosen), words=known.words))

    def _leave_words(
        self, written: str, chosen: Sequence[str], known: Ignored, request: gr.Request
    ) -> tuple[Any, ...]:
        """Leave the marked words alone wherever they stand in this text."""
        profile = self._frame.profile_in(request.query_params)
        words = {
            (one.rule.id, one.text.lower())
            for one in self._report(written, profile, known).findings
            if one.id in chosen
        }
        return self._check(written, profile, Ignored(ids=known.ids, words=known.words | words))

    def _accept(
        self, written: str, chosen: Sequence[str], known: Ignored, request: gr.Request
    ) -> tuple[Any, ...]:
        """Leave the marked words alone in every text of the organisation: for editors to decide."""
        profile = self._frame.profile_in(request.query_params)
        if request.request is None or not self._frame.may(request.request, Role.EDITOR):
            return self._check(written, profile, known, told=texts.CHECK_MAY_NOT)
        try:
            for one in self._report(written, profile, known).findings:
                if one.id in chosen:
                    self._accepted.add(one.text)
        except PhraseRefused as refused:
            return self._check(written, profile, known, told=str(refused))
        return self._check(written, profile, known)

    def _report(self, written: str, profile: str, ignored: Ignored) -> Report:
        return self._checker.check(written, profile=self._rules(profile), ignored=ignored)

    def _rules(self, profile: str) -> str:
        return profile if profile in self._checker.profiles else self._checker.profiles[0]

    def _told(self, words: str, ignored: Ignored) -> tuple[Any, ...]:
        hidden = gr.Column(visible=False)
        return notice(words), hidden, "", "", hidden, gr.CheckboxGroup(choices=[], value=[]), ignored
