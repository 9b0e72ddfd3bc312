"""The safe part of Markdown: headings, lists, emphasis. Links, pictures and HTML stay plain text."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_MARK = re.compile(r"(\s?)\[(\d{1,3})\]")
_QUOTATION = re.compile(r"”[^”]+”")


def to_html(markdown: str, marks: Mapping[int, str]) -> str:
    """Render an answer on one line; `marks` maps citation numbers to the HTML that stands for “[1]”.

    >>> to_html("**Nej.** <b>[1]", {1: "<i>1</i>"})
    '<p><strong>Nej.</strong> &lt;b&gt;<i>1</i></p>'
    >>> to_html("![x](https://example.org/x.png)", {})
    '<p>![x](https://example.org/x.png)</p>'
    """
    html: str = _renderer().render(markdown, {"marks": marks})
    return html.replace("\n", " ").strip()


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("zero", {"breaks": True})
    renderer.enable(["list", "heading", "emphasis", "blockquote", "newline", "escape"])
    renderer.add_render_rule("text", _text)
    renderer.add_render_rule("heading_open", _heading)
    renderer.add_render_rule("heading_close", _heading)
    return renderer


def _text(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Mapping[str, Any]
) -> str:
    del renderer, options
    marks: Mapping[int, str] = env["marks"]
    html = escape(tokens[index].content)
    html = _QUOTATION.sub(lambda run: f'<span class="nv-quotation">{run[0]}</span>', html)
    return _MARK.sub(lambda mark: _placed(mark, marks), html)


def _placed(mark: re.Match[str], marks: Mapping[int, str]) -> str:
    """Keep a mark on the line of the words that it follows."""
    glue = "\N{NO-BREAK SPACE}" if mark[1] else ""
    return glue + marks.get(int(mark[2]), f"[{mark[2]}]")


def _heading(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Mapping[str, Any]
) -> str:
    """Put every heading of an answer below the question's own heading."""
    del renderer, options, env
    return "</h4>" if tokens[index].nesting < 0 else "<h4>"
