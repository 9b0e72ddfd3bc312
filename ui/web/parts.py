"""What every page is put together from."""

from typing import Any

import gradio as gr

AT_ONCE = 32
"""Events of the pages that are answered at the same time; more wait in line."""


def heading(title: str, purpose: str) -> None:
    """Put the page's title and purpose at its top."""
    html(f'<header class="nv-header"><h1>{title}</h1><p>{purpose}</p></header>')


def html(value: str = "", **options: Any) -> gr.Markdown:  # noqa: ANN401  Gradio's own options
    """Return a region of HTML; under our policy Gradio's own HTML component cannot run."""
    return gr.Markdown(value, latex_delimiters=[], **options)


def bind(triggers: list[Any], action: Any, inputs: list[Any], outputs: list[Any]) -> None:  # noqa: ANN401
    """Bind an action that other programs neither see nor call: they have the HTTP interface."""
    gr.on(
        triggers,
        action,
        inputs=inputs,
        outputs=outputs,
        api_visibility="private",
        show_progress="hidden",
        concurrency_limit=AT_ONCE,
        trigger_mode="always_last",  # what is sent while the last is just being finished waits; Gradio would drop it
    )
